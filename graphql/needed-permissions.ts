/** Which permissions a field of the schema needs, as builder.ts has it checked when the field is answered. */
import type { GraphQLField, GraphQLObjectType } from "graphql";
import * as z from "zod";
import { PERMISSIONS, type Permission } from "#webhooks/permissions";

/** A scope that only the field's values could tell is refused here: it cannot be known before they are there. */
const Scoped = z.object({
  pothosOptions: z.object({ authScopes: z.strictObject({ permission: z.enum(PERMISSIONS) }).optional() }).optional(),
});

/** The field's own and its type's; empty: everybody comes to it who comes to the object. */
export function neededPermissions(parent: GraphQLObjectType, field: GraphQLField<unknown, unknown>): Permission[] {
  return [parent, field].flatMap(
    ({ extensions }) => Scoped.parse(extensions).pothosOptions?.authScopes?.permission ?? [],
  );
}
