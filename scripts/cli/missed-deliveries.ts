/** What changed while nobody was watching: new deliveries, and those that were known to be on their way. */
import { ask } from "./ask.ts";
import type { Connection } from "./connection.ts";
import { type ChangedDelivery, KnownDeliveries, NewDeliveries, type WatchFilter } from "./delivery-documents.ts";

/** Fetched at most; more is for the history. */
const NEW_MAX = 1000;
const IDS_MAX = 100;
/** The server's clock may be behind ours by so much. */
const CLOCKS_APART_MS = 30_000;

/**
 * Oldest first, as they are now. `waiting`: ids of deliveries whose end was not seen. `isComplete`: false if there were
 * more new ones than are fetched.
 */
export async function findMissedDeliveries(
  connection: Connection,
  filter: WatchFilter,
  { missedFrom, waiting }: { missedFrom: Date; waiting: readonly string[] },
): Promise<{ deliveries: ChangedDelivery[]; isComplete: boolean }> {
  const { fresh, isComplete } = await findNew(connection, filter, missedFrom);
  const known = await findKnown(connection, waiting);
  const { statuses } = filter;
  const passing = known.filter(({ status }) => !statuses || statuses.includes(status));
  const byId = new Map([...passing, ...fresh].map((delivery) => [delivery.id, delivery]));
  return { deliveries: [...byId.values()].sort((a, b) => a.createdAt.localeCompare(b.createdAt)), isComplete };
}

async function findNew(
  connection: Connection,
  filter: WatchFilter,
  missedFrom: Date,
): Promise<{ fresh: ChangedDelivery[]; isComplete: boolean }> {
  const createdFrom = new Date(missedFrom.getTime() - CLOCKS_APART_MS).toISOString();
  const fresh: ChangedDelivery[] = [];
  for (let after: string | null = null; ; ) {
    const { deliveries } = await askPage(connection, { ...filter, createdFrom }, after);
    fresh.push(...deliveries.edges.map(({ node }) => node));
    after = deliveries.pageInfo.endCursor;
    if (!deliveries.pageInfo.hasNextPage) return { fresh, isComplete: true };
    if (fresh.length >= NEW_MAX) return { fresh, isComplete: false };
  }
}

function askPage(connection: Connection, filter: WatchFilter, after: string | null) {
  return ask(connection, NewDeliveries, { filter, after });
}

async function findKnown(connection: Connection, ids: readonly string[]): Promise<ChangedDelivery[]> {
  const found: ChangedDelivery[] = [];
  for (let from = 0; from < ids.length; from += IDS_MAX) {
    const { nodes } = await ask(connection, KnownDeliveries, { ids: ids.slice(from, from + IDS_MAX) });
    found.push(...nodes.flatMap((node) => (node && "status" in node ? [node as ChangedDelivery] : [])));
  }
  return found;
}
