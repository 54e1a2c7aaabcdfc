/**
 * Reads a definitions file: YAML with its faults located by line and column, in the form that definition-schema says,
 * variables filled in except in secrets.
 */
import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from "yaml";
import type * as z from "zod";
import { type Definitions, DefinitionsSchema } from "./definition-schema.ts";
import { type DocumentPath, type Environment, type Fault, fillInAll, isSecretPath } from "./placeholders.ts";

/** `describe`: a fault as one line that begins with `file:line:column`. */
export type ReadDefinitions = { describe: (fault: Fault) => string } & (
  | { ok: true; definitions: Definitions }
  | { ok: false; faults: Fault[] }
);

export function readDefinitions(text: string, file: string, environment: Environment): ReadDefinitions {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lineCounter.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  if (document.errors.length > 0) {
    const offsets = new Map(document.errors.map(({ message, pos }) => [message, pos[0]]));
    const describe = ({ message }: Fault) => `${at(offsets.get(message) ?? 0)} ${message}`;
    return { ok: false, describe, faults: document.errors.map(({ message }) => ({ path: [], message })) };
  }
  const describe = ({ path, message }: Fault) => {
    const place = path.length > 0 ? `${path.join(".")}: ` : "";
    return `${at(offsetOf(document, path))} ${place}${message}`;
  };
  keepSpellingOfValues(document);
  const parsed = DefinitionsSchema.safeParse(document.toJS());
  if (!parsed.success) return { ok: false, describe, faults: parsed.error.issues.flatMap(faultsOf) };
  const faults: Fault[] = [];
  const definitions = fillInAll(parsed.data, [], (path) => !isSecretPath(path), environment, faults);
  return faults.length > 0 ? { ok: false, describe, faults } : { ok: true, describe, definitions };
}

/** Conditions compare with text; `values: [007, true]` mean what they look like. */
function keepSpellingOfValues(document: Document): void {
  visit(document, {
    Pair(_, pair) {
      if (!isScalar(pair.key) || pair.key.value !== "values" || !isSeq(pair.value)) return;
      for (const item of pair.value.items) {
        if (isScalar(item) && item.source !== undefined && item.value !== null) item.value = item.source;
      }
    },
  });
}

function faultsOf(issue: z.core.$ZodIssue): Fault[] {
  const path = issue.path.map((key) => (typeof key === "number" ? key : String(key)));
  if (issue.code !== "unrecognized_keys") return [{ path, message: issue.message }];
  return issue.keys.map((key) => ({ path: [...path, key], message: "There is no such key here." }));
}

/** Where a path begins: the key of a map's entry; what is not there, at the nearest thing around it. */
function offsetOf(document: Document, path: DocumentPath): number {
  let node: unknown = document.contents;
  let offset = (document.contents as Node | null)?.range?.[0] ?? 0;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
      if (!pair) break;
      offset = isScalar(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(key)] as Node | undefined;
      if (!item) break;
      offset = item.range?.[0] ?? offset;
      node = item;
    } else break;
  }
  return offset;
}
