/**
 * The filters of many integrations, compiled so that one event finds those that it matches without evaluating each.
 * Says exactly what `matchesFilters` says one by one; leaves caching (per tenant and version) to the match job.
 *
 * Every filter waits under one of its IS_ANY_OF conditions, the one whose values are rarest among all filters: an event
 * looks up its own values and checks only the filters waiting there. Filters without such a condition are checked each
 * time. Equal conditions and equal fields of different filters are evaluated once per event.
 */
import type { EventPayload } from "./event-payload.ts";
import { fieldValue } from "./field-path.ts";
import type { EventFilter, FilterCondition } from "./filter.ts";
import { booleanText, type ConditionValues, foldText, OPERATORS, prepareValues, someScalar } from "./operators.ts";

export type FilterIndex = {
  /**
   * The ids of all integrations that let the event through, in the order they were given. Asks before each condition whether
   * to rest (null: no), so that one event never keeps all others waiting; those may be matched meanwhile.
   */
  match: (payload: EventPayload, rest: () => Promise<unknown> | null) => Promise<string[]>;
};

type CompiledCondition = {
  field: CompiledField;
  holds: (actual: unknown, values: ConditionValues) => boolean;
  values: ConditionValues;
  isLookup: boolean;
};
type CompiledField = { path: string[] };
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

  return {
    match: async (payload, rest) => {
      const { read, holds } = lookAt(payload);
      const matched = new Set(always);
      const candidates = new Set([unindexed]);
      for (const lookup of lookups) {
        await rest();
        forEachScalar(read(lookup.field), (scalar) => {
          const found = typeof scalar === "number" ? lookup.numbers.get(scalar) : lookup.texts.get(textOf(scalar));
          if (found) candidates.add(found);
        });
      }
      for (const filters of candidates) {
        for (const { integration, conditions } of filters) {
          if (matched.has(integration)) continue;
          let isMatch = true;
          for (let at = 0; isMatch && at < conditions.length; at += 1) {
            const resting = rest();
            if (resting) await resting;
            isMatch = holds(conditions[at] as CompiledCondition);
          }
          if (isMatch) matched.add(integration);
        }
      }
      return [...matched].sort((a, b) => a.order - b.order).map(({ id }) => id);
    },
  };
}

/** What one event says to fields and conditions; each is asked once, whatever other events are matched meanwhile. */
function lookAt(payload: EventPayload) {
  const values = new Map<CompiledField, unknown>();
  const results = new Map<CompiledCondition, boolean>();
  function read(field: CompiledField): unknown {
    if (!values.has(field)) values.set(field, fieldValue(payload, field.path));
    return values.get(field);
  }
  function holds(condition: CompiledCondition): boolean {
    const known = results.get(condition);
    if (known !== undefined) return known;
    const result = condition.holds(read(condition.field), condition.values);
    results.set(condition, result);
    return result;
  }
  return { read, holds };
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
    const field = fields.get(name) ?? { path: name.split(".") };
    fields.set(name, field);
    const made: CompiledCondition = {
      field,
      holds: OPERATORS[operator].holds,
      values: prepareValues(values),
      isLookup: operator === "IS_ANY_OF",
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
