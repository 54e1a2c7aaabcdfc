/**
 * The rules of the house that a machine can check, over the texts of source files: which layer may import what, what
 * the pure layer may not touch, how files are called and how long they may be. Leaves format and types to others.
 */
import { basename, dirname, join } from "node:path";
import ts from "typescript";

/** Path from the project's folder to the file's text. */
export type Sources = ReadonlyMap<string, string>;

type Import = { from: string; names: string[] };

/** What each layer may import of others. Whoever is not listed may import everything. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  webhooks: [],
  "setting-kinds": ["webhooks"],
  config: ["setting-kinds", "webhooks"],
  log: ["config"],
  db: ["webhooks", "config", "log"],
  jobs: ["db", "webhooks", "config", "log"],
  graphql: ["jobs", "db", "webhooks", "config", "log"],
  ui: ["webhooks"],
  app: ["ui", "graphql", "webhooks", "config", "log"],
  api: ["jobs", "graphql", "webhooks", "config", "log"],
};

/** Packages that only these layers or files may use. */
const RESERVED: Record<string, readonly string[]> = {
  "drizzle-orm": ["db", "tests/db/client.test.ts"],
  postgres: ["db", "tests"],
  pg: ["db"],
  "graphile-worker": ["jobs", "db/migrate.ts"],
  undici: ["jobs", "tests", "bench"],
  nodemailer: ["jobs"],
  "@pothos/core": ["graphql"],
  "@apollo/server": ["graphql"],
};

const PURE_PACKAGES = ["zod", "node:crypto", "ipaddr.js", "typeid-js", "lru-cache", "fastest-levenshtein"];
const IMPURE_NAMES = [
  ...["process", "performance", "console", "fetch", "globalThis", "require", "crypto"],
  ...["setTimeout", "setInterval", "setImmediate", "queueMicrotask"],
];
const IMPURE_IMPORTS = /^(random|generateKey|webcrypto)/;
const LAZY_IMPORT = /\bimport\(\s*["'`]([^"'`]+)["'`]\s*\)/g;
const VAGUE_NAMES = /^(index|utils?|helpers?|misc|common|lib|constants|services?|managers?)$/;
const LINES_MAX = 250;

/** Every breach, as `file: what is wrong`. Generated files (`*-env.d.ts`) are not looked at. */
export function findBreaches(sources: Sources): string[] {
  const files = [...sources].filter(([file]) => !file.endsWith("-env.d.ts"));
  const imports = new Map(files.map(([file, text]) => [file, importsOf(file, text)]));
  return [
    ...files.flatMap(([file, text]) =>
      [
        ...formBreaches(file, text),
        ...importBreaches(file, imports.get(file) ?? []),
        ...purityBreaches(file, text),
      ].map((breach) => `${file}: ${breach}`),
    ),
    ...cycles(imports).map((cycle) => `${cycle[0]}: imports itself through ${cycle.slice(1).join(", ")}`),
  ];
}

function layerOf(file: string): string {
  if (file.startsWith("app/api/") || file.startsWith("app/v2/")) return "api";
  if (file.startsWith("app/ui/")) return "ui";
  if (file === "proxy.ts" || file === "instrumentation.ts") return "app";
  return file.includes("/") ? String(file.split("/")[0]) : basename(file).replace(/\..*$/, "");
}

function importsOf(file: string, text: string): Import[] {
  const found: Import[] = [...text.matchAll(LAZY_IMPORT)].map(([, from]) => ({ from: String(from), names: [] }));
  for (const node of parse(file, text).statements) {
    if (!ts.isImportDeclaration(node) && !ts.isExportDeclaration(node)) continue;
    const bindings = ts.isImportDeclaration(node) ? node.importClause?.namedBindings : undefined;
    const names = bindings && ts.isNamedImports(bindings) ? bindings.elements.map((each) => each.name.text) : [];
    const from = node.moduleSpecifier;
    if (from && ts.isStringLiteral(from)) found.push({ from: from.text, names });
  }
  return found;
}

function parse(file: string, text: string): ts.SourceFile {
  const kind = file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
}

function formBreaches(file: string, text: string): string[] {
  const breaches: string[] = [];
  const lines = text.trimEnd().split("\n").length;
  if (VAGUE_NAMES.test(basename(file).replace(/\..*$/, ""))) breaches.push("the name says nothing");
  if (lines > LINES_MAX && !file.startsWith("tests/")) {
    breaches.push(`${lines} lines, ${LINES_MAX} is the limit`);
  }
  if (!/^(#!.*\n)?("use \w+";\s+)?\/\*\*/.test(text))
    breaches.push("no header comment that says what it is responsible for");
  if (/^\s*(\/\/|\*|\/\*+)\s*[-=*#]{4,}/m.test(text)) breaches.push("a banner comment");
  if (/\b(TODO|FIXME|XXX|biome-ignore|@ts-ignore|@ts-expect-error|@ts-nocheck)\b/.test(stripStrings(text))) {
    breaches.push("a note to do something later, or a silenced check");
  }
  return breaches;
}

/** Texts and patterns may name what comments may not. */
function stripStrings(text: string): string {
  return text.replace(/"(?:\\.|[^"\\\n])*"|(?<!\/)\/(?![*/])(?:\\.|[^/\\\n])+\//g, '""');
}

function importBreaches(file: string, imports: readonly Import[]): string[] {
  const layer = layerOf(file);
  return imports.flatMap(({ from }) => {
    if (from.startsWith(".")) return relativeBreaches(file, layer, from);
    if (from.startsWith("#")) return crossingBreaches(layer, from);
    if (layer === "webhooks" && !PURE_PACKAGES.includes(from)) return [`${from} is not for the pure layer`];
    const owners = Object.entries(RESERVED).find(([name]) => from === name || from.startsWith(`${name}/`))?.[1];
    const isAllowed = owners === undefined || owners.includes(layer) || owners.includes(file);
    return isAllowed ? [] : [`${from} is for ${owners.join(", ")} only`];
  });
}

function relativeBreaches(file: string, layer: string, from: string): string[] {
  if (!/\.(tsx?|mjs|css|json|graphql|svg)$/.test(from)) return [`${from} has no file name extension`];
  const target = layerOf(join(dirname(file), from));
  const isSameHouse = target === layer || (layer === "tests" && !file.includes("/support/"));
  const withinApp = ["app", "api", "ui"].includes(layer) && (target === "app" || !from.endsWith(".tsx"));
  return isSameHouse || withinApp ? [] : [`${from} crosses into ${target}; import it as #${target}/…`];
}

function crossingBreaches(layer: string, from: string): string[] {
  const target = String(from.slice(1).split("/")[0]);
  if (target === layer) return [`${from} stays in its own layer; import it by its relative path`];
  const allowed = MAY_IMPORT[layer];
  return allowed === undefined || allowed.includes(target) ? [] : [`${layer} may not import ${from}`];
}

function purityBreaches(file: string, text: string): string[] {
  if (layerOf(file) !== "webhooks") return [];
  const breaches: string[] = importsOf(file, text)
    .filter(({ from }) => from === "node:crypto")
    .flatMap(({ names }) => names.filter((name) => IMPURE_IMPORTS.test(name)))
    .map((name) => `${name} is randomness`);
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) {
      const access = node.getText();
      if (/^(Date\.now|Math\.random)$/.test(access)) breaches.push(`${access} is clock or randomness`);
    } else if (ts.isNewExpression(node) && node.expression.getText() === "Date" && !node.arguments?.length) {
      breaches.push("new Date() is a clock");
    } else if (ts.isIdentifier(node) && IMPURE_NAMES.includes(node.text) && isFree(node)) {
      breaches.push(`${node.text} is I/O, clock or environment`);
    }
    ts.forEachChild(node, visit);
  };
  visit(parse(file, text));
  return breaches;
}

/** A name that is used, not a property's, a declaration's or a type's. */
function isFree(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  return !("name" in parent && parent.name === node) && !ts.isTypeNode(parent);
}

/** One cycle for each file that closes one. */
function cycles(imports: ReadonlyMap<string, readonly Import[]>): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) found.push([...path.slice(path.indexOf(file)), file]);
    if (path.includes(file) || done.has(file)) return;
    for (const { from } of imports.get(file) ?? []) walk(resolveImport(file, from), [...path, file]);
    done.add(file);
  };
  for (const file of imports.keys()) walk(file, []);
  return found;
}

/** As package.json's `imports` says. */
function resolveImport(file: string, from: string): string {
  if (from.startsWith("#ui/")) return `app/${from.slice(1)}.tsx`;
  if (from.startsWith("#")) return `${from.slice(1)}.ts`;
  return from.startsWith(".") ? join(dirname(file), from) : from;
}
