/** What a live list has heard of and does not show yet. */

export type Heard = { id: string; createdAt: string };

/** More than this many are counted as "More than …". */
export const COUNTED_MAX = 999;

/** How many of those heard of would stand above the list: newer than its newest row, and not in it. */
export function countNewer(heard: ReadonlyMap<string, Heard>, shownIds: readonly string[], newestAt: string | null) {
  const shown = new Set(shownIds);
  const newest = newestAt === null ? Number.NEGATIVE_INFINITY : Date.parse(newestAt);
  return [...heard.values()].filter(({ id, createdAt }) => !shown.has(id) && Date.parse(createdAt) >= newest).length;
}

/** "4 newer deliveries". */
export function newerSentence(count: number): string {
  if (count > COUNTED_MAX) return "More than 999 newer deliveries";
  return count === 1 ? "1 newer delivery" : `${count} newer deliveries`;
}
