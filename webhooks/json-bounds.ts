/**
 * JSON within the bounds that storing and evaluating it need: text that can be stored, numbers that can be held, a depth
 * that no recursion overflows on. One walk over what a publisher sent, which also says how large it is at most.
 */
import { UnheldNumber } from "./json-numbers.ts";
import { isStorableText } from "./text.ts";
import { addFault, type Faults } from "./user-errors.ts";

/** Deepest nesting of objects and lists in metadata and in data. Our own bound, far beyond what events hold. */
export const JSON_DEPTH_MAX = 200;

const SCALAR_BYTES = 26;

/**
 * Adds an INVALID for each text or key with NUL or a lone surrogate and for each number that cannot be held, and a
 * LIMIT_EXCEEDED where the nesting is deeper than 200. Answers an upper bound of the bytes of its JSON, cheap to know (exact would mean to write it).
 */
export function checkJson(faults: Faults, value: unknown, path: readonly string[]): number {
  return walk(faults, value, { parent: null, key: "", root: path }, 0);
}

/** The way to a value, made into a path only for a fault: most events have none. */
type Place = { parent: Place | null; key: string; root: readonly string[] };

function walk(faults: Faults, value: unknown, place: Place, depth: number): number {
  if (typeof value === "string") {
    checkText(faults, value, place, "The text");
    return textBytes(value);
  }
  if (typeof value !== "object" || value === null) {
    return SCALAR_BYTES;
  }
  if (value instanceof UnheldNumber) {
    addFault(faults, "INVALID", pathOf(place), value.sentence);
    return SCALAR_BYTES;
  }
  if (depth >= JSON_DEPTH_MAX) {
    addFault(faults, "LIMIT_EXCEEDED", place.root, `The JSON is nested deeper than ${JSON_DEPTH_MAX} levels.`);
    return 0;
  }
  let bytes = 2;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      bytes += walk(faults, value[index], { parent: place, key: String(index), root: place.root }, depth + 1) + 1;
    }
    return bytes;
  }
  for (const key of Object.keys(value)) {
    checkText(faults, key, place, "A key");
    const below = { parent: place, key, root: place.root };
    bytes += textBytes(key) + walk(faults, (value as Record<string, unknown>)[key], below, depth + 1) + 2;
  }
  return bytes;
}

function checkText(faults: Faults, text: string, place: Place, what: string): void {
  if (!isStorableText(text)) {
    const sentence = `${what} holds a NUL character or half of a surrogate pair, which cannot be stored.`;
    addFault(faults, "INVALID", pathOf(place), sentence);
  }
}

/** Six bytes for each UTF-16 unit: the longest escape of JSON. */
function textBytes(text: string): number {
  return text.length * 6 + 2;
}

function pathOf(place: Place): string[] {
  return place.parent === null ? [...place.root] : [...pathOf(place.parent), place.key];
}
