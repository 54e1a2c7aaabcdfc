/** Lets whatever else waits in this process go on while something long is worked out. */

/** Call it after each small part: a promise to wait for once `turnMs` of work are over, null before. */
export function restEvery(turnMs: number): () => Promise<void> | null {
  let sinceMs = performance.now();
  return () => {
    if (performance.now() - sinceMs < turnMs) return null;
    return new Promise((resolve) => {
      setImmediate(() => {
        sinceMs = performance.now();
        resolve();
      });
    });
  };
}
