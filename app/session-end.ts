/**
 * Whether the session has ended while a page of it stays open: what asks the server finds that out, what says so meets it
 * here.
 */

let hasEnded = false;
const listeners = new Set<() => void>();

/** Said after every answer of the server that tells. */
export function saySession(ended: boolean): void {
  if (ended === hasEnded) return;
  hasEnded = ended;
  for (const listener of listeners) listener();
}

/** For useSyncExternalStore. */
export const sessionEnd = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  current: () => hasEnded,
  onServer: () => false,
};
