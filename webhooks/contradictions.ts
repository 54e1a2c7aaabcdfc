/**
 * Conditions of one filter that can never hold together, because they ask different things of the same field. Judges
 * only what the conditions say themselves; which values a field takes is impossible-values' business.
 */
import type { FilterCondition } from "./filter.ts";
import { numberIn, OPERATORS, prepareValues } from "./operators.ts";
import { shownValue } from "./user-errors.ts";

/** `index`: of the condition that makes the filter match nothing, together with those before it. */
export type Contradiction = { index: number; message: string };

const VALUES_SHOWN = 3;

/**
 * One for each field at most, in the order of the conditions. `hasOneValue` tells of a field that it never holds a
 * list: each element of a list may satisfy another condition, so a list contradicts itself only in being there or not.
 */
export function contradictions(
  conditions: readonly FilterCondition[],
  hasOneValue: (field: string) => boolean,
): Contradiction[] {
  const byField = new Map<string, FilterCondition[]>();
  const settled = new Set<string>();
  const found: Contradiction[] = [];
  for (const [index, condition] of conditions.entries()) {
    const { field } = condition;
    const before = byField.get(field) ?? [];
    byField.set(field, [...before, condition]);
    if (before.length === 0 || settled.has(field) || canHold([...before, condition], hasOneValue(field))) continue;
    settled.add(field);
    const opposite = before.find((one) => !canHold([one, condition], hasOneValue(field)));
    found.push({ index, message: sentence(condition, opposite) });
  }
  return found;
}

/** Whether there is a value, or its absence, that satisfies all of them. */
function canHold(conditions: readonly FilterCondition[], hasOneValue: boolean): boolean {
  if (conditions.some(({ operator }) => operator === "NOT_EXISTS")) {
    return conditions.every(({ operator }) => operator === "NOT_EXISTS" || operator === "IS_NONE_OF");
  }
  if (!hasOneValue) return true;
  const listing = conditions.find(({ operator }) => operator === "IS_ANY_OF");
  if (listing === undefined) return hasNumberBetween(conditions);
  return listing.values.flatMap(forms).some((value) => conditions.every((condition) => holds(condition, value)));
}

/** What an event may hold that is equal to the value: its text, and its number. */
function forms(value: string): (string | number)[] {
  const number = numberIn(value);
  return number === null ? [value] : [value, number];
}

function holds({ operator, values }: FilterCondition, actual: string | number): boolean {
  return OPERATORS[operator].holds(actual, prepareValues(values));
}

/** Each comparison holds if it does for any of its values: the lowest to be greater than, the highest to be less than. */
function hasNumberBetween(conditions: readonly FilterCondition[]): boolean {
  let above = Number.NEGATIVE_INFINITY;
  let below = Number.POSITIVE_INFINITY;
  for (const { operator, values } of conditions) {
    const numbers = values.map(numberIn).filter((number) => number !== null);
    if (numbers.length === 0) continue;
    if (operator === "GREATER_THAN") above = Math.max(above, Math.min(...numbers));
    if (operator === "LESS_THAN") below = Math.min(below, Math.max(...numbers));
  }
  return above < below;
}

/** `opposite` undefined: only all of them together leave nothing. */
function sentence({ field, operator }: FilterCondition, opposite: FilterCondition | undefined): string {
  const others = opposite ? `where it ${shownCondition(opposite)}` : "together with the conditions on it before";
  const isOfPresence = operator === "NOT_EXISTS" || opposite?.operator === "NOT_EXISTS";
  const reason = isOfPresence ? `${field} is either there or not` : `${field} has one value`;
  return `${reason}, so this never holds ${others}: the filter matches nothing.`;
}

function shownCondition({ operator, values }: FilterCondition): string {
  const shown = [...values.slice(0, VALUES_SHOWN).map(shownValue), ...(values.length > VALUES_SHOWN ? ["…"] : [])];
  return [OPERATORS[operator].label, shown.join(", ")].filter((part) => part !== "").join(" ");
}
