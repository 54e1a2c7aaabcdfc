/** Faults of a mutation's input, as values. */
import type { USER_ERROR_CODES, UserError as UserErrorValue } from "#webhooks/user-errors";
import { builder } from "../builder.ts";

const UserErrorCode = builder.enumType("UserErrorCode", {
  description: "What kind of fault it is.",
  values: {
    REQUIRED: { value: "REQUIRED", description: "Missing or empty." },
    INVALID: { value: "INVALID", description: "Present, and not acceptable." },
    NOT_FOUND: { value: "NOT_FOUND", description: "An id in the input names nothing of this tenant." },
    CONFLICT: { value: "CONFLICT", description: "Taken already, or `version` is not the current one." },
    IN_USE: { value: "IN_USE", description: "Still referenced by something else." },
    BLOCKED_ADDRESS: { value: "BLOCKED_ADDRESS", description: "An address that deliveries may not reach." },
    LIMIT_EXCEEDED: { value: "LIMIT_EXCEEDED", description: "More than a documented limit." },
    NOT_ENABLED: { value: "NOT_ENABLED", description: "Integrations are not enabled on this account." },
    NOT_ALLOWED_NOW: { value: "NOT_ALLOWED_NOW", description: "The present state forbids it." },
  } as const satisfies Record<(typeof USER_ERROR_CODES)[number], unknown>,
});

export const UserError = builder.objectRef<UserErrorValue>("UserError").implement({
  description: "One thing that is wrong with an input.",
  fields: (t) => ({
    code: t.field({ type: UserErrorCode, description: "What kind of fault it is.", resolve: (error) => error.code }),
    message: t.exposeString("message", {
      description: "A whole sentence: what is wrong, with which value, and what is expected.",
    }),
    path: t.exposeStringList("path", {
      description: 'Where in `input`, as keys and indexes: ["filters", "0", "conditions"]. Empty: the whole input.',
    }),
  }),
});
