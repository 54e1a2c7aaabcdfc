/**
 * How large a request and its answer may be: bytes, depth and cost, checked before anything is resolved. Cost is the
 * number of objects that an answer may hold: a list of n counts n times what it selects, other lists count five.
 */
import type { FieldComplexityValue } from "@pothos/plugin-complexity";
import { complexityFromQuery } from "@pothos/plugin-complexity";
import {
  type DocumentNode,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getVariableValues,
  isLeafType,
  isListType,
  isNonNullType,
  Kind,
  OperationTypeNode,
} from "graphql";
import { badUserInput } from "./errors.ts";
import { introspectionBulk } from "./introspection-cost.ts";

export const BODY_BYTES_MAX = 9 * 1024 * 1024;
const DEPTH_MAX = 24;
const COST_MAX = 200_000;
const COST_SHOWN_MAX = 1_000_000_000;
const LIST_SIZE_ASSUMED = 5;
const PAGE_SIZE_DEFAULT = 25;

/** Leaves cost nothing, an object one, a page as many as it may hold. */
export function fieldCost(
  args: Record<string, unknown>,
  _context: unknown,
  field: GraphQLField<unknown, never>,
): FieldComplexityValue {
  if (isLeafType(getNamedType(field.type))) return { field: 0, multiplier: 1 };
  const isPage = field.args.some((arg) => arg.name === "first");
  if (isPage) return { field: 1, multiplier: Math.max(0, Number(args.first ?? args.last ?? PAGE_SIZE_DEFAULT)) };
  const type = isNonNullType(field.type) ? field.type.ofType : field.type;
  return { field: 1, multiplier: isListType(type) ? LIST_SIZE_ASSUMED : 1 };
}

/** What an operation may cost with its variables, and how deep it goes; each beside the most that is possible. */
export type OperationCost = {
  requestedQueryCost: number;
  maximumQueryCost: number;
  queryDepth: number;
  maximumQueryDepth: number;
};

/**
 * Throws BAD_USER_INPUT when an operation, with these variables, goes too deep or may answer too much. Null: its
 * variables do not fit their types, which is said elsewhere.
 */
export function checkLimits(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null,
  variables: Record<string, unknown>,
): OperationCost | null {
  const operation = only(document, operationName);
  if (!areCoercible(schema, operation, variables)) return null;
  const answer = complexityFromQuery(operation, { schema, variables });
  const aboutSchema = introspectionOf(schema, operation);
  const depth = Math.max(answer.depth, aboutSchema.depth);
  const complexity = answer.complexity + aboutSchema.cost;
  if (depth > DEPTH_MAX) {
    throw badUserInput(`The query is ${depth} levels deep; at most ${DEPTH_MAX} are possible.`);
  }
  if (complexity > COST_MAX) {
    const cost = complexity < COST_SHOWN_MAX ? complexity.toLocaleString("en-US") : "more than a billion";
    const max = COST_MAX.toLocaleString("en-US");
    throw badUserInput(`The query may answer ${cost} objects; at most ${max} are possible. Ask for smaller pages.`);
  }
  return {
    requestedQueryCost: complexity,
    maximumQueryCost: COST_MAX,
    queryDepth: depth,
    maximumQueryDepth: DEPTH_MAX,
  };
}

/** What the one operation of a document asks of the schema itself. */
function introspectionOf(schema: GraphQLSchema, { definitions }: DocumentNode): { cost: number; depth: number } {
  const operation = definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  if (operation?.operation !== OperationTypeNode.QUERY) return { cost: 0, depth: 0 };
  return introspectionBulk(schema, operation, new Map(fragments.map((fragment) => [fragment.name.value, fragment])));
}

/** Variables that do not fit their types are refused, all of them, where the operation is executed. */
function areCoercible(schema: GraphQLSchema, document: DocumentNode, variables: Record<string, unknown>): boolean {
  return document.definitions.every(
    (definition) =>
      definition.kind !== Kind.OPERATION_DEFINITION ||
      getVariableValues(schema, definition.variableDefinitions ?? [], variables).errors === undefined,
  );
}

/** The document without its other operations. */
function only(document: DocumentNode, operationName: string | null): DocumentNode {
  const definitions = document.definitions.filter(
    (definition) => definition.kind !== Kind.OPERATION_DEFINITION || (definition.name?.value ?? null) === operationName,
  );
  return { ...document, definitions };
}
