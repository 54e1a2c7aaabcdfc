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

const EVENT_KEYS = new Set(["type", "externalId", "occurredAt", "metadata", "data"]);

/**
 * 1 to 1,000 events from input: `type` required and known, the rest optional, unknown keys refused, each at most
 * 256 KiB, NUL and lone surrogates INVALID wherever they stand. `occurredAt` is RFC 3339 text with an offset, or a Date
 * that a scalar made of one. All faults of all events at once: `["0", "metadata", "attributes"]`.
 */
export function parseEvents(input: unknown): Parsed<ParsedEvent[]> {
  const faults: Faults = [];
  if (!Array.isArray(input)) {
    addFault(faults, "INVALID", [], `The events are ${shownValue(input)}; a list is expected.`);
  } else if (input.length === 0) {
    addFault(faults, "REQUIRED", [], "There is no event; 1 to 1,000 are expected.");
  } else if (input.length > EVENTS_MAX) {
    const count = input.length.toLocaleString("en-US");
    addFault(faults, "LIMIT_EXCEEDED", [], `There are ${count} events; at most 1,000 can be published at once.`);
  } else {
    const events = input.map((entry: unknown, index) => readEvent(faults, entry, [String(index)]));
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

function readEvent(faults: Faults, input: unknown, path: string[]): ParsedEvent {
  const event: ParsedEvent = { type: "", externalId: null, occurredAt: null, metadata: {}, data: {} };
  if (!isRecord(input)) {
    addFault(faults, "INVALID", path, `The event is ${shownValue(input)}; an object with a type is expected.`);
    return event;
  }
  for (const key of Object.keys(input)) {
    if (!EVENT_KEYS.has(key)) {
      const sentence = `${shownValue(key)} is no key of an event; ${[...EVENT_KEYS].join(", ")} are.`;
      addFault(faults, "INVALID", [...path, key], sentence);
    }
  }
  event.type = readEventType(faults, ownValue(input, "type"), "The event type", [...path, "type"]) ?? "";
  event.externalId = readExternalId(faults, ownValue(input, "externalId"), [...path, "externalId"]);
  event.occurredAt = readOccurredAt(faults, ownValue(input, "occurredAt"), [...path, "occurredAt"]);
  event.metadata = readObject(faults, ownValue(input, "metadata"), "The metadata", [...path, "metadata"]);
  event.data = readObject(faults, ownValue(input, "data"), "The data", [...path, "data"]);
  checkSize(faults, input, event, path);
  return event;
}

function readOccurredAt(faults: Faults, input: unknown, path: string[]): Date | null {
  if (input === undefined || input === null) {
    return null;
  }
  const instant = input instanceof Date ? input : typeof input === "string" ? parseInstant(input) : null;
  if (instant === null || Number.isNaN(instant.getTime())) {
    const expected = "an RFC 3339 instant with its offset is expected, such as 2026-11-23T19:05:00Z";
    addFault(faults, "INVALID", path, `occurredAt is ${shownValue(input)}; ${expected}.`);
    return null;
  }
  return instant;
}

function readObject(faults: Faults, input: unknown, what: string, path: string[]): InputRecord {
  if (input === undefined || input === null) {
    return {};
  }
  if (!isRecord(input)) {
    addFault(faults, "INVALID", path, `${what} is ${shownValue(input)}; a JSON object is expected.`);
    return {};
  }
  return input;
}

function checkSize(faults: Faults, input: InputRecord, event: ParsedEvent, path: string[]): void {
  const before = faults.length;
  const bytes =
    checkJson(faults, event.metadata, [...path, "metadata"]) + checkJson(faults, event.data, [...path, "data"]);
  if (faults.length > before || bytes < EVENT_BYTES_MAX - 8 * 1024) {
    return;
  }
  const size = Buffer.byteLength(JSON.stringify(input));
  if (size > EVENT_BYTES_MAX) {
    const kib = Math.ceil(size / 1024).toLocaleString("en-US");
    addFault(faults, "LIMIT_EXCEEDED", path, `The event is ${kib} KiB of JSON; at most 256 KiB are possible.`);
  }
}
