/**
 * Calls of the API's root fields, written from the schema alone: the least that a field's arguments must be, or the same
 * with one id in every place that takes an id, optional ones too.
 */
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { schema } from "#graphql/schema";

type RootField = { operation: "query" | "mutation"; field: GraphQLField<unknown, unknown> };

/** Inputs nest at most this deep. */
const INPUT_DEPTH_MAX = 5;

export function rootFields(): RootField[] {
  const fieldsOf = (operation: RootField["operation"]) => {
    const type = operation === "query" ? schema.getQueryType() : schema.getMutationType();
    return Object.values(type?.getFields() ?? {}).map((field) => ({ operation, field }));
  };
  return [...fieldsOf("query"), ...fieldsOf("mutation")];
}

/** Whether any argument, at whatever depth, is an id. */
export function takesId({ args }: GraphQLField<unknown, unknown>): boolean {
  return args.some(({ type }) => hasId(type, 0));
}

/** `id` null: optional arguments are left out. `depth`: how many levels of objects are selected. */
export function documentOf({ operation, field }: RootField, id: string | null, depth: number): string {
  const args = argumentsOf(field.args, id, 0);
  return `${operation} { ${field.name}${args === "" ? "" : `(${args})`} ${selectionOf(field.type, depth)} }`;
}

function argumentsOf(args: readonly (GraphQLArgument | GraphQLInputField)[], id: string | null, depth: number): string {
  const given = args.filter(({ type }) => isNonNullType(type) || (id !== null && hasId(type, depth)));
  return given.map(({ name, type }) => `${name}: ${literalOf(type, id, depth)}`).join(", ");
}

function hasId(type: GraphQLInputType, depth: number): boolean {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return named.name === "ID";
  return depth < INPUT_DEPTH_MAX && Object.values(named.getFields()).some((field) => hasId(field.type, depth + 1));
}

function literalOf(given: GraphQLInputType, id: string | null, depth: number): string {
  const type = getNullableType(given);
  if (isListType(type)) return id !== null && hasId(type, depth) ? `[${literalOf(type.ofType, id, depth)}]` : "[]";
  if (isInputObjectType(type)) return `{ ${argumentsOf(Object.values(type.getFields()), id, depth + 1)} }`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? "";
  if (type.name === "ID" && id !== null) return JSON.stringify(id);
  return VALUES[type.name] ?? '"alert.sent"';
}

const VALUES: Record<string, string> = { Int: "1", Boolean: "true", DateTime: '"2026-11-23T19:05:00Z"' };

function selectionOf(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return "";
  const fields = isObjectType(named) ? Object.values(named.getFields()) : [];
  const selected = fields.filter(
    ({ type: inner, args }) =>
      !args.some((arg) => isNonNullType(arg.type)) && (depth > 0 || isLeafType(getNamedType(inner))),
  );
  return `{ __typename ${selected.map((field) => `${field.name} ${selectionOf(field.type, depth - 1)}`).join(" ")} }`;
}
