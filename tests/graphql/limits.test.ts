/** What the product's own pages, programs and examples ask: ten times as much would be within every limit. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  typeFromAST,
  validate,
  visit,
} from "graphql";
import { describe, expect, test } from "vitest";
import { documentFaults } from "#graphql/document-bounds";
import { checkLimits } from "#graphql/limits";
import { schema } from "#graphql/schema";

const FOLDERS = ["app", "scripts", "examples", "graphql"];
/** A directive of gql.tada, which leaves it out of what is sent. */
const TYPES_ONLY = "@_unmask";
const VALUES: Record<string, unknown> = {
  Int: 100,
  ID: "x",
  Boolean: true,
  DateTime: "2026-11-23T19:05:00Z",
  JSON: {},
};

/** Templates of `graphql(…)` and of GraphiQL's tabs, and the "query" of requests in shell scripts. */
function documentsOf(text: string): DocumentNode[] {
  const templates = [...text.matchAll(/graphql\(\s*`([^`]+)`|`(# [^`]+)`/g)].map((match) => match[1] ?? match[2] ?? "");
  const requests = [...text.matchAll(/^\s*\{"query": ("(?:[^"\\]|\\.)+")/gm)].map((match) =>
    JSON.parse((match[1] ?? '""').replaceAll("\\$", "$")),
  );
  return [...templates, ...requests]
    .filter((source) => /[{]/.test(source))
    .map((source) => parse(source.replaceAll(TYPES_ONLY, "")));
}

const files = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => /\.(tsx?|sh)$/.test(path)),
);
const definitions = files.flatMap((path) =>
  documentsOf(readFileSync(path, "utf8")).flatMap((document) =>
    document.definitions.map((definition) => ({ path, definition })),
  ),
);
const fragments = new Map<string, FragmentDefinitionNode>(
  definitions.flatMap(({ definition }) =>
    definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
  ),
);
const operations = definitions.flatMap(({ path, definition }) =>
  definition.kind === Kind.OPERATION_DEFINITION ? [{ path, document: withFragments(definition) }] : [],
);

/** The operation, with the fragments that it and they spread. */
function withFragments(operation: OperationDefinitionNode): DocumentNode {
  const used = new Set<OperationDefinitionNode | FragmentDefinitionNode>([operation]);
  for (const definition of used) {
    visit(definition, {
      FragmentSpread: ({ name }) => {
        const fragment = fragments.get(name.value);
        if (fragment) used.add(fragment);
      },
    });
  }
  return { kind: Kind.DOCUMENT, definitions: [...used] };
}

/** Pages as large as they may be, everything else as little. */
function variablesOf({ definitions: [operation] }: DocumentNode): Record<string, unknown> {
  const given = operation?.kind === Kind.OPERATION_DEFINITION ? (operation.variableDefinitions ?? []) : [];
  return Object.fromEntries(
    given.map(({ variable, type }) => {
      const known = typeFromAST(schema, type);
      if (!isInputType(known)) throw new Error(`${print(type)} is no type of an input.`);
      return [variable.name.value, valueFor(known)];
    }),
  );
}

function valueFor(given: GraphQLInputType): unknown {
  const type = getNullableType(given);
  if (isListType(type)) return [];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (!isInputObjectType(type)) return VALUES[type.name] ?? "x";
  const required = Object.values(type.getFields()).filter((field) => isNonNullType(field.type) || type.isOneOf);
  return Object.fromEntries(
    required.slice(0, type.isOneOf ? 1 : undefined).map(({ name, type }) => [name, valueFor(type)]),
  );
}

test("there are many of them", () => {
  expect(operations.length).toBeGreaterThan(50);
  for (const folder of FOLDERS) expect(operations.some(({ path }) => path.startsWith(folder))).toBe(true);
  expect(operations.some(({ path }) => path.endsWith(".sh"))).toBe(true);
});

describe("ten times as much is within the limits:", () => {
  test.each(operations.map(({ path, document }) => [path, print(document).slice(0, 60), document] as const))(
    "%s %j",
    (_path, _start, document) => {
      expect(validate(schema, document)).toEqual([]);
      expect(documentFaults(print(document).repeat(10))).toBeNull();
      const [operation] = document.definitions as [OperationDefinitionNode];
      const cost = checkLimits(schema, document, operation.name?.value ?? null, variablesOf(document));
      expect(cost?.requestedQueryCost).toBeLessThanOrEqual((cost?.maximumQueryCost ?? 0) / 10);
      expect(cost?.queryDepth).toBeLessThanOrEqual(cost?.maximumQueryDepth ?? 0);
    },
  );
});
