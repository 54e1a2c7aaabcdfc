/**
 * Lets whatever else waits in this process go on while something long is worked out. All that is worked out shares one
 * turn at a time, and of those that rest one goes on at a time, what is urgent first: however many they are, the others
 * wait for one turn and not for all.
 */

/** Longer at a time would keep alerts waiting, and the signs of life by which a worker is known. */
const TURN_MS = 20;

const resting = { urgent: [] as (() => void)[], others: [] as (() => void)[] };
/** Null: nothing has been worked out since others had their turn. */
let turnBeganMs: number | null = null;

/** Call what it answers before each small part: a promise to wait for once the turn is over, null before. */
export function inTurns({ isUrgent = false } = {}): () => Promise<void> | null {
  return () => {
    if (!isTurnOver()) return null;
    return new Promise((resolve) => {
      if (countResting() === 0) setImmediate(goOn);
      (isUrgent ? resting.urgent : resting.others).push(resolve);
    });
  };
}

function isTurnOver(): boolean {
  if (turnBeganMs === null) {
    turnBeganMs = performance.now();
    setImmediate(() => {
      turnBeganMs = null;
    });
  }
  return performance.now() - turnBeganMs >= TURN_MS;
}

function goOn(): void {
  const next = resting.urgent.shift() ?? resting.others.shift();
  next?.();
  if (countResting() > 0) setImmediate(goOn);
}

function countResting(): number {
  return resting.urgent.length + resting.others.length;
}
