/** Inputs and payloads that mutations of several nouns share. */
import type { UserError as UserErrorValue } from "#webhooks/user-errors";
import { builder } from "../builder.ts";
import { UserError } from "./user-error.ts";

export const IdInput = builder.inputType("IdInput", {
  description: "One thing by its id.",
  fields: (t) => ({ id: t.id({ required: true, description: "Its global id." }) }),
});

export const DeleteInput = builder.inputType("DeleteInput", {
  description: "One thing to delete.",
  fields: (t) => ({
    id: t.id({ required: true, description: "Its global id." }),
    version: t.int({ description: "If given, refuses with CONFLICT unless current." }),
  }),
});

export const USER_ERRORS_DESCRIPTION = "Everything that is wrong with the input; empty on success.";

export const DeletePayload = builder
  .objectRef<{ deletedId: string | null; userErrors: UserErrorValue[] }>("DeletePayload")
  .implement({
    description: "What a deletion came to.",
    fields: (t) => ({
      deletedId: t.exposeID("deletedId", { nullable: true, description: "What is gone; null if it was refused." }),
      userErrors: t.field({
        type: [UserError],
        description: USER_ERRORS_DESCRIPTION,
        resolve: (payload) => payload.userErrors,
      }),
    }),
  });
