/**
 * Bounds of what lists and look-ups are asked with: text that can be stored at all, and no more of it than a statement
 * should carry. Inputs of mutations have their parsers; this is for arguments that are only compared with what is there.
 */
import { isStorableText } from "#webhooks/text";
import { type Parsed, parsed, type UserError } from "#webhooks/user-errors";

/** Longest text to search for or compare with, in UTF-16 units; longest list of a filter. */
const TEXT_LENGTH_MAX = 1_000;
const LIST_LENGTH_MAX = 1_000;

type Bounded = { readonly [name: string]: unknown };

/** What is wrong with the texts and lists among these values, located below `path`; everything else is not looked at. */
function boundFaults(values: Bounded, path: readonly string[]): UserError[] {
  return Object.entries(values).flatMap(([name, value]) => {
    if (typeof value === "string") return textFaults(name, value, [...path, name]);
    if (!Array.isArray(value)) return [];
    if (value.length > LIST_LENGTH_MAX) {
      const message = `${name} has ${value.length} entries; at most ${LIST_LENGTH_MAX} are possible.`;
      return [{ code: "LIMIT_EXCEEDED" as const, message, path: [...path, name] }];
    }
    return value.flatMap((each: unknown, index) =>
      typeof each === "string" ? textFaults(name, each, [...path, name, String(index)]) : [],
    );
  });
}

/** The same values, or what boundFaults finds. */
export function parseBounded<Values extends Bounded>(values: Values, path: readonly string[] = []): Parsed<Values> {
  return parsed(boundFaults(values, path), () => values);
}

function textFaults(name: string, text: string, path: string[]): UserError[] {
  if (text.length > TEXT_LENGTH_MAX) {
    const message = `${name} is ${text.length} characters long; at most ${TEXT_LENGTH_MAX} are possible.`;
    return [{ code: "LIMIT_EXCEEDED", message, path }];
  }
  if (isStorableText(text)) return [];
  const message = `${name} holds a NUL character or half of a surrogate pair, which nothing stored ever holds.`;
  return [{ code: "INVALID", message, path }];
}
