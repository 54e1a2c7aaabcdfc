/** New ids: UUIDv7, counted within a millisecond so that ids of one process sort in the order they were made. */
import { randomFillSync } from "node:crypto";
import { buildUuid7 } from "#webhooks/id";

const COUNTER_MAX = 0xfff;
let lastMs = 0;
let counter = 0;
const random = new Uint8Array(8 * 512);
let randomUsed = random.length;

/**
 * A new UUIDv7 (RFC 9562, counter of 12 bits in rand_a). Sorts after every id that this process made before, also
 * when the clock steps back; beyond 4,096 ids in a millisecond it runs ahead of the clock.
 */
export function newId(): string {
  const nowMs = Date.now();
  if (nowMs > lastMs) {
    lastMs = nowMs;
    counter = 0;
  } else if (counter === COUNTER_MAX) {
    lastMs += 1;
    counter = 0;
  } else {
    counter += 1;
  }
  if (randomUsed === random.length) {
    randomFillSync(random);
    randomUsed = 0;
  }
  const bits = random.subarray(randomUsed, randomUsed + 8);
  randomUsed += 8;
  return buildUuid7(lastMs, counter, bits);
}
