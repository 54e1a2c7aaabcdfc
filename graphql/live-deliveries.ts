/**
 * Who watches deliveries live in this process. One connection listens for all of them, while there is any; each watcher
 * keeps the ids that changed and reads the rows when its client is ready for more, so a slow client gets fewer, newer
 * states, and costs no more memory than its bounded set of ids.
 */
import { config } from "#config";
import type { Delivery } from "#db/deliveries";
import { listenForDeliveryChanges } from "#db/delivery-changes";
import type { DeliveryFilter } from "#db/delivery-filter";
import { findDeliveriesThatPass } from "#db/delivery-history";

/** A watcher that falls this far behind is ended: its client is to ask for the list and watch anew. */
const PENDING_MAX = 10_000;
/** Read and executed together; what is ready waits in memory, payloads too if they were asked for. */
const IDS_PER_READ = 50;

type Watcher = { tenantId: string; pending: Set<string>; wake: () => void; hasFallenBehind: boolean };
type Hub = { watchers: Set<Watcher>; listening: Promise<{ stop: () => Promise<void> }> | null };

/** Kept on globalThis: bundlers may load this module several times in one process. */
const held = globalThis as typeof globalThis & { signalpostLiveHub?: Hub };

function hub(): Hub {
  held.signalpostLiveHub ??= { watchers: new Set(), listening: null };
  return held.signalpostLiveHub;
}

/** How many watch now; for metrics and tests. */
export function countWatchers(): number {
  return hub().watchers.size;
}

/**
 * Each delivery of the tenant whenever it changed and passes the filter, those that changed together in one batch, until
 * the iterator is returned. Listening has begun when this resolves; `return` ends also a `next` that waits, so that a
 * client that vanished leaks nothing.
 */
export async function watchDeliveries(
  tenantId: string,
  filter: DeliveryFilter,
): Promise<AsyncIterableIterator<Delivery[]>> {
  const watcher: Watcher = { tenantId, pending: new Set(), wake: () => {}, hasFallenBehind: false };
  await join(watcher);
  let isOver = false;
  const next = async (): Promise<IteratorResult<Delivery[], undefined>> => {
    while (!isOver && !watcher.hasFallenBehind) {
      if (watcher.pending.size === 0) {
        await new Promise<void>((resolve) => {
          watcher.wake = resolve;
        });
        continue;
      }
      const changed = await findDeliveriesThatPass(tenantId, takeSome(watcher.pending), filter);
      if (changed.length > 0 && !isOver) return { done: false, value: changed };
    }
    return end();
  };
  const end = async (): Promise<IteratorResult<Delivery[], undefined>> => {
    isOver = true;
    await leave(watcher);
    watcher.wake();
    return { done: true, value: undefined };
  };
  const iterator: AsyncIterableIterator<Delivery[]> = { next, return: end, [Symbol.asyncIterator]: () => iterator };
  return iterator;
}

function takeSome(pending: Set<string>): string[] {
  const some = [...pending].slice(0, IDS_PER_READ);
  for (const id of some) pending.delete(id);
  return some;
}

async function join(watcher: Watcher): Promise<void> {
  const { watchers } = hub();
  watchers.add(watcher);
  hub().listening ??= listenForDeliveryChanges(config().DATABASE_URL, {
    onChange: tellWatchers,
    onMissed: endWatchers,
  });
  try {
    await hub().listening;
  } catch (error) {
    watchers.delete(watcher);
    hub().listening = null;
    throw error;
  }
}

async function leave(watcher: Watcher): Promise<void> {
  const live = hub();
  if (!live.watchers.delete(watcher) || live.watchers.size > 0) return;
  const { listening } = live;
  live.listening = null;
  await (await listening)?.stop();
}

/** Changes may have been missed: whoever watches is to ask for the list and watch anew. */
function endWatchers(isOver: boolean): void {
  const live = hub();
  if (isOver) live.listening = null;
  for (const watcher of live.watchers) {
    watcher.hasFallenBehind = true;
    watcher.wake();
  }
}

function tellWatchers(tenantId: string, deliveryIds: string[]): void {
  for (const watcher of hub().watchers) {
    if (watcher.tenantId !== tenantId) continue;
    for (const id of deliveryIds) watcher.pending.add(id);
    if (watcher.pending.size > PENDING_MAX) watcher.hasFallenBehind = true;
    watcher.wake();
  }
}
