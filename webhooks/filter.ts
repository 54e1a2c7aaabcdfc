/**
 * Filters: what they are, whether they let an event through, why or why not, and how they are read from input. A
 * filter's conditions are AND'd; an integration's filters are OR'd; no filter lets every event through. Comparing is the
 * operators' affair; many integrations at once are filter-index's, which must agree with this file.
 */
import type { EventPayload } from "./event-payload.ts";
import { FIELD_CHARACTERS_MAX, fieldValue, parseFieldPath } from "./field-path.ts";
import { isRecord, ownValue, readChoice } from "./input-fields.ts";
import { CONDITION_OPERATORS, type ConditionOperator, OPERATORS, prepareValues } from "./operators.ts";
import { readName, readText } from "./text.ts";
import { addFault, type Faults, type Parsed, parsed, shownValue } from "./user-errors.ts";

/** `values` is empty for EXISTS and NOT_EXISTS, and has at least one entry otherwise. */
export type FilterCondition = { field: string; operator: ConditionOperator; values: string[] };
export type EventFilter = { name: string | null; conditions: FilterCondition[] };

export type ConditionExplanation = FilterCondition & { found: boolean; actual: unknown; matched: boolean };
export type FilterExplanation = { matched: boolean; conditions: ConditionExplanation[] };
export type Explanation = { matched: boolean; filters: FilterExplanation[] };

/** Filters of an integration, conditions of a filter, values of a condition, characters of a value. */
export const FILTERS_MAX = 50;
export const CONDITIONS_MAX = 50;
export const VALUES_MAX = 1000;
export const VALUE_CHARACTERS_MAX = 1000;

/** Whether the event gets through. Says the same as `explainFilters`, without the why. */
export function matchesFilters(filters: readonly EventFilter[], payload: EventPayload): boolean {
  return (
    filters.length === 0 ||
    filters.some((filter) =>
      filter.conditions.every((condition) => conditionHolds(condition, fieldOf(condition, payload))),
    )
  );
}

/** Every filter and every condition with what the event holds there; `actual` is null when the field is missing. */
export function explainFilters(filters: readonly EventFilter[], payload: EventPayload): Explanation {
  const explained = filters.map((filter): FilterExplanation => {
    const conditions = filter.conditions.map((condition): ConditionExplanation => {
      const value = fieldOf(condition, payload);
      const matched = conditionHolds(condition, value);
      return { ...condition, found: value !== undefined, actual: value ?? null, matched };
    });
    return { matched: conditions.every((condition) => condition.matched), conditions };
  });
  return { matched: explained.length === 0 || explained.some((filter) => filter.matched), filters: explained };
}

/**
 * Filters from input (`EventFilterInput`): absent or null is none. Names, fields and values lose the white space around
 * them; `operator` is IS_ANY_OF when absent. All faults at once, below `path`.
 */
export function parseFilters(input: unknown, path: readonly string[]): Parsed<EventFilter[]> {
  const faults: Faults = [];
  const entries = readList(faults, input ?? [], { what: "The filters", noun: "filters", path, max: FILTERS_MAX });
  const filters = entries.map((entry, index) => readFilter(faults, entry, [...path, String(index)]));
  return parsed(faults, () => filters);
}

function conditionHolds(condition: FilterCondition, actual: unknown): boolean {
  return OPERATORS[condition.operator].holds(actual, prepareValues(condition.values));
}

function fieldOf(condition: FilterCondition, payload: EventPayload): unknown {
  return fieldValue(payload, condition.field.split("."));
}

function readFilter(faults: Faults, input: unknown, path: string[]): EventFilter {
  if (!isRecord(input)) {
    addFault(faults, "INVALID", path, `The filter is ${shownValue(input)}; an object with conditions is expected.`);
    return { name: null, conditions: [] };
  }
  const givenName = ownValue(input, "name");
  const hasName = givenName !== undefined && givenName !== null;
  const name = hasName ? readName(faults, givenName, "The filter's name", [...path, "name"]) : null;

  const at = [...path, "conditions"];
  const given = ownValue(input, "conditions") ?? [];
  const entries = readList(faults, given, {
    what: "The conditions",
    noun: "conditions",
    path: at,
    max: CONDITIONS_MAX,
  });
  if (Array.isArray(given) && given.length === 0) {
    addFault(faults, "REQUIRED", at, "The filter has no condition; 1 to 50 conditions are expected.");
  }
  return { name, conditions: entries.map((entry, index) => readCondition(faults, entry, [...at, String(index)])) };
}

function readCondition(faults: Faults, input: unknown, path: string[]): FilterCondition {
  if (!isRecord(input)) {
    addFault(faults, "INVALID", path, `The condition is ${shownValue(input)}; an object with a field is expected.`);
    return { field: "", operator: "IS_ANY_OF", values: [] };
  }
  const field = readFieldName(faults, ownValue(input, "field"), [...path, "field"]);
  const givenOperator = ownValue(input, "operator") ?? "IS_ANY_OF";
  const operator = readChoice(faults, givenOperator, CONDITION_OPERATORS, "The operator", [...path, "operator"]);
  const values = readValues(faults, ownValue(input, "values") ?? [], operator, [...path, "values"]);
  return { field, operator: operator ?? "IS_ANY_OF", values };
}

/** The path in its stored form: steps joined by dots, without white space around them. */
function readFieldName(faults: Faults, input: unknown, path: string[]): string {
  const text = readText(faults, input, { what: "The field", path, charactersMax: FIELD_CHARACTERS_MAX });
  if (text === null) {
    return "";
  }
  const steps = parseFieldPath(text);
  if (!steps.ok) {
    faults.push(...steps.errors.map((error) => ({ ...error, path })));
    return "";
  }
  return steps.value.join(".");
}

function readValues(faults: Faults, input: unknown, operator: ConditionOperator | null, path: string[]): string[] {
  const entries = readList(faults, input, { what: "The values", noun: "values", path, max: VALUES_MAX });
  if (operator !== null && Array.isArray(input)) {
    const { label, needsValues } = OPERATORS[operator];
    if (needsValues && input.length === 0) {
      addFault(faults, "REQUIRED", path, `The condition has no values; "${label}" needs at least one.`);
    }
    if (!needsValues && input.length > 0) {
      addFault(faults, "INVALID", path, `The condition has values; "${label}" takes none.`);
      return [];
    }
  }
  return entries.map((entry, index) => {
    const rule = { what: "The value", path: [...path, String(index)], charactersMax: VALUE_CHARACTERS_MAX };
    return readText(faults, entry, rule) ?? "";
  });
}

type ListRule = { what: string; noun: string; path: readonly string[]; max: number };

/** The entries of a list, up to its bound (after a fault, if there are more); none (after a fault) if it is no list. */
function readList(faults: Faults, input: unknown, rule: ListRule): unknown[] {
  if (!Array.isArray(input)) {
    addFault(faults, "INVALID", rule.path, `${rule.what} are ${shownValue(input)}; a list is expected.`);
    return [];
  }
  if (input.length > rule.max) {
    const max = rule.max.toLocaleString("en-US");
    const count = input.length.toLocaleString("en-US");
    addFault(faults, "LIMIT_EXCEEDED", rule.path, `There are ${count} ${rule.noun}; at most ${max} are possible.`);
  }
  return input.slice(0, rule.max);
}
