/**
 * Lets whatever else waits in this process go on while something long is worked out. One of those that rest goes on at a
 * time, what is urgent first: however many they are, the others wait for one turn and not for all.
 */

/** Longer at a time would keep alerts waiting, and the signs of life by which a worker is known. */
const TURN_MS = 20;

const resting = { urgent: [] as (() => void)[], others: [] as (() => void)[] };

/** Call what it answers after each small part: a promise to wait for once a turn is over, null before. */
export function inTurns({ isUrgent = false } = {}): () => Promise<void> | null {
  let sinceMs = performance.now();
  return () => {
    if (performance.now() - sinceMs < TURN_MS) return null;
    return new Promise((resolve) => {
      if (countResting() === 0) setImmediate(goOn);
      (isUrgent ? resting.urgent : resting.others).push(() => {
        sinceMs = performance.now();
        resolve();
      });
    });
  };
}

function goOn(): void {
  const next = resting.urgent.shift() ?? resting.others.shift();
  next?.();
  if (countResting() > 0) setImmediate(goOn);
}

function countResting(): number {
  return resting.urgent.length + resting.others.length;
}
