/** Reserves moments of rate limits with PostgreSQL, those of many subscriptions in one statement, on this process's clock. */
import { client } from "#db/client";
import { type PaceRequest, reservePace } from "#db/subscription-pace";
import { createGroupCommit } from "./group-commit.ts";

type Wanted = { subscriptionId: string; paceMs: number; count: number };

/** Ascending, as `performance.now()`; evenly spaced unless those of others are between them. */
export type ReserveMoments = (wanted: Wanted) => Promise<number[]>;

/** Of so many answers the one that took the shortest tells how the clocks stand to each other. */
const SAMPLES_MAX = 20;
const offsets: number[] = [];

const reserving = createGroupCommit<Wanted, number[]>({
  flush: async (wanted) => {
    const requests = new Map<string, PaceRequest>();
    const after = wanted.map(({ subscriptionId, paceMs, count }) => {
      const perSecond = Math.round(1_000 / paceMs);
      const request = requests.get(subscriptionId) ?? { subscriptionId, perSecond, count: 0 };
      requests.set(subscriptionId, request);
      request.count += count;
      return request.count;
    });
    const reserved = await reservePace(client().sql, [...requests.values()]);
    const answeredMs = performance.now();
    return wanted.map(({ subscriptionId, paceMs, count }, index) => {
      const pace = reserved.get(subscriptionId);
      if (!pace) throw new Error(`No moment was reserved for ${subscriptionId}.`);
      const endMs = pace.clockMs + pace.endsInMs + offsetAfter(answeredMs - pace.clockMs);
      const behind = (requests.get(subscriptionId)?.count ?? 0) - (after[index] ?? 0);
      return Array.from({ length: count }, (_, position) => endMs - (behind + count - position) * paceMs);
    });
  },
  weightMax: 1_000,
  weightOf: ({ count }) => count,
});

export const reserveMoments: ReserveMoments = (wanted) => reserving.add(wanted);

/** An answer that was long under way would put its moments off by as much, and several of them close together. */
function offsetAfter(offsetMs: number): number {
  offsets.push(offsetMs);
  if (offsets.length > SAMPLES_MAX) offsets.shift();
  return Math.min(...offsets);
}
