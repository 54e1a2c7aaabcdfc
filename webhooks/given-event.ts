/** Events that a person hands over for a trial: a sample of the catalogue, a stored event's payload, or anything alike. */
import { type EventPayload, parseEvents } from "./event.ts";
import { isRecord } from "./input-fields.ts";
import type { Parsed } from "./user-errors.ts";

/**
 * Null: none was given. `defaultType` stands where the event names no type, as a stored event's payload does. Faults
 * are located below ["event"].
 */
export function parseGivenEvent(input: unknown, defaultType: string | null): Parsed<EventPayload | null> {
  if (input === null || input === undefined) return { ok: true, value: null };
  const event = isRecord(input) && defaultType !== null ? { type: defaultType, ...input } : input;
  const parsed = parseEvents([event]);
  if (!parsed.ok) {
    return {
      ok: false,
      errors: parsed.errors.map(({ path: [, ...rest], ...fault }) => ({ ...fault, path: ["event", ...rest] })),
    };
  }
  const [only] = parsed.value;
  if (!only) throw new Error("One event in, one event out.");
  const { type, metadata, data } = only;
  return { ok: true, value: { type, metadata, data } };
}
