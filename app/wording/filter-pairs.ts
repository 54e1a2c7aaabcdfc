/** Which filter, condition or subscription of an earlier definition is which of a later one. */
import type { SentenceCondition } from "./filter-sentence.ts";

/** Positions: `same` as [before, after], in the order of after. */
export type Pairing = { same: [number, number][]; removed: number[]; added: number[] };

/** Each of `after` with the first of `before` that `isSame` as it and not taken yet. */
export function pairUp<Item>(
  before: readonly Item[],
  after: readonly Item[],
  isSame: (before: Item, after: Item) => boolean,
): Pairing {
  const left = new Set(before.keys());
  const same: [number, number][] = [];
  const added: number[] = [];
  for (const [to, item] of after.entries()) {
    const from = [...left].find((index) => isSame(before[index] as Item, item));
    if (from === undefined) added.push(to);
    else {
      left.delete(from);
      same.push([from, to]);
    }
  }
  return { same, removed: [...left], added };
}

/** Whether the pairs changed their order among themselves. */
export function moves(pairs: readonly [number, number][]): boolean {
  return pairs.some(([from], index) => index > 0 && from < (pairs[index - 1]?.[0] ?? 0));
}

type PairedFilter = { name: string | null; conditions: readonly SentenceCondition[] };

/** Equal filters first, then those that have a name, or a condition's field, in common: the one with the most first. */
export function pairFilters(
  before: readonly PairedFilter[],
  after: readonly PairedFilter[],
): { pairs: [number, number][]; removed: number[]; added: number[] } {
  const equal = pairUp(before, after, (from, to) => JSON.stringify(plain(from)) === JSON.stringify(plain(to)));
  const pairs = [...equal.same];
  const from = new Set(equal.removed);
  const to = new Set(equal.added);
  const candidates = equal.removed
    .flatMap((a) => equal.added.map((b) => ({ a, b, likeness: likeness(before[a], after[b]) })))
    .filter((candidate) => candidate.likeness > 0)
    .sort((one, other) => other.likeness - one.likeness || Math.abs(one.a - one.b) - Math.abs(other.a - other.b));
  for (const { a, b } of candidates) {
    if (!from.has(a) || !to.has(b)) continue;
    from.delete(a);
    to.delete(b);
    pairs.push([a, b]);
  }
  return { pairs: pairs.sort(([, a], [, b]) => a - b), removed: [...from], added: [...to] };
}

function plain({ name, conditions }: PairedFilter) {
  return [name, conditions.map(({ field, operator, values }) => [field, operator, values])];
}

function likeness(a: PairedFilter | undefined, b: PairedFilter | undefined): number {
  if (!a || !b) return 0;
  const fields = pairUp(a.conditions, b.conditions, (one, other) => one.field === other.field);
  const exact = pairUp(a.conditions, b.conditions, (one, other) => JSON.stringify(one) === JSON.stringify(other));
  return (a.name !== null && a.name === b.name ? 3 : 0) + fields.same.length + exact.same.length;
}
