/** Lists as connections: a slice of rows with its cursors, the way the relay shapes want them. */
import { encodeCursor, type Slice } from "#db/cursor";

export type ConnectionOf<Row> = {
  edges: { node: Row; cursor: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  /** Null: too many to count. */
  countTotal: () => Promise<number | null>;
};

/** `list`: as parsePage knows it. `keyOf`: what the list is sorted by, as the cursors hold it. */
export function connectionOf<Row>(
  list: string,
  { rows, hasNextPage, hasPreviousPage }: Slice<Row>,
  keyOf: (row: Row) => string | number,
  countTotal: () => Promise<number | null> = () => Promise.resolve(null),
): ConnectionOf<Row> {
  const edges = rows.map((node) => ({ node, cursor: encodeCursor(list, keyOf(node)) }));
  return {
    edges,
    pageInfo: {
      hasNextPage,
      hasPreviousPage,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    countTotal,
  };
}

/** Look-ups do not find what was deleted; only history goes on naming it. */
export function undeleted<Row extends { deletedAt: Date | null }>(row: Row | null): Row | null {
  return row?.deletedAt ? null : row;
}
