/**
 * What a person pasted to try filters with: an event as it is published, or the body of a POST that was received. Judged
 * by the rules that the server has, so that nothing is asked that it would refuse.
 */
import { parseGivenEvent } from "#webhooks/given-event";
import { readJson } from "../../../wording/json-fault.ts";

export type PastedEvent = { event: Record<string, unknown> } | { problem: string | null };

/** An event need not name its type: that of the trigger, or of the subscription, stands in. */
const TYPE_IF_NONE = "alert.sent";

/** `problem` null: nothing was pasted yet. */
export function readPastedEvent(text: string): PastedEvent {
  if (text.trim() === "") return { problem: null };
  const read = readJson(text);
  if (!read.ok) return { problem: read.fault.sentence };
  const { value } = read;
  if (Array.isArray(value) && value.length !== 1) {
    return { problem: `This is a list of ${value.length}; one event is expected.` };
  }
  const event: unknown = Array.isArray(value) ? value[0] : value;
  if (!isRecord(event)) return { problem: "An event is an object: { … }." };
  const published = asPublished(event);
  const parsed = parseGivenEvent(published, TYPE_IF_NONE);
  return parsed.ok ? { event: published } : { problem: parsed.errors.map(({ message }) => message).join(" ") };
}

/** A delivered body says beside the event when, by which integration and with which secret it was sent. */
function asPublished(event: Record<string, unknown>): Record<string, unknown> {
  if (!isRecord(event.integration) && event.timestamp === undefined) return event;
  const { type, metadata, data } = event;
  return { ...(type === undefined ? {} : { type }), metadata, data };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
