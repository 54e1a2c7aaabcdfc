/**
 * The operators a condition can use, and how each compares (the contract's `ConditionOperator`). Leaves reading the
 * field to field-path and the AND/OR to filter.
 *
 * Letter case, the white space around a value and the way an accent is encoded make no difference. A boolean reads as
 * true or false; a JSON number equals a value of the same number (1 = 1.0), while text compares as text, so that the id
 * "0042" stays different from "42". A list holds if any element does; null elements and objects equal nothing. What is
 * missing or null satisfies only IS_NONE_OF and NOT_EXISTS; an empty list exists. GREATER_THAN and LESS_THAN compare
 * numbers, also those written as text, and hold if they do for any of the values; anything else does not hold.
 */
import { type Place, someTextHas } from "./list-search.ts";

export const CONDITION_OPERATORS = [
  "IS_ANY_OF",
  "IS_NONE_OF",
  "STARTS_WITH",
  "ENDS_WITH",
  "CONTAINS",
  "GREATER_THAN",
  "LESS_THAN",
  "EXISTS",
  "NOT_EXISTS",
] as const;
export type ConditionOperator = (typeof CONDITION_OPERATORS)[number];

/** The values of a condition, made ready once for comparing with many events. */
export type ConditionValues = { texts: ReadonlySet<string>; numbers: ReadonlySet<number> };

export type Operator = {
  /** Between field and values in a sentence: "priority is any of Emergency". */
  label: string;
  needsValues: boolean;
  /** `actual` is the field's value, undefined when missing. */
  holds: (actual: unknown, values: ConditionValues) => boolean;
};

export const OPERATORS: Record<ConditionOperator, Operator> = {
  IS_ANY_OF: { label: "is any of", needsValues: true, holds: isAnyOf },
  IS_NONE_OF: { label: "is none of", needsValues: true, holds: (actual, values) => !isAnyOf(actual, values) },
  STARTS_WITH: textOperator("starts with", "start", (text, value) => text.startsWith(value)),
  ENDS_WITH: textOperator("ends with", "end", (text, value) => text.endsWith(value)),
  CONTAINS: textOperator("contains", "anywhere", (text, value) => text.includes(value)),
  GREATER_THAN: numberOperator("is greater than", Math.min, (number, value) => number > value),
  LESS_THAN: numberOperator("is less than", Math.max, (number, value) => number < value),
  EXISTS: { label: "exists", needsValues: false, holds: exists },
  NOT_EXISTS: { label: "does not exist", needsValues: false, holds: (actual) => !exists(actual) },
};

/** By the list itself, so that a filter with a thousand values is made ready once for a thousand events. */
const preparedValues = new WeakMap<readonly string[], ConditionValues>();

/** The list must not change afterwards: the same list answers with what was made of it first. */
export function prepareValues(values: readonly string[]): ConditionValues {
  const known = preparedValues.get(values);
  if (known !== undefined) {
    return known;
  }
  const numbers = values.map(numberIn).filter((number) => number !== null);
  const prepared = { texts: new Set(values.map(foldText)), numbers: new Set(numbers) };
  preparedValues.set(values, prepared);
  return prepared;
}

const NON_ASCII = /[\u0080-\uffff]/;

/**
 * Text as it is compared: trimmed, composed (NFC), in one letter case. Beyond ASCII it goes through upper case too, which
 * brings together what a person calls the same letter (ß and SS), and the sigma at a word's end becomes the other one, so
 * that a part of a word compares like the whole.
 */
export function foldText(text: string): string {
  const folded = text.trim().toLowerCase();
  return NON_ASCII.test(folded)
    ? folded.normalize().toUpperCase().toLowerCase().normalize().replaceAll("ς", "σ")
    : folded;
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** The number a value is written as ("10", "-2.5", "1e3"), else null. */
export function numberIn(text: string): number | null {
  const trimmed = text.trim();
  if (!NUMBER.test(trimmed)) {
    return null;
  }
  const number = Number(trimmed);
  return Number.isFinite(number) ? number : null;
}

/** Calls `test` with each comparable value of the field until it answers true: text, numbers, booleans; lists by element. */
export function someScalar(actual: unknown, test: (scalar: string | number | boolean) => boolean): boolean {
  if (typeof actual === "string" || typeof actual === "number" || typeof actual === "boolean") {
    return test(actual);
  }
  return Array.isArray(actual) && actual.some((element) => someScalar(element, test));
}

/** How a boolean compares. */
export function booleanText(value: boolean): string {
  return value ? "true" : "false";
}

function isAnyOf(actual: unknown, values: ConditionValues): boolean {
  return someScalar(actual, (scalar) => {
    if (typeof scalar === "number") {
      return values.numbers.has(scalar);
    }
    return values.texts.has(typeof scalar === "boolean" ? booleanText(scalar) : foldText(scalar));
  });
}

function exists(actual: unknown): boolean {
  return actual !== undefined && actual !== null;
}

/**
 * From so many on, characters times values, all is searched at once. Each of them may stand for a thousand comparisons,
 * of a long value with a text that repeats itself.
 */
const CHARACTERS_ONE_BY_ONE_MAX = 50_000;

function textOperator(label: string, place: Place, compare: (text: string, value: string) => boolean): Operator {
  const holds: Operator["holds"] = (actual, { texts: values }) => {
    const texts = foldedTexts(actual);
    const characters = texts.reduce((sum, text) => sum + text.length + 1, 0);
    const isLong = characters * values.size > CHARACTERS_ONE_BY_ONE_MAX;
    const found = isLong ? someTextHas(texts, values, place) : null;
    return found ?? texts.some((text) => someOf(values, (value) => compare(text, value)));
  };
  return { label, needsValues: true, holds };
}

/** Of lists, which many conditions may ask for; by the list itself. */
const textsOfLists = new WeakMap<readonly unknown[], readonly string[]>();

/** What can be compared of the field's value, as it is compared. The same list answers the same texts. */
function foldedTexts(actual: unknown): readonly string[] {
  const known = Array.isArray(actual) ? textsOfLists.get(actual) : undefined;
  if (known !== undefined) return known;
  const texts: string[] = [];
  someScalar(actual, (scalar) => {
    texts.push(foldText(String(scalar)));
    return false;
  });
  if (Array.isArray(actual)) textsOfLists.set(actual, texts);
  return texts;
}

/** `easiest` of the values: a number for which any holds is one for which this does. */
function numberOperator(
  label: string,
  easiest: (...values: number[]) => number,
  compare: (number: number, value: number) => boolean,
): Operator {
  const holds: Operator["holds"] = (actual, { numbers }) => {
    if (numbers.size === 0) return false;
    const value = easiest(...numbers);
    return someScalar(actual, (scalar) => {
      const number = typeof scalar === "string" ? numberIn(scalar) : scalar;
      return typeof number === "number" && compare(number, value);
    });
  };
  return { label, needsValues: true, holds };
}

function someOf<T>(values: ReadonlySet<T>, test: (value: T) => boolean): boolean {
  for (const value of values) {
    if (test(value)) {
      return true;
    }
  }
  return false;
}
