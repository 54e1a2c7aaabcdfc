/**
 * Holds the rate limits of subscriptions, together with all other workers: who has a place waits for its moment. Leaves
 * how many may be in flight to attempt-slots.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { client } from "#db/client";
import { type PaceRequest, reservePace } from "#db/subscription-pace";
import { createGroupCommit } from "./group-commit.ts";

type Limited = { id: string; rateLimitPerSecond: number };

/** Milliseconds until the moment of each, in the order of the requests. */
const reserving = createGroupCommit<Limited, number>({
  flush: async (subscriptions) => {
    const requests = new Map<string, PaceRequest>();
    const positions = subscriptions.map(({ id, rateLimitPerSecond: perSecond }) => {
      const request = requests.get(id) ?? { subscriptionId: id, perSecond, count: 0 };
      requests.set(id, request);
      request.count += 1;
      return request.count;
    });
    const ends = await reservePace(client().sql, [...requests.values()]);
    return subscriptions.map(({ id, rateLimitPerSecond }, index) => {
      const after = (requests.get(id)?.count ?? 0) - (positions[index] ?? 0) + 1;
      return (ends.get(id) ?? 0) - (after * 1000) / rateLimitPerSecond;
    });
  },
  weightMax: 1_000,
});

/** Resolves when an attempt may start; at once without a limit. */
export async function waitForMoment(subscription: { id: string; rateLimitPerSecond: number | null }): Promise<void> {
  const { id, rateLimitPerSecond } = subscription;
  if (rateLimitPerSecond === null) return;
  const waitMs = await reserving.add({ id, rateLimitPerSecond });
  if (waitMs >= 1) await sleep(waitMs);
}
