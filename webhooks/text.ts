/**
 * Text as Signalpost takes it: without NUL and lone surrogates (PostgreSQL and UTF-8 have neither), with a length
 * counted in characters. Leaves to the parsers which field has which bound.
 */
import { addFault, type Faults, shownValue } from "./user-errors.ts";

/** Longest name, externalId and header name; longest secret and header value; longest URI. In characters. */
export const NAME_CHARACTERS_MAX = 200;
export const SECRET_CHARACTERS_MAX = 1000;
export const URI_CHARACTERS_MAX = 2048;

/** Whether the text can be stored: no NUL, no half of a surrogate pair. */
export function isStorableText(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}

/** Length in Unicode code points: "🚨" is one character. */
export function characterCount(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0xdc00 || unit > 0xdfff) {
      count += 1;
    }
  }
  return count;
}

/** White space, control characters, and what Unicode draws nothing for. */
const NOTHING_SEEN = /^[\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}]*$/u;

export type TextRule = {
  /** Begins the sentence: "The name", "Value 3". */
  what: string;
  path: readonly string[];
  charactersMax: number;
  /** Default 1. */
  charactersMin?: number;
  /** Drop the white space around it first, and expect something that can be seen; for everything but secrets. Default true. */
  trims?: boolean;
  /** The value is never repeated in a message. Default false. */
  isSecret?: boolean;
};

/**
 * The text of one required field, or null after adding its fault: REQUIRED (missing, or nothing after trimming that
 * can be seen), INVALID (no text, NUL, lone surrogate, too short), LIMIT_EXCEEDED (too long).
 */
export function readText(faults: Faults, input: unknown, rule: TextRule): string | null {
  const { what, path, charactersMin = 1, charactersMax, trims = true, isSecret = false } = rule;
  const expected = `${charactersMin} to ${charactersMax.toLocaleString("en-US")} characters`;
  if (input === undefined || input === null) {
    addFault(faults, "REQUIRED", path, `${what} is missing; ${expected} are expected.`);
    return null;
  }
  if (typeof input !== "string") {
    const shown = isSecret ? "not text" : `${shownValue(input)}, not text`;
    addFault(faults, "INVALID", path, `${what} is ${shown}; ${expected} are expected.`);
    return null;
  }
  const text = trims ? input.trim() : input;
  if (text === "") {
    addFault(faults, "REQUIRED", path, `${what} is empty; ${expected} are expected.`);
    return null;
  }
  if (!isStorableText(text)) {
    addFault(
      faults,
      "INVALID",
      path,
      `${what} holds a NUL character or half of a surrogate pair, which cannot be stored.`,
    );
    return null;
  }
  if (trims && NOTHING_SEEN.test(text)) {
    addFault(faults, "REQUIRED", path, `${what} has no character that can be seen; ${expected} are expected.`);
    return null;
  }
  const count = characterCount(text);
  if (count < charactersMin || count > charactersMax) {
    const size = count.toLocaleString("en-US");
    const code = count < charactersMin ? "INVALID" : "LIMIT_EXCEEDED";
    addFault(faults, code, path, `${what} is ${size} characters long; ${expected} are expected.`);
    return null;
  }
  return text;
}

/** A name of 1 to 200 characters, without the white space around it; null after adding its fault. */
export function readName(faults: Faults, input: unknown, what: string, path: readonly string[]): string | null {
  return readText(faults, input, { what, path, charactersMax: NAME_CHARACTERS_MAX });
}

/** The customer's own id, exactly as given, at most 200 characters; null is none. */
export function readExternalId(faults: Faults, input: unknown, path: readonly string[]): string | null {
  const rule = { what: "The externalId", path, charactersMax: NAME_CHARACTERS_MAX, trims: false };
  return input === undefined || input === null ? null : readText(faults, input, rule);
}
