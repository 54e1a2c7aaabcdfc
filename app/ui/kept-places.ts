/** Where the rows of a list stand that is drawn anew while somebody looks at it. */

/**
 * The rows of `fresh` in the places where they were `shown`; a new one stands after the one it follows in `fresh`. One
 * that `fresh` lacks stays as it was if `stays` says so, and otherwise goes.
 */
export function keepPlaces<Row extends { id: string }>(
  shown: readonly Row[],
  fresh: readonly Row[],
  stays: (id: string) => boolean,
): Row[] {
  const freshById = new Map(fresh.map((row) => [row.id, row]));
  const kept = shown.flatMap((row) => freshById.get(row.id) ?? (stays(row.id) ? row : []));
  const known = new Set(kept.map(({ id }) => id));
  for (const [at, row] of fresh.entries()) {
    if (known.has(row.id)) continue;
    const before = fresh[at - 1];
    kept.splice(before ? kept.findIndex(({ id }) => id === before.id) + 1 : 0, 0, row);
  }
  return kept;
}
