/**
 * The filters of many integrations, compiled so that one event finds those that it matches without evaluating each.
 * Says exactly what `matchesFilters` says one by one; leaves caching (per tenant and version) to the match job.
 *
 * Every filter waits under one of its IS_ANY_OF conditions, the one whose values are rarest among all filters: an event
 * looks up its own values and checks only the filters waiting there. Filters without such a condition are checked each
 * time. Equal conditions and equal fields of different filters are evaluated once per event, unless another event is
 * matched in between.
 */
import type { EventPayload } from "./event-payload.ts";
import { fieldValue } from "./field-path.ts";
import type { EventFilter, FilterCondition } from "./filter.ts";
import { booleanText, type ConditionValues, foldText, OPERATORS, prepareValues, someScalar } from "./operators.ts";

export type FilterIndex = {
  /**
   * The ids of all integrations that let the event through, in the order they were given. Asks after each filter whether
   * to rest (null: no), so that one event never keeps all others waiting; those may be matched meanwhile.
   */
  match: (payload: EventPayload, rest: () => Promise<unknown> | null) => Promise<string[]>;
};

type CompiledCondition = {
  field: CompiledField;
  holds: (actual: unknown, values: ConditionValues) => boolean;
  values: ConditionValues;
  isLookup: boolean;
  checkedIn: number;
  result: boolean;
};
type CompiledField = { path: string[]; readIn: number; value: unknown };
type CompiledFilter = { integration: CompiledIntegration; conditions: CompiledCondition[] };
type CompiledIntegration = { id: string; order: number };
type Lookup = { field: CompiledField; texts: Map<string, CompiledFilter[]>; numbers: Map<number, CompiledFilter[]> };

export function compileIntegrations(list: readonly { id: string; filters: readonly EventFilter[] }[]): FilterIndex {
  const intern = conditionTable();
  const always: CompiledIntegration[] = [];
  const filters: CompiledFilter[] = [];
  for (const [order, { id, filters: own }] of list.entries()) {
    const integration = { id, order };
    if (own.length === 0) {
      always.push(integration);
    }
    filters.push(...own.map(({ conditions }) => ({ integration, conditions: conditions.map(intern) })));
  }
  const { lookups, unindexed } = distribute(filters);

  let run = 0;
  return {
    match: async (payload, rest) => {
      run += 1;
      const own = run;
      const matched = new Set(always);
      const candidates = [unindexed];
      for (const lookup of lookups) {
        forEachScalar(readOnce(lookup.field, payload, own), (scalar) => {
          const found = typeof scalar === "number" ? lookup.numbers.get(scalar) : lookup.texts.get(textOf(scalar));
          if (found) candidates.push(found);
        });
      }
      for (const filters of candidates) {
        for (const { integration, conditions } of filters) {
          if (matched.has(integration)) continue;
          if (conditions.every((condition) => holds(condition, payload, own))) matched.add(integration);
          const resting = rest();
          if (resting) await resting;
        }
      }
      return [...matched].sort((a, b) => a.order - b.order).map(({ id }) => id);
    },
  };
}

function holds(condition: CompiledCondition, payload: EventPayload, run: number): boolean {
  if (condition.checkedIn !== run) {
    condition.result = condition.holds(readOnce(condition.field, payload, run), condition.values);
    condition.checkedIn = run;
  }
  return condition.result;
}

function readOnce(field: CompiledField, payload: EventPayload, run: number): unknown {
  if (field.readIn !== run) {
    field.value = fieldValue(payload, field.path);
    field.readIn = run;
  }
  return field.value;
}

function textOf(scalar: string | boolean): string {
  return typeof scalar === "boolean" ? booleanText(scalar) : foldText(scalar);
}

function forEachScalar(actual: unknown, visit: (scalar: string | number | boolean) => void): void {
  someScalar(actual, (scalar) => {
    visit(scalar);
    return false;
  });
}

/** Makes one compiled condition for all equal ones, and one field for all of the same path. */
function conditionTable(): (condition: FilterCondition) => CompiledCondition {
  const conditions = new Map<string, CompiledCondition>();
  const fields = new Map<string, CompiledField>();
  return ({ field: name, operator, values }) => {
    const key = JSON.stringify([name, operator, values]);
    const known = conditions.get(key);
    if (known !== undefined) {
      return known;
    }
    const field = fields.get(name) ?? { path: name.split("."), readIn: 0, value: undefined };
    fields.set(name, field);
    const made: CompiledCondition = {
      field,
      holds: OPERATORS[operator].holds,
      values: prepareValues(values),
      isLookup: operator === "IS_ANY_OF",
      checkedIn: 0,
      result: false,
    };
    conditions.set(key, made);
    return made;
  };
}

/** Puts every filter under its rarest IS_ANY_OF condition, or among those that are always checked. */
function distribute(filters: readonly CompiledFilter[]): { lookups: Lookup[]; unindexed: CompiledFilter[] } {
  const uses = countUses(filters);
  const lookups = new Map<CompiledField, Lookup>();
  const unindexed: CompiledFilter[] = [];
  for (const filter of filters) {
    const pivot = rarestLookup(filter, uses);
    if (pivot === null) {
      unindexed.push(filter);
      continue;
    }
    const lookup = lookups.get(pivot.field) ?? { field: pivot.field, texts: new Map(), numbers: new Map() };
    lookups.set(pivot.field, lookup);
    for (const text of pivot.values.texts) {
      appendTo(lookup.texts, text, filter);
    }
    for (const number of pivot.values.numbers) {
      appendTo(lookup.numbers, number, filter);
    }
  }
  return { lookups: [...lookups.values()], unindexed };
}

type Uses = Map<CompiledField, Map<string, number>>;

/** How many filters ask for each value of each field. */
function countUses(filters: readonly CompiledFilter[]): Uses {
  const uses: Uses = new Map();
  for (const { field, values, isLookup } of filters.flatMap((filter) => filter.conditions)) {
    const counts = uses.get(field) ?? new Map<string, number>();
    uses.set(field, counts);
    for (const text of isLookup ? values.texts : []) {
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
  }
  return uses;
}

function rarestLookup(filter: CompiledFilter, uses: Uses): CompiledCondition | null {
  let rarest: CompiledCondition | null = null;
  let fewest = Number.POSITIVE_INFINITY;
  for (const condition of filter.conditions) {
    const counts = uses.get(condition.field);
    const total = [...condition.values.texts].reduce((sum, text) => sum + (counts?.get(text) ?? 0), 0);
    if (condition.isLookup && total < fewest) {
      rarest = condition;
      fewest = total;
    }
  }
  return rarest;
}

function appendTo<Key>(map: Map<Key, CompiledFilter[]>, key: Key, filter: CompiledFilter): void {
  const filters = map.get(key);
  if (filters === undefined) {
    map.set(key, [filter]);
  } else {
    filters.push(filter);
  }
}
