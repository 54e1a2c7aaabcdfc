/**
 * What past events say about the fields that conditions can test: which paths they have, and with which values. For
 * suggestions and doubts while filters are made; matching itself never asks. Leaves choosing the events to the caller.
 */
import type { EventPayload } from "./event-payload.ts";
import type { EventFieldType } from "./event-types.ts";
import { FIELD_STEPS_MAX } from "./field-path.ts";
import type { FilterCondition } from "./filter.ts";
import { nearestText } from "./near-text.ts";
import { booleanText, foldText } from "./operators.ts";

/** Most paths of one answer, in the order of their first appearance. */
export const SEEN_FIELDS_MAX = 300;
/** Most values that one field lists; all are counted. */
export const OFFERED_VALUES_MAX = 50;
/** Longer values are counted and not offered: nobody picks a paragraph from a list. */
const OFFERED_CHARACTERS_MAX = 200;
/** Fewer events are no ground to doubt a value. */
const EVENTS_FOR_DOUBT = 20;

/** `events`: how many of the events had it. */
export type SeenValue = { value: string; events: number };

export type SeenField = {
  /** As a condition names it: "metadata.attributes.priority". */
  path: string;
  /** What the values seen have in common; STRING where they differ. */
  type: EventFieldType;
  /** How many of the events have the field with a value. */
  events: number;
  distinctValues: number;
  /** The most frequent first. Values that compare as equal are one, spelled as in the first of the given events. */
  values: SeenValue[];
};

type Tally = { types: Set<EventFieldType>; events: number; values: Map<string, SeenValue> };

/** Of the given events, the newest first. The type of the event itself is no field of its own. */
export function seenFields(payloads: Iterable<EventPayload>): SeenField[] {
  const tallies = new Map<string, Tally>();
  for (const { metadata, data } of payloads) {
    const leaves = new Map<string, Map<string, string>>();
    collect({ metadata, data }, "", 0, false, (path, value, type) => {
      const tally = tallies.get(path) ?? newTally(tallies, path);
      if (tally === null) return;
      tally.types.add(type);
      const values = leaves.get(path) ?? new Map<string, string>();
      leaves.set(path, values);
      const text = typeof value === "boolean" ? booleanText(value) : String(value).trim();
      if (!values.has(foldText(text))) values.set(foldText(text), text);
    });
    for (const [path, values] of leaves) count(tallies.get(path), values);
  }
  return [...tallies].map(([path, tally]) => ({
    path,
    type: commonType(tally.types),
    events: tally.events,
    distinctValues: tally.values.size,
    values: [...tally.values.values()]
      .filter(({ value }) => value !== "" && value.length <= OFFERED_CHARACTERS_MAX)
      .sort((one, other) => other.events - one.events)
      .slice(0, OFFERED_VALUES_MAX),
  }));
}

/**
 * The first value of a condition that no event had although the field has a vocabulary of its own, and the one that was
 * probably meant. null: nothing to doubt, or too little is known.
 */
export function unseenValue(
  field: SeenField | undefined,
  { operator, values }: Pick<FilterCondition, "operator" | "values">,
): { value: string; near: SeenValue | null } | null {
  if (field === undefined || (operator !== "IS_ANY_OF" && operator !== "IS_NONE_OF")) return null;
  const isVocabulary = field.distinctValues * 3 <= field.events * 2 && field.distinctValues === field.values.length;
  if (field.events < EVENTS_FOR_DOUBT || !isVocabulary) return null;
  const known = new Set(field.values.map(({ value }) => foldText(value)));
  const value = values.find((candidate) => !known.has(foldText(candidate)));
  if (value === undefined) return null;
  const near = nearestText(
    value,
    field.values.map((seen) => seen.value),
  );
  return { value, near: field.values.find((seen) => seen.value === near) ?? null };
}

type Visit = (path: string, value: string | number | boolean, type: EventFieldType) => void;

function collect(value: unknown, path: string, steps: number, isInList: boolean, visit: Visit): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    for (const element of value) collect(element, path, steps, true, visit);
  } else if (typeof value === "object") {
    if (steps >= FIELD_STEPS_MAX) return;
    for (const [key, below] of Object.entries(value)) {
      collect(below, path === "" ? key : `${path}.${key}`, steps + 1, isInList, visit);
    }
  } else if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    visit(path, value, isInList ? "STRING_LIST" : typeOf(value));
  }
}

/** null: there are as many paths as there may be. */
function newTally(tallies: Map<string, Tally>, path: string): Tally | null {
  if (tallies.size >= SEEN_FIELDS_MAX) return null;
  const tally: Tally = { types: new Set(), events: 0, values: new Map() };
  tallies.set(path, tally);
  return tally;
}

/** Adds what one event had, by folded text. */
function count(tally: Tally | undefined, values: ReadonlyMap<string, string>): void {
  if (tally === undefined) return;
  tally.events += 1;
  for (const [folded, value] of values) {
    const seen = tally.values.get(folded);
    if (seen) seen.events += 1;
    else tally.values.set(folded, { value, events: 1 });
  }
}

function typeOf(value: string | number | boolean): EventFieldType {
  if (typeof value === "number") return "NUMBER";
  return typeof value === "boolean" ? "BOOLEAN" : "STRING";
}

function commonType(types: ReadonlySet<EventFieldType>): EventFieldType {
  if (types.has("STRING_LIST")) return "STRING_LIST";
  const [first] = types;
  return types.size === 1 && first !== undefined ? first : "STRING";
}
