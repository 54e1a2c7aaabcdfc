/** Which rows of a list need a person, and so come first. */

type Health = { state: "HEALTHY" | "FAILING" | "PAUSED" | "INACTIVE" | "UNKNOWN"; heldDeliveries: number };

/**
 * Failing, then paused, then what holds something, then the rest; within each as they were given. `healthsOf`: of all
 * that a row is about; nothing of a row that needs nobody.
 */
export function attentionFirst<Row>(rows: readonly Row[], healthsOf: (row: Row) => readonly Health[]): Row[] {
  return [...rows].sort((a, b) => rankOf(healthsOf(a)) - rankOf(healthsOf(b)));
}

/** Those of one page of a list, with those that need a person from its other pages. */
export function together<Row extends { id: string }>(needing: readonly Row[], page: readonly Row[]): Row[] {
  return [...new Map([...needing, ...page].map((row) => [row.id, row])).values()];
}

function rankOf(healths: readonly Health[]): number {
  if (healths.some(({ state }) => state === "FAILING")) return 0;
  if (healths.some(({ state }) => state === "PAUSED")) return 1;
  return healths.some(({ heldDeliveries }) => heldDeliveries > 0) ? 2 : 3;
}
