/**
 * Group commit: callers hand in items one by one and are answered once their item is durable; items that come while a
 * flush is under way are written together by the next one. No timer: an idle process flushes at once, a busy one in
 * growing batches. What makes the pipeline fast (docs/decisions/0003).
 */

export type GroupCommit<Item, Result> = {
  /** Resolves with the item's result once its flush is done; `first`: goes before what waits already. */
  add: (item: Item, options?: { first?: boolean }) => Promise<Result>;
  /** Resolves when nothing waits and no flush is under way. */
  idle: () => Promise<void>;
};

type Waiting<Item, Result> = { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void };

/** Kept on globalThis: bundlers may load this module several times in one process. */
const held = globalThis as typeof globalThis & { signalpostFlushes?: Set<{ looks: number }> };
/** Flushes of this process that have neither ended nor failed, and for how many looks. */
const underWay = held.signalpostFlushes ?? new Set();
held.signalpostFlushes = underWay;
const LOOK_EVERY_MS = 5_000;
/** Counted in looks and not in time, so that a process that was frozen waits for an answer once it goes on. */
const STUCK_AFTER_LOOKS = 9;

function watched<Result>(flush: Promise<Result>): Promise<Result> {
  const one = { looks: 0 };
  underWay.add(one);
  return flush.finally(() => underWay.delete(one));
}

/**
 * Calls `onStuck` when a flush has had no end for 45 s: a statement may be lost with its connection and nobody say
 * so, and everything that is to be written after it would wait for ever. For programs that are started again when they
 * end. Answers how to stop looking.
 */
export function watchFlushes(onStuck: () => void, lookEveryMs = LOOK_EVERY_MS): () => void {
  const timer = setInterval(() => {
    for (const one of underWay) {
      one.looks += 1;
      if (one.looks === STUCK_AFTER_LOOKS) onStuck();
    }
  }, lookEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}

/**
 * `flush` writes a batch and answers one result per item, in order. When it throws for a batch of several, each item
 * is flushed alone, so that one bad item fails by itself. `weightOf` an item counts towards `weightMax` of a batch (an
 * item heavier than that goes alone); `parallel` flushes at most at once.
 */
export function createGroupCommit<Item, Result>(options: {
  flush: (items: Item[]) => Promise<Result[]>;
  weightOf?: (item: Item) => number;
  weightMax: number;
  parallel?: number;
}): GroupCommit<Item, Result> {
  const { weightOf = () => 1, weightMax, parallel = 1 } = options;
  const flush = (items: Item[]) => watched(options.flush(items));
  let waiting: Waiting<Item, Result>[] = [];
  let flushing = 0;
  let idleListeners: (() => void)[] = [];

  function takeBatch(): Waiting<Item, Result>[] {
    let weight = 0;
    let size = 0;
    for (const { item } of waiting) {
      weight += weightOf(item);
      if (size > 0 && weight > weightMax) break;
      size += 1;
    }
    const batch = waiting.slice(0, size);
    waiting = size === waiting.length ? [] : waiting.slice(size);
    return batch;
  }

  async function flushBatch(batch: Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await flush(batch.map(({ item }) => item));
      batch.forEach((entry, position) => {
        entry.resolve(results[position] as Result);
      });
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else for (const entry of batch) await flushBatch([entry]);
    }
  }

  function pump(): void {
    while (flushing < parallel && waiting.length > 0) {
      flushing += 1;
      void flushBatch(takeBatch()).finally(() => {
        flushing -= 1;
        pump();
      });
    }
    if (flushing === 0 && waiting.length === 0) {
      const listeners = idleListeners;
      idleListeners = [];
      for (const listener of listeners) listener();
    }
  }

  let pumpIsScheduled = false;
  return {
    add: (item, { first = false } = {}) =>
      new Promise<Result>((resolve, reject) => {
        const entry = { item, resolve, reject };
        if (first) waiting.unshift(entry);
        else waiting.push(entry);
        if (pumpIsScheduled) return;
        pumpIsScheduled = true;
        setImmediate(() => {
          pumpIsScheduled = false;
          pump();
        });
      }),
    idle: () =>
      new Promise<void>((resolve) => {
        idleListeners.push(resolve);
        setImmediate(pump);
      }),
  };
}
