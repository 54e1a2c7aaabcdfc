/** Typed documents: what a query asks for is what its result holds, checked when the project is compiled. */
import { initGraphQLTada } from "gql.tada";
import type { introspection } from "./graphql-env.d.ts";

/** As a template's function: graphql(`query { viewer { name } }`, [fragments]). Instants are RFC 3339 text. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { DateTime: string; JSON: unknown };
  disableMasking: true;
}>();
