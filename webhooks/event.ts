/**
 * Events: facts of one tenant, as published, and how they are read from input. Leaves ids, the known externalIds and
 * storing to publish-events; the types that exist are in event-types.
 */
import type { EventPayload } from "./event-payload.ts";
import { readEventType } from "./event-types.ts";
import { type InputRecord, isRecord, ownValue } from "./input-fields.ts";
import { parseInstant } from "./instant.ts";
import { checkJson } from "./json-bounds.ts";
import { readExternalId } from "./text.ts";
import { addFault, type Faults, type Parsed, parsed, shownValue } from "./user-errors.ts";

export type { EventPayload } from "./event-payload.ts";

/** One event after parsing, before it has an id. `metadata` and `data` are JSON objects. */
export type ParsedEvent = {
  type: string;
  externalId: string | null;
  /** Null: the moment of receipt. */
  occurredAt: Date | null;
  metadata: Record<string, unknown>;
  data: Record<string, unknown>;
};

/** Events of one publication, and the size of one as JSON in UTF-8. */
export const EVENTS_MAX = 1000;
export const EVENT_BYTES_MAX = 256 * 1024;

/** The parts of an event as they were given, before any of them is judged. */
export type EventParts = { [Part in keyof ParsedEvent]: unknown };

/** What a notation calls the parts, as paths below the event: faults say it in the words of who sent it. */
export type EventTerms = Record<keyof ParsedEvent, readonly string[]>;

/** Reads one entry of a list, adds its faults below `path`, and answers an event to go on with. */
export type ReadEvent = (faults: Faults, input: unknown, path: readonly string[]) => ParsedEvent;

const EVENT_TERMS: EventTerms = {
  type: ["type"],
  externalId: ["externalId"],
  occurredAt: ["occurredAt"],
  metadata: ["metadata"],
  data: ["data"],
};
const EVENT_KEYS = Object.keys(EVENT_TERMS);

/** Stands for an entry that is none, while the others are read. */
export const NO_EVENT: ParsedEvent = { type: "", externalId: null, occurredAt: null, metadata: {}, data: {} };

/**
 * 1 to 1,000 events from input: `type` required and known, the rest optional, unknown keys refused, each at most
 * 256 KiB, NUL and lone surrogates INVALID wherever they stand. `occurredAt` is RFC 3339 text with an offset, or a Date
 * that a scalar made of one. All faults of all events at once: `["0", "metadata", "attributes"]`. Other notations have
 * their own `read`.
 */
export function parseEvents(input: unknown, read: ReadEvent = readEvent): Parsed<ParsedEvent[]> {
  const faults: Faults = [];
  if (!Array.isArray(input)) {
    addFault(faults, "INVALID", [], `The events are ${shownValue(input)}; a list is expected.`);
  } else if (input.length === 0) {
    addFault(faults, "REQUIRED", [], "There is no event; 1 to 1,000 are expected.");
  } else if (input.length > EVENTS_MAX) {
    const count = input.length.toLocaleString("en-US");
    addFault(faults, "LIMIT_EXCEEDED", [], `There are ${count} events; at most 1,000 can be published at once.`);
  } else {
    const events = input.map((entry: unknown, index) => read(faults, entry, [String(index)]));
    return parsed(faults, () => events);
  }
  return { ok: false, errors: faults };
}

/** Alerts of priority Emergency, which go before everything else. */
export function isEmergency(event: EventPayload): boolean {
  if (!event.type.startsWith("alert.")) {
    return false;
  }
  const attributes = ownValue(event.metadata, "attributes");
  const priority = isRecord(attributes) ? ownValue(attributes, "priority") : null;
  return typeof priority === "string" && priority.trim().toLowerCase() === "emergency";
}

function readEvent(faults: Faults, input: unknown, path: readonly string[]): ParsedEvent {
  if (!isRecord(input)) {
    addFault(faults, "INVALID", path, `The event is ${shownValue(input)}; an object with a type is expected.`);
    return NO_EVENT;
  }
  for (const key of Object.keys(input)) {
    if (!EVENT_KEYS.includes(key)) {
      const sentence = `${shownValue(key)} is no key of an event; ${EVENT_KEYS.join(", ")} are.`;
      addFault(faults, "INVALID", [...path, key], sentence);
    }
  }
  const parts: EventParts = {
    type: ownValue(input, "type"),
    externalId: ownValue(input, "externalId"),
    occurredAt: ownValue(input, "occurredAt"),
    metadata: ownValue(input, "metadata"),
    data: ownValue(input, "data"),
  };
  return readParts(faults, parts, EVENT_TERMS, path);
}

/** The parts of one event, judged as an event's are whatever its notation; faults in its terms, below `path`. */
export function readParts(faults: Faults, parts: EventParts, terms: EventTerms, path: readonly string[]): ParsedEvent {
  const placeOf = (part: keyof EventTerms) => ({ what: terms[part].join("."), path: [...path, ...terms[part]] });
  const event: ParsedEvent = {
    type: readEventType(faults, parts.type, "The event type", placeOf("type").path) ?? "",
    externalId: readExternalId(faults, parts.externalId, placeOf("externalId").path),
    occurredAt: readOccurredAt(faults, parts.occurredAt, placeOf("occurredAt")),
    metadata: readObject(faults, parts.metadata, placeOf("metadata")),
    data: readObject(faults, parts.data, placeOf("data")),
  };
  checkSize(faults, parts, event, terms, path);
  return event;
}

/** What to call a part, and where it stands. */
type Place = { what: string; path: readonly string[] };

function readOccurredAt(faults: Faults, input: unknown, { what, path }: Place): Date | null {
  if (input === undefined || input === null) {
    return null;
  }
  const instant = input instanceof Date ? input : typeof input === "string" ? parseInstant(input) : null;
  if (instant === null || Number.isNaN(instant.getTime())) {
    const expected = "an RFC 3339 instant with its offset is expected, such as 2026-11-23T19:05:00Z";
    addFault(faults, "INVALID", path, `${what} is ${shownValue(input)}; ${expected}.`);
    return null;
  }
  return instant;
}

function readObject(faults: Faults, input: unknown, { what, path }: Place): InputRecord {
  if (input === undefined || input === null) {
    return {};
  }
  if (!isRecord(input)) {
    addFault(faults, "INVALID", path, `${what} is ${shownValue(input)}; a JSON object is expected.`);
    return {};
  }
  return input;
}

function checkSize(
  faults: Faults,
  parts: EventParts,
  { metadata, data }: ParsedEvent,
  terms: EventTerms,
  path: readonly string[],
): void {
  const before = faults.length;
  const bytes =
    checkJson(faults, metadata, [...path, ...terms.metadata]) + checkJson(faults, data, [...path, ...terms.data]);
  if (faults.length > before || bytes < EVENT_BYTES_MAX - 8 * 1024) {
    return;
  }
  const size = new TextEncoder().encode(JSON.stringify(parts)).length;
  if (size > EVENT_BYTES_MAX) {
    const kib = Math.ceil(size / 1024).toLocaleString("en-US");
    addFault(faults, "LIMIT_EXCEEDED", path, `The event is ${kib} KiB of JSON; at most 256 KiB are possible.`);
  }
}
