/** The order of a list whose rows may need a person: those first, and then the newest. */

type Health = { state: "HEALTHY" | "FAILING" | "PAUSED" | "INACTIVE" | "UNKNOWN"; heldDeliveries: number };

type AskedList<Row> = {
  params: { sort: string | null; state: string | null; after: string | null; before: string | null };
  /** One page, newest first. */
  page: { edges: readonly { node: Row }[]; pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean } };
  /** Of all that a row is about; nothing of a row that needs nobody. */
  healthsOf: (row: Row) => readonly Health[];
  /** Those that need a person, wherever they stand in the list. */
  listNeeding: () => Promise<readonly Row[]>;
};

/**
 * The rows of the page: failing, then paused, then what holds something, then the rest, newest first; only the newest
 * first on later pages, or where that is asked for. `words`: what a list that goes on says of its order.
 */
export async function inAskedOrder<Row extends { id: string }>(asked: AskedList<Row>) {
  const { params, page, healthsOf, listNeeding } = asked;
  const newestFirst = page.edges.map(({ node }) => node);
  const isWhole = !page.pageInfo.hasNextPage && !page.pageInfo.hasPreviousPage;
  const isFirst = !params.after && !params.before;
  const goesByAttention = isFirst && params.sort !== "newest";
  const needing = goesByAttention && !isWhole && params.state === null ? await listNeeding() : [];
  const rows = goesByAttention ? attentionFirst(together(needing, newestFirst), healthsOf) : newestFirst;
  const words = needing.length > 0 ? ", those that need attention first, then the newest" : ", newest first";
  return { rows, isSortable: isFirst && rows.length > 1, words: isWhole ? "" : words };
}

function attentionFirst<Row>(rows: readonly Row[], healthsOf: (row: Row) => readonly Health[]): Row[] {
  return [...rows].sort((a, b) => rankOf(healthsOf(a)) - rankOf(healthsOf(b)));
}

/** What needs a person and stands on the page as well is there once. */
function together<Row extends { id: string }>(needing: readonly Row[], page: readonly Row[]): Row[] {
  return [...new Map([...needing, ...page].map((row) => [row.id, row])).values()];
}

function rankOf(healths: readonly Health[]): number {
  if (healths.some(({ state }) => state === "FAILING")) return 0;
  if (healths.some(({ state }) => state === "PAUSED")) return 1;
  return healths.some(({ heldDeliveries }) => heldDeliveries > 0) ? 2 : 3;
}
