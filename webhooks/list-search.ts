/**
 * Looks for many texts in a long list at once: the list as one text, searched by few patterns, in place of comparing each
 * element with each value (60,000 elements with 1,000 values: 1 to 40 ms in place of 600). Says exactly what comparing
 * one by one says; what is compared with what is operators' affair.
 */

/** Where in an element the value stands. */
export type Place = "start" | "end" | "anywhere";

/** Around and between the elements; no stored value has it. */
const EDGE = "\0";
/** Longer patterns take the engine more to compile than they save. */
const PATTERN_CHARACTERS_MAX = 15_000;

const wholes = new WeakMap<readonly string[], string | null>();
const patternsOfValues = new WeakMap<ReadonlySet<string>, Map<Place, RegExp[]>>();

/** Whether any of the texts has any of the values at the place; null: cannot be told this way. Neither may change afterwards. */
export function someTextHas(texts: readonly string[], values: ReadonlySet<string>, place: Place): boolean | null {
  const whole = wholeOf(texts);
  if (whole === null) return null;
  return texts.length > 0 && patternsOf(values, place).some((pattern) => pattern.test(whole));
}

/** "\0one\0two\0"; null where a text has the edge in it. */
function wholeOf(texts: readonly string[]): string | null {
  const known = wholes.get(texts);
  if (known !== undefined) return known;
  const whole = texts.some((text) => text.includes(EDGE)) ? null : `${EDGE}${texts.join(EDGE)}${EDGE}`;
  wholes.set(texts, whole);
  return whole;
}

function patternsOf(values: ReadonlySet<string>, place: Place): RegExp[] {
  const known = patternsOfValues.get(values) ?? new Map<Place, RegExp[]>();
  patternsOfValues.set(values, known);
  const patterns = known.get(place) ?? inPortions(values).map((portion) => patternOf(portion, place));
  known.set(place, patterns);
  return patterns;
}

function inPortions(values: ReadonlySet<string>): string[][] {
  const portions: string[][] = [];
  let left = 0;
  for (const value of values) {
    if (portions.length === 0 || left < value.length) {
      portions.push([]);
      left = PATTERN_CHARACTERS_MAX;
    }
    portions.at(-1)?.push(value);
    left -= value.length;
  }
  return portions;
}

function patternOf(values: readonly string[], place: Place): RegExp {
  const anyOf = `(?:${values.map(literally).join("|")})`;
  return new RegExp(`${place === "start" ? EDGE : ""}${anyOf}${place === "end" ? EDGE : ""}`);
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
