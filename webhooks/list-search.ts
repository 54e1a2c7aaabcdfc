/**
 * Looks for many texts in long ones at once: all that is searched as one text, each stretch of it by its hash, in place of
 * looking for each value by itself, which takes minutes of texts that repeat themselves. What it takes is bounded by the
 * characters times the lengths that values have, whatever they say (60,000 elements with 1,000 values: some 20 ms). Says
 * exactly what comparing one by one says; what is compared with what is operators' affair.
 */

/** Where in an element the value stands. */
export type Place = "start" | "end" | "anywhere";

/** Around and between the elements; no stored value has it. */
const EDGE = "\0";

/** "\0one\0two\0" and its UTF-16 units. */
type Whole = { text: string; units: Uint16Array; longest: number };
/** What is looked for of one length, `hashes` as they are and, for a first look, by their upper bits. */
type OfLength = { length: number; base: number; wanted: Set<string>; hashes: Set<number>; marks: Uint8Array };

const wholes = new WeakMap<readonly string[], Whole | null>();
const wantedOfValues = new WeakMap<ReadonlySet<string>, Map<Place, OfLength[]>>();

/** Whether any of the texts has any of the values at the place; null: cannot be told this way. Neither may change afterwards. */
export function someTextHas(texts: readonly string[], values: ReadonlySet<string>, place: Place): boolean | null {
  const whole = wholeOf(texts);
  if (whole === null) return null;
  return texts.length > 0 && wantedOf(values, place).some((ofLength) => hasAny(whole, ofLength));
}

/** Null where a text has the edge in it. */
function wholeOf(texts: readonly string[]): Whole | null {
  const known = wholes.get(texts);
  if (known !== undefined) return known;
  const whole = texts.some((text) => text.includes(EDGE)) ? null : wholeFrom(texts);
  wholes.set(texts, whole);
  return whole;
}

function wholeFrom(texts: readonly string[]): Whole {
  const text = `${EDGE}${texts.join(EDGE)}${EDGE}`;
  const longest = texts.reduce((most, { length }) => Math.max(most, length), 0) + 2 * EDGE.length;
  return { text, units: unitsOf(text), longest };
}

function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at += 1) units[at] = text.charCodeAt(at);
  return units;
}

function wantedOf(values: ReadonlySet<string>, place: Place): OfLength[] {
  const known = wantedOfValues.get(values) ?? new Map<Place, OfLength[]>();
  wantedOfValues.set(values, known);
  const wanted = known.get(place) ?? byLength([...values].map((value) => withEdge(value, place)));
  known.set(place, wanted);
  return wanted;
}

function withEdge(value: string, place: Place): string {
  return `${place === "start" ? EDGE : ""}${value}${place === "end" ? EDGE : ""}`;
}

function byLength(texts: readonly string[]): OfLength[] {
  const base = baseFor(texts);
  const lengths = new Map<number, OfLength>();
  for (const text of texts) {
    const { length } = text;
    const one = lengths.get(length) ?? {
      length,
      base,
      wanted: new Set(),
      hashes: new Set(),
      marks: new Uint8Array(MARKS),
    };
    lengths.set(length, one);
    const hash = hashOf(unitsOf(text), length, base);
    one.wanted.add(text);
    one.hashes.add(hash);
    one.marks[markOf(hash)] = 1;
  }
  return [...lengths.values()];
}

/** Odd, and another one for other texts: it should be hard to write one every stretch of which seems to be what is wanted. */
function baseFor(texts: readonly string[]): number {
  const mixed = texts.reduce((hash, text) => hashOf(unitsOf(text), text.length, MIXING) ^ Math.imul(hash, MIXING), 1);
  return (mixed ^ (mixed >>> 15)) | 1;
}

/** The prime of the FNV hash. */
const MIXING = 0x01000193;
const MARKS = 2 ** 10;

function markOf(hash: number): number {
  return hash >>> 22;
}

/** Of the first units, as 32 bits. */
function hashOf(units: Uint16Array, length: number, base: number): number {
  let hash = 0;
  for (let at = 0; at < length; at += 1) hash = (Math.imul(hash, base) + (units[at] as number)) | 0;
  return hash;
}

/** Rabin and Karp: the hash of each stretch follows from the one before. */
function hasAny({ text, units, longest }: Whole, { length, base, wanted, hashes, marks }: OfLength): boolean {
  if (length > longest) return false;
  const isWanted = (hash: number, end: number) => hashes.has(hash) && wanted.has(text.slice(end - length, end));
  let weight = 1;
  for (let at = 0; at < length; at += 1) weight = Math.imul(weight, base);
  let hash = hashOf(units, length, base);
  for (let end = length; end < units.length; end += 1) {
    if (marks[markOf(hash)] === 1 && isWanted(hash, end)) return true;
    hash =
      (Math.imul(hash, base) + (((units[end] as number) - Math.imul(weight, units[end - length] as number)) | 0)) | 0;
  }
  return isWanted(hash, units.length);
}
