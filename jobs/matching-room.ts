/**
 * How much this process has in hand between matching and having written what came of it: a backlog waits on the queue
 * and not in memory, what is begun ends soon, and a killed process repeats little. Emergency never waits for room.
 */

/** What a process delivers in a fraction of the time that matching waits for first attempts (jobs/first-attempt). */
const ROOM = 256;

let taken = 0;
const waiting: { count: number; enter: () => void }[] = [];

/** Resolves when there is room for `count`, which is then taken; at once for an Emergency. */
export function enterRoom(count: number, isEmergency: boolean): Promise<void> {
  if (isEmergency || (waiting.length === 0 && hasRoomFor(count))) {
    taken += count;
    return Promise.resolve();
  }
  return new Promise((enter) => {
    waiting.push({ count, enter });
  });
}

/** Takes more for what is inside and turned out to be bigger; who comes next waits the longer. */
export function takeMoreRoom(count: number): void {
  taken += count;
}

export function leaveRoom(count: number): void {
  taken -= count;
  for (let next = waiting[0]; next && hasRoomFor(next.count); next = waiting[0]) {
    waiting.shift();
    taken += next.count;
    next.enter();
  }
}

/** What is bigger than all of it still enters when it is empty. */
function hasRoomFor(count: number): boolean {
  return taken <= 0 || taken + count <= ROOM;
}
