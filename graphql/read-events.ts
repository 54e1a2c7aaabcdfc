/** The four notations of published events: JSON (one or an array), NDJSON, one CloudEvent, a batch of CloudEvents. */
import { parseCloudEvents } from "#webhooks/cloud-event";
import { type ParsedEvent, parseEvents } from "#webhooks/event";
import { parseJson } from "#webhooks/json-numbers";
import type { Parsed, UserError } from "#webhooks/user-errors";

/** `broken`: the text is not of its notation. Otherwise its events, or all that is wrong with them in its terms. */
export type ReadEvents = { kind: "events"; parsed: Parsed<ParsedEvent[]> } | { kind: "broken"; errors: UserError[] };

const READERS: Record<string, (text: string) => ReadEvents> = {
  "application/json": readJson,
  "application/x-ndjson": readLines,
  "application/cloudevents+json": (text) => readCloudEvents(text, false),
  "application/cloudevents-batch+json": (text) => readCloudEvents(text, true),
};

/** The reader of a media type (its parameters do not count); null for any other. */
export function readEvents(contentType: string | null): ((text: string) => ReadEvents) | null {
  const mediaType = contentType?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return Object.hasOwn(READERS, mediaType) ? (READERS[mediaType] ?? null) : null;
}

function readJson(text: string): ReadEvents {
  const json = tryJson(text);
  if (!json.ok) return broken("The body is no JSON.", []);
  return { kind: "events", parsed: parseEvents(Array.isArray(json.value) ? json.value : [json.value]) };
}

/** Empty lines between events are left out; paths count events, not lines. */
function readLines(text: string): ReadEvents {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const parsed = lines.map(tryJson);
  const errors = parsed.flatMap(({ ok }, index) => (ok ? [] : broken("This line is no JSON.", [String(index)]).errors));
  if (errors.length > 0) return { kind: "broken", errors };
  return { kind: "events", parsed: parseEvents(parsed.map((line) => (line.ok ? line.value : null))) };
}

function readCloudEvents(text: string, isBatch: boolean): ReadEvents {
  const json = tryJson(text);
  if (!json.ok) return broken("The body is no JSON.", []);
  if (isBatch && !Array.isArray(json.value)) return broken("A batch of CloudEvents is a JSON array.", []);
  return { kind: "events", parsed: parseCloudEvents(isBatch ? json.value : [json.value]) };
}

function tryJson(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: parseJson(text) };
  } catch {
    return { ok: false };
  }
}

function broken(message: string, path: string[]): { kind: "broken"; errors: UserError[] } {
  return { kind: "broken", errors: [{ code: "INVALID", message, path }] };
}
