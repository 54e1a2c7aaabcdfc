/** Arguments of questions about the newest events of a trigger. */
import { readEventType } from "#webhooks/event-types";
import { readInteger } from "#webhooks/input-fields";
import { type Faults, type Parsed, parsed } from "#webhooks/user-errors";

export const RECENT_DEFAULT = 100;
export const RECENT_MAX = 1000;

/** The event type that an integration would listen to. */
export function parseTrigger(given: string): Parsed<string> {
  const faults: Faults = [];
  const trigger = readEventType(faults, given, "The trigger", ["trigger"]);
  return parsed(faults, () => trigger ?? "");
}

/** How many of the newest events; `null` or absent: 100. */
export function parseRecent(given: number | null | undefined): Parsed<number> {
  const count = given ?? RECENT_DEFAULT;
  const faults: Faults = [];
  readInteger(faults, count, { what: "recent", path: ["recent"], min: 1, max: RECENT_MAX });
  return parsed(faults, () => count);
}
