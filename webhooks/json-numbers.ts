/**
 * JSON whose numbers come out as they were written. JSON.parse turns a whole number beyond 2^53-1 into a neighbour of
 * it and one that is too large into Infinity (RFC 8259 section 6 warns of both); here such a number comes out as an
 * UnheldNumber instead, which no reader takes for anything else. Decimals that round to the nearest double are held.
 */
import { tokenEnd } from "./json-tokens.ts";

const SHOWN_CHARACTERS_MAX = 60;

/** Stands in parsed JSON where a number cannot be held. */
export class UnheldNumber {
  /** As it was written. */
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** As a message shows it. */
  get shown(): string {
    return this.text.length > SHOWN_CHARACTERS_MAX ? `${this.text.slice(0, SHOWN_CHARACTERS_MAX)}…` : this.text;
  }

  get sentence(): string {
    return `The number ${this.shown} cannot be held exactly; send it as a string.`;
  }

  /** What graphql-js shows of it. */
  toJSON(): string {
    return this.text;
  }
}

/** As JSON.parse, also in what it throws, but for numbers that cannot be held. */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return mayHoldUnheld(text) ? withUnheldNumbers(text, value) : value;
}

/** Where the first number of a JSON text stands that cannot be held; null: there is none. */
export function findUnheldNumber(text: string): { at: number; number: UnheldNumber } | null {
  if (!mayHoldUnheld(text)) return null;
  for (let at = 0, end = 0; at < text.length; at = end) {
    end = tokenEnd(text, at);
    const number = isNumberAt(text, at) ? readNumber(text.slice(at, end)) : null;
    if (number instanceof UnheldNumber) return { at, number };
  }
  return null;
}

/** The number, or that it cannot be held; `text` is a number of JSON or of GraphQL. */
export function readNumber(text: string): number | UnheldNumber {
  const value = Number(text);
  if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) return value;
  // Beyond, 1e20 is as exact as ever, and digits alone mean each of them: an id whose neighbours cannot be told from it.
  const isHeld = Number.isFinite(value) && /[.eE]/.test(text) && significant(text) === significant(String(value));
  return isHeld ? value : new UnheldNumber(text);
}

/** "-120.50e3" → "1205" */
function significant(text: string): string {
  return text
    .replace(/[eE].*$/, "")
    .replace(/[-.]/g, "")
    .replace(/^0+|0+$/g, "");
}

/** Sixteen digits or an exponent after the beginning of a value: cheap, and never wrong about there being none. */
function mayHoldUnheld(text: string): boolean {
  return /(?:^|[[:,\s])-?(?:\d{16}|\d+(?:\.\d+)?[eE]\+?\d)/.test(text);
}

function isNumberAt(text: string, at: number): boolean {
  const first = text.charCodeAt(at);
  return first === 0x2d || (first >= 0x30 && first <= 0x39);
}

type Container = { value: unknown; key: string | number };

/** Goes through the text and the value that it means side by side, so that no path is ever written down. */
function withUnheldNumbers(text: string, value: unknown): unknown {
  const whole = { value };
  let top: Container = { value: whole, key: "value" };
  const around: Container[] = [];
  let latest = "";
  for (let at = 0, end = 0; at < text.length; at = end) {
    end = tokenEnd(text, at);
    const token = text[at];
    if (token === '"') latest = text.slice(at, end);
    else if (token === ":") top.key = String(JSON.parse(latest));
    else if (token === "," && typeof top.key === "number") top.key += 1;
    else if (token === "[" || token === "{") {
      around.push(top);
      top = { value: valueAt(top), key: token === "[" ? 0 : "" };
    } else if (token === "]" || token === "}") top = around.pop() ?? top;
    else if (isNumberAt(text, at)) place(top, readNumber(text.slice(at, end)));
  }
  return whole.value;
}

/** Of a key that is written twice, the value is the second one's, and may be anything. */
function valueAt({ value, key }: Container): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string | number, unknown>)[key]
    : undefined;
}

function place(container: Container, number: number | UnheldNumber): void {
  if (number instanceof UnheldNumber && valueAt(container) === Number(number.text))
    (container.value as Record<string | number, unknown>)[container.key] = number;
}
