/**
 * Ids: how a UUID of the database becomes the public id and back, how new ones are built, and how a delivery's id
 * follows from what it delivers. A public id is a TypeID (https://github.com/jetify-com/typeid, specification 0.3.0):
 * `evt_` and the UUID in 26 characters of Crockford's base32. Clock and randomness come from the caller.
 */
import { hash } from "node:crypto";

const ID_PREFIXES = ["ten", "int", "sub", "evt", "dlv", "key", "usr", "rec", "aud", "rcv", "ntf"] as const;

/** tenant, integration, subscription, event, delivery, API key, user, recovery, audit entry, receiver inbox, notification. */
export type IdPrefix = (typeof ID_PREFIXES)[number];

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const SUFFIX = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;
const ATTEMPT = /^att_([0-7][0-9a-hjkmnp-tv-z]{25})(0[1-9a-hjkmnp-tv-z]|[1-9a-hjkmnp-tv-z][0-9a-hjkmnp-tv-z]{1,3})$/;

/** Two characters for each number of ten bits: half as many look-ups and concatenations as one by one. */
const PAIRS = Array.from({ length: 1024 }, (_, bits) => ALPHABET.charAt(bits >> 5) + ALPHABET.charAt(bits & 31));
const HEX_DIGITS = digitTable("0123456789abcdef");
const BASE32_DIGITS = digitTable(ALPHABET);

/** `evt_01h455vb4pex5vsknk084sn02q` of a UUID in its canonical form (36 characters, lower case). About 0.4 µs. */
export function encodeId(prefix: IdPrefix, uuid: string): string {
  return `${prefix}_${encodeSuffix(uuid)}`;
}

/** The UUID, or null for anything that is no id of this prefix: other prefix, other case, other length. Never throws. */
export function decodeId(prefix: IdPrefix, text: string): string | null {
  return text.startsWith(`${prefix}_`) ? decodeSuffix(text.slice(prefix.length + 1)) : null;
}

/** What a well-formed public id names, for `node(id)`; null for anything else. */
export function idPrefix(text: string): IdPrefix | "att" | null {
  if (decodeAttemptId(text) !== null) {
    return "att";
  }
  return ID_PREFIXES.find((prefix) => decodeId(prefix, text) !== null) ?? null;
}

/**
 * The public id of an attempt, which has no id of its own: `att_`, the delivery's 26 characters, then its number
 * (1 to 1,048,575) in two base32 digits, more beyond 1,023.
 */
export function encodeAttemptId(deliveryUuid: string, number: number): string {
  let digits = "";
  for (let rest = number; rest > 0; rest = Math.floor(rest / 32)) {
    digits = ALPHABET.charAt(rest % 32) + digits;
  }
  return `att_${encodeSuffix(deliveryUuid)}${digits.padStart(2, "0")}`;
}

/** Null for anything that `encodeAttemptId` does not make. */
export function decodeAttemptId(text: string): { deliveryId: string; number: number } | null {
  const [, suffix, digits] = ATTEMPT.exec(text) ?? [];
  if (suffix === undefined || digits === undefined) {
    return null;
  }
  const deliveryId = decodeSuffix(suffix);
  const number = [...digits].reduce((sum, digit) => sum * 32 + ALPHABET.indexOf(digit), 0);
  return deliveryId === null ? null : { deliveryId, number };
}

/**
 * A UUIDv7 (RFC 9562): 48 bits of milliseconds, a counter of 12 bits that keeps one process's ids of a millisecond in
 * order, 62 random bits.
 */
export function buildUuid7(ms: number, counter: number, random: Uint8Array): string {
  const time = ms.toString(16).padStart(12, "0");
  const tail = Buffer.from(random).toString("hex", 0, 8);
  const variant = hexDigit(tail, 0) & 3;
  return (
    `${time.slice(0, 8)}-${time.slice(8)}-7${(counter & 0xfff).toString(16).padStart(3, "0")}-` +
    `${(variant | 8).toString(16)}${tail.slice(1, 4)}-${tail.slice(4, 16)}`
  );
}

/** Milliseconds since 1970 that a UUIDv7 carries; for a delivery's id, those of its event. */
export function uuidTimeMs(uuid: string): number {
  return Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16);
}

/** The lower bound of every id of that millisecond and later, for ranges and partitions. Names no row itself. */
export function firstUuidAt(ms: number): string {
  const time = ms.toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`;
}

/**
 * The id of the one delivery of an event for an integration (null: DIRECT) to a subscription. The same every time, so
 * that matching twice writes nothing twice; it begins with the event's 64 bits of time, so that both lie in the
 * partition of the same week; the other 62 bits are of a SHA-256. A valid UUIDv7.
 */
export function deliveryUuid(eventUuid: string, integrationUuid: string | null, subscriptionUuid: string): string {
  const digest = hash("sha256", `${eventUuid}|${integrationUuid ?? ""}|${subscriptionUuid}`);
  const variant = hexDigit(digest, 0) & 3;
  return `${eventUuid.slice(0, 19)}${(variant | 8).toString(16)}${digest.slice(1, 4)}-${digest.slice(4, 16)}`;
}

function encodeSuffix(uuid: string): string {
  if (uuid.length !== 36) {
    throw new TypeError("A UUID of 36 characters is expected.");
  }
  return (
    pair((hexDigit(uuid, 0) << 4) | hexDigit(uuid, 1)) +
    fourDigits(uuid, 2, 3, 4, 5, 6) +
    fourDigits(uuid, 7, 9, 10, 11, 12) +
    fourDigits(uuid, 14, 15, 16, 17, 19) +
    fourDigits(uuid, 20, 21, 22, 24, 25) +
    fourDigits(uuid, 26, 27, 28, 29, 30) +
    fourDigits(uuid, 31, 32, 33, 34, 35)
  );
}

/** Twenty bits, of the hex digits at five places, as four characters. */
function fourDigits(uuid: string, a: number, b: number, c: number, d: number, e: number): string {
  const high = (hexDigit(uuid, a) << 6) | (hexDigit(uuid, b) << 2) | (hexDigit(uuid, c) >> 2);
  const low = ((hexDigit(uuid, c) & 3) << 8) | (hexDigit(uuid, d) << 4) | hexDigit(uuid, e);
  return pair(high) + pair(low);
}

function pair(tenBits: number): string {
  return PAIRS[tenBits] ?? "";
}

function hexDigit(text: string, index: number): number {
  return HEX_DIGITS[text.charCodeAt(index)] ?? 0;
}

function decodeSuffix(suffix: string): string | null {
  if (!SUFFIX.test(suffix)) {
    return null;
  }
  const digit = (index: number) => BASE32_DIGITS[suffix.charCodeAt(index)] ?? 0;
  let hex = ((digit(0) << 5) | digit(1)).toString(16).padStart(2, "0");
  for (let index = 2; index < 26; index += 4) {
    const bits = (digit(index) << 15) | (digit(index + 1) << 10) | (digit(index + 2) << 5) | digit(index + 3);
    hex += bits.toString(16).padStart(5, "0");
  }
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Character code → digit. */
function digitTable(alphabet: string): Uint8Array {
  const table = new Uint8Array(128);
  for (let value = 0; value < alphabet.length; value += 1) {
    table[alphabet.charCodeAt(value)] = value;
  }
  return table;
}
