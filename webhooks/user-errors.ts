/**
 * The caller's faults as values: what is wrong, where, and what is expected. Collected, never thrown one by one, so
 * that an answer lists every fault at once. Shapes and codes: the GraphQL contract (`UserError`).
 */

/** Codes of the contract's `UserErrorCode`, with its meanings. */
export const USER_ERROR_CODES = [
  "REQUIRED",
  "INVALID",
  "NOT_FOUND",
  "CONFLICT",
  "IN_USE",
  "BLOCKED_ADDRESS",
  "LIMIT_EXCEEDED",
  "NOT_ENABLED",
  "NOT_ALLOWED_NOW",
] as const;

export type UserErrorCode = (typeof USER_ERROR_CODES)[number];

/** `path` names keys and indexes inside the input: `["filters", "0", "conditions", "1", "values"]`; empty: the whole input. */
export type UserError = { code: UserErrorCode; message: string; path: string[] };

/** Either the parsed value, or every fault that was found. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; errors: UserError[] };
