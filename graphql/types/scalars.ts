/** Scalars beyond GraphQL's own. */
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";
import { GraphQLJSON } from "graphql-scalars";
import { parseInstant } from "#webhooks/instant";
import { readNumber } from "#webhooks/json-numbers";
import { builder } from "../builder.ts";

builder.scalarType("DateTime", {
  description:
    "An instant as RFC 3339 text with its offset, such as 2026-11-23T19:05:00Z; in answers always in UTC. Anything else is refused.",
  serialize: (instant) => instant.toISOString(),
  parseValue: (input) => {
    const instant = typeof input === "string" ? parseInstant(input) : null;
    if (instant === null) {
      throw new GraphQLError("An RFC 3339 instant with its offset is expected, such as 2026-11-23T19:05:00Z.");
    }
    return instant;
  },
});

/** As graphql-scalars has it, but for numbers in the document that cannot be held: those come out as UnheldNumber. */
const ExactJson = new GraphQLScalarType<unknown>({ ...GraphQLJSON.toConfig(), parseLiteral: jsonOfLiteral });

builder.addScalarType("JSON", ExactJson, { description: "Any JSON value." });

function jsonOfLiteral(node: ValueNode, variables?: Record<string, unknown> | null): unknown {
  if (node.kind === Kind.INT || node.kind === Kind.FLOAT) return readNumber(node.value);
  if (node.kind === Kind.LIST) return node.values.map((value) => jsonOfLiteral(value, variables));
  if (node.kind !== Kind.OBJECT) return GraphQLJSON.parseLiteral(node, variables);
  return Object.fromEntries(node.fields.map(({ name, value }) => [name.value, jsonOfLiteral(value, variables)]));
}
