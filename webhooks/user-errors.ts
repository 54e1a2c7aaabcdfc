/**
 * The caller's faults as values: what is wrong, where, and what is expected. Collected, never thrown one by one, so
 * that an answer lists every fault at once. Shapes and codes: the GraphQL contract (`UserError`).
 */

import { UnheldNumber } from "./json-numbers.ts";

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

/**
 * Where a parser puts what it finds: each `parse…` makes one list, hands it down with the path, and answers with
 * `parsed(errors, value)` at its end.
 */
export type Faults = UserError[];

export function addFault(faults: Faults, code: UserErrorCode, path: readonly string[], message: string): void {
  faults.push({ code, message, path: [...path] });
}

/** Most faults of one answer: so many wrong things help nobody, and an answer must not outgrow its question. */
export const FAULTS_MAX = 1000;

/** The answer of a parser: its value if nothing was found wrong, else all that was found, up to 1,000. */
export function parsed<T>(faults: Faults, value: () => T): Parsed<T> {
  return faults.length === 0 ? { ok: true, value: value() } : { ok: false, errors: faults.slice(0, FAULTS_MAX) };
}

const SHOWN_CHARACTERS_MAX = 60;

/**
 * A wrong value as a message shows it: as JSON, cut to 60 characters. Never hand it a secret. Control characters and
 * lone surrogates come out escaped, so the message can be stored and sent whatever the value was.
 */
export function shownValue(value: unknown): string {
  if (value instanceof UnheldNumber) {
    return value.shown;
  }
  if (typeof value === "object" && value !== null) {
    return Array.isArray(value) ? "a list" : "an object";
  }
  if (typeof value === "string" && value.length > SHOWN_CHARACTERS_MAX) {
    return JSON.stringify(`${value.slice(0, SHOWN_CHARACTERS_MAX)}…`);
  }
  return JSON.stringify(value) ?? "nothing";
}
