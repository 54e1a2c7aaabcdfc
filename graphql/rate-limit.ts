/**
 * How many requests an API key or a person may send: API_RATE_LIMIT_PER_SECOND, bursts of twice that, by a token bucket
 * for each viewer in this process's memory (docs/decisions/0013). Leaves the form of the refusal to the endpoints.
 */
import { LRUCache } from "lru-cache";
import { config } from "#config";
import type { Viewer } from "./viewer.ts";

/** Viewers that are remembered; who was forgotten starts with a full bucket. */
const VIEWERS_MAX = 10_000;
const BURST_SECONDS = 2;

type Bucket = { tokens: number; filledAtMs: number };

/** Kept on globalThis: bundlers may load this module several times in one process. */
const held = globalThis as typeof globalThis & { signalpostBuckets?: LRUCache<string, Bucket> };

/** What a refusal says, and its Retry-After in whole seconds. */
export type RateLimited = { message: string; headers: { "retry-after": string } };

/** Counts one request of the viewer; null: it may be answered. `nowMs` is of a clock that never goes back. */
export function countRequest({ kind, id }: Pick<Viewer, "kind" | "id">, nowMs = performance.now()): RateLimited | null {
  const perSecond = config().API_RATE_LIMIT_PER_SECOND;
  held.signalpostBuckets ??= new LRUCache({ max: VIEWERS_MAX });
  const name = `${kind} ${id}`;
  const bucket = filledBucket(held.signalpostBuckets.get(name), perSecond, nowMs);
  held.signalpostBuckets.set(name, bucket);
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    return null;
  }
  const retryAfterSeconds = Math.ceil((1 - bucket.tokens) / perSecond);
  const limit = perSecond.toLocaleString("en-US");
  const message = `More than ${limit} requests a second; try again in ${retryAfterSeconds} s.`;
  return { message, headers: { "retry-after": String(retryAfterSeconds) } };
}

function filledBucket(bucket: Bucket | undefined, perSecond: number, nowMs: number): Bucket {
  const capacity = perSecond * BURST_SECONDS;
  if (!bucket) return { tokens: capacity, filledAtMs: nowMs };
  const fresh = ((nowMs - bucket.filledAtMs) / 1000) * perSecond;
  return { tokens: Math.min(capacity, bucket.tokens + fresh), filledAtMs: nowMs };
}
