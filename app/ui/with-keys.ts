/** React keys for things that have no id of their own: their text, numbered where it repeats. */

/** ["a", "b", "a"] -> keys "a", "b", "a 2": stable while earlier items stay. */
export function withKeys<Item>(
  items: readonly Item[],
  textOf: (item: Item) => string,
): { key: string; item: Item; index: number }[] {
  const seen = new Map<string, number>();
  return items.map((item, index) => {
    const text = textOf(item);
    const count = (seen.get(text) ?? 0) + 1;
    seen.set(text, count);
    return { key: count === 1 ? text : `${text} ${count}`, item, index };
  });
}
