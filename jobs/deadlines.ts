/** Deadlines for many requests on one timer: a timer of its own for each would cost more than the request's share. */

const TICK_MS = 50;

type Entry = { atMs: number; expire: () => void };
const entries = new Set<Entry>();
let timer: NodeJS.Timeout | null = null;

/** Calls `expire` once, `afterMs` from now (up to 50 ms late), unless the answered function is called before. */
export function setDeadline(afterMs: number, expire: () => void): () => void {
  const entry = { atMs: performance.now() + afterMs, expire };
  entries.add(entry);
  timer ??= setInterval(tick, TICK_MS).unref();
  return () => entries.delete(entry);
}

function tick(): void {
  const nowMs = performance.now();
  for (const entry of entries) {
    if (entry.atMs > nowMs) continue;
    entries.delete(entry);
    entry.expire();
  }
  if (entries.size === 0 && timer) {
    clearInterval(timer);
    timer = null;
  }
}
