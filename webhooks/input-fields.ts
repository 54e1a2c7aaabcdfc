/**
 * Reading the fields of an input that are no text: objects, whole numbers, switches, choices. Each reader adds its
 * fault, located and in a whole sentence, and answers null; the parsers go on, so that every fault is found at once.
 */
import { addFault, type Faults, shownValue } from "./user-errors.ts";

export type InputRecord = Record<string, unknown>;

/** A JSON object: not null, no list, no Date or other class; also one of another realm (a vm context has its own Object). */
export function isRecord(value: unknown): value is InputRecord {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The value of an own key; `undefined` when absent, whatever the prototype holds. */
export function ownValue(record: InputRecord, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

export type IntegerRule = { what: string; path: readonly string[]; min: number; max: number };

/** A whole number within its bounds; INVALID (no whole number, or under the least), LIMIT_EXCEEDED (over the most). */
export function readInteger(faults: Faults, input: unknown, rule: IntegerRule): number | null {
  const expected = `a whole number from ${rule.min.toLocaleString("en-US")} to ${rule.max.toLocaleString("en-US")} is expected`;
  if (typeof input !== "number" || !Number.isInteger(input) || input < rule.min) {
    addFault(faults, "INVALID", rule.path, `${rule.what} is ${shownValue(input)}; ${expected}.`);
    return null;
  }
  if (input > rule.max) {
    addFault(faults, "LIMIT_EXCEEDED", rule.path, `${rule.what} is ${shownValue(input)}; ${expected}.`);
    return null;
  }
  return input;
}

export function readBoolean(faults: Faults, input: unknown, what: string, path: readonly string[]): boolean | null {
  if (typeof input === "boolean") {
    return input;
  }
  const code = input === null || input === undefined ? "REQUIRED" : "INVALID";
  addFault(faults, code, path, `${what} is ${shownValue(input)}; true or false is expected.`);
  return null;
}

/** One of a closed set of words, in its exact spelling. */
export function readChoice<Choice extends string>(
  faults: Faults,
  input: unknown,
  choices: readonly Choice[],
  what: string,
  path: readonly string[],
): Choice | null {
  const choice = choices.find((candidate) => candidate === input);
  if (choice !== undefined) {
    return choice;
  }
  const code = input === null || input === undefined ? "REQUIRED" : "INVALID";
  addFault(faults, code, path, `${what} is ${shownValue(input)}; one of ${choices.join(", ")} is expected.`);
  return null;
}
