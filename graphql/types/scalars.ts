/** Scalars beyond GraphQL's own. */
import { GraphQLError } from "graphql";
import { GraphQLJSON } from "graphql-scalars";
import { parseInstant } from "#webhooks/instant";
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

builder.addScalarType("JSON", GraphQLJSON, { description: "Any JSON value." });
