/** What an event was about, in its own words: the title of a row or page, and its priority. Reads payloads only. */
import { triggerWords } from "./field-label.ts";

/** Where the catalogue's event types carry the words of a person, the most telling first. */
const TITLE_PATHS = [
  ["data", "subject"],
  ["data", "title"],
  ["data", "name"],
  ["metadata", "attributes", "incidentName"],
  ["metadata", "attributes", "taskListName"],
  ["metadata", "attributes", "name"],
];

/** "Hazardous materials spill – Route 9"; without any words of its own: "An alert is sent". */
export function eventTitle(eventType: string, payload: unknown): string {
  for (const path of TITLE_PATHS) {
    const value = valueAt(payload, path);
    if (typeof value === "string" && value.trim() !== "") return value.trim();
  }
  const words = triggerWords(eventType);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "Emergency", "Operational", whatever the publisher wrote; null when the event has none. */
export function eventPriority(payload: unknown): string | null {
  const value = valueAt(payload, ["metadata", "attributes", "priority"]);
  return typeof value === "string" && value !== "" ? value : null;
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== "object" || current === null) return undefined;
    current = Object.entries(current).find(([name]) => name === key)?.[1];
  }
  return current;
}
