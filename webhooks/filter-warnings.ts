/**
 * Filters that are allowed and probably wrong: a field that the trigger does not list, a value that the field never
 * takes, a comparison that cannot hold, conditions that contradict each other. Warnings never refuse; what is not acceptable at all is the filter's parser's.
 */
import { contradictions } from "./contradictions.ts";
import { type EventField, type EventType, findEventType } from "./event-types.ts";
import type { EventFilter, FilterCondition } from "./filter.ts";
import { impossibleValues } from "./impossible-values.ts";
import { numberIn } from "./operators.ts";
import { addFault, type Faults, shownValue, type UserError } from "./user-errors.ts";

/**
 * Each with code INVALID and a path below the input: `["filters", "0", "conditions", "1", "values", "0"]`. An unknown
 * trigger gives no warnings, since nothing is known of its fields.
 */
export function filterWarnings(trigger: string, filters: readonly EventFilter[]): UserError[] {
  const warnings: Faults = [];
  const type = findEventType(trigger);
  if (type !== null) {
    for (const [filterIndex, filter] of filters.entries()) {
      for (const [index, condition] of filter.conditions.entries()) {
        warnAbout(warnings, type, condition, ["filters", String(filterIndex), "conditions", String(index)]);
      }
      for (const { index, message } of contradictions(filter.conditions, (field) => hasOneValue(type, field))) {
        const part = filter.conditions[index]?.values.length === 0 ? "operator" : "values";
        addFault(warnings, "INVALID", ["filters", String(filterIndex), "conditions", String(index), part], message);
      }
    }
  }
  return warnings;
}

/** Of a path that the trigger does not list nobody knows. */
function hasOneValue(type: EventType, path: string): boolean {
  const field = type.fields.find((candidate) => candidate.path === path);
  return path === "type" || (field !== undefined && field.type !== "STRING_LIST");
}

function warnAbout(warnings: Faults, type: EventType, condition: FilterCondition, path: string[]): void {
  const field = type.fields.find((candidate) => candidate.path === condition.field);
  if (field === undefined && condition.field !== "type") {
    const near = nearestField(type, condition.field);
    const hint = near === null ? "" : ` Did you mean ${near.path}?`;
    const sentence = `${type.name} lists no field ${shownValue(condition.field)}; such a field may never be there.${hint}`;
    addFault(warnings, "INVALID", [...path, "field"], sentence);
  }
  for (const [index, value] of condition.values.entries()) {
    const sentence = valueWarning(field, condition, value);
    if (sentence !== null) {
      addFault(warnings, "INVALID", [...path, "values", String(index)], sentence);
    }
  }
}

function valueWarning(field: EventField | undefined, condition: FilterCondition, value: string): string | null {
  const { operator } = condition;
  if ((operator === "GREATER_THAN" || operator === "LESS_THAN") && numberIn(value) === null) {
    return `${shownValue(value)} is not a number, so nothing is ever greater or less than it.`;
  }
  if (field === undefined || (operator !== "IS_ANY_OF" && operator !== "IS_NONE_OF")) {
    return null;
  }
  const [impossible] = impossibleValues(field.knownValues, { operator, values: [value] });
  if (impossible !== undefined && field.knownValues !== null) {
    const hint = impossible.near === null ? "" : ` Did you mean ${impossible.near}?`;
    return `${field.path} is never ${shownValue(value)}; it is one of ${field.knownValues.join(", ")}.${hint}`;
  }
  if (field.type === "NUMBER" && numberIn(value) === null) {
    return `${field.path} is a number, and ${shownValue(value)} is none.`;
  }
  return null;
}

/** The field of the same spelling in another letter case, or of the same last step ("priority"). */
function nearestField(type: EventType, path: string): EventField | null {
  const lastStep = (text: string) => text.slice(text.lastIndexOf(".") + 1).toLowerCase();
  const sameSpelling = type.fields.find((field) => field.path.toLowerCase() === path.toLowerCase());
  return sameSpelling ?? type.fields.find((field) => lastStep(field.path) === lastStep(path)) ?? null;
}
