/**
 * Field paths: how a condition names a field of the event (`metadata.attributes.priority`) and how it is read. Leaves
 * comparing to the operators.
 *
 * A path begins at the event itself (`type`, `metadata`, `data`) and is case-sensitive. Where it meets a list before
 * its end, it goes on in every element and the values found make one list: `data.tasks.status` of
 * `{"tasks": [{"status": "open"}, {"status": "done"}]}` is `["open", "done"]`. Dots separate; a key that itself holds
 * dots is found where the shorter names lead nowhere. Only own properties count.
 */
import type { EventPayload } from "./event-payload.ts";
import { readText } from "./text.ts";
import { addFault, type Faults, type Parsed, parsed, shownValue } from "./user-errors.ts";

/** Longest path of a condition, in characters. */
export const FIELD_CHARACTERS_MAX = 1000;

/** Most steps of a path. Our own bound: reading stays cheap whatever lists it goes through. */
export const FIELD_STEPS_MAX = 30;

/** The steps of a path: `"metadata.tags.facilities"` → `["metadata", "tags", "facilities"]`. Faults have an empty path. */
export function parseFieldPath(text: string): Parsed<string[]> {
  const faults: Faults = [];
  const field = readText(faults, text, { what: "The field", path: [], charactersMax: FIELD_CHARACTERS_MAX });
  const steps = (field ?? "").split(".").map((step) => step.trim());
  if (field !== null && steps.includes("")) {
    addFault(
      faults,
      "INVALID",
      [],
      `The field ${shownValue(field)} has an empty step; names separated by single dots are expected, such as metadata.attributes.priority.`,
    );
  }
  if (steps.length > FIELD_STEPS_MAX) {
    const sentence = `The field has ${steps.length} steps; at most ${FIELD_STEPS_MAX} are possible.`;
    addFault(faults, "LIMIT_EXCEEDED", [], sentence);
  }
  return parsed(faults, () => steps);
}

/** `found`: the event has the field, if only as null; `value` is undefined when it does not. */
export function readField(payload: EventPayload, path: readonly string[]): { found: boolean; value: unknown } {
  const value = fieldValue(payload, path);
  return { found: value !== undefined, value };
}

/** The value alone, undefined when missing (JSON has no undefined): what matching reads for each event. */
export function fieldValue(payload: EventPayload, path: readonly string[]): unknown {
  return valueBelow(payload, path, 0);
}

function valueBelow(container: unknown, path: readonly string[], from: number): unknown {
  if (from === path.length) {
    return container;
  }
  if (typeof container !== "object" || container === null) {
    return undefined;
  }
  if (Array.isArray(container)) {
    return valuesOfElements(container, path, from);
  }
  let key = "";
  for (let end = from; end < path.length; end += 1) {
    key = end === from ? (path[end] ?? "") : `${key}.${path[end]}`;
    const isOwn = Object.hasOwn(container, key);
    const value = isOwn ? valueBelow((container as Record<string, unknown>)[key], path, end + 1) : undefined;
    if (value !== undefined) {
      return value;
    }
  }
  return undefined;
}

function valuesOfElements(elements: readonly unknown[], path: readonly string[], from: number): unknown {
  const values: unknown[] = [];
  let isFound = false;
  for (const element of elements) {
    const value = valueBelow(element, path, from);
    if (value !== undefined) {
      isFound = true;
      // One by one: a call takes no more arguments than fit on the stack, and a list may hold 130,000 elements.
      for (const one of Array.isArray(value) ? value : [value]) values.push(one);
    }
  }
  return isFound ? values : undefined;
}
