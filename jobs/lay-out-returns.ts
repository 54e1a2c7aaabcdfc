/**
 * When deliveries of a subscription with a rate limit come again that found its lines full: behind those that this or
 * another worker sent back, as fast as the limit lets them go. Were each worker to reckon alone, they would come too
 * early, be sent back again and again, and in the end leave the lines empty for a while.
 */
import { client } from "#db/client";
import { layOutReturns as layOut, type ReturnRequest } from "#db/subscription-returns";
import { createGroupCommit } from "./group-commit.ts";

/** A little faster than they go, so that the lines stay filled: what is too much for them is laid out again. */
const PACE_SHARE = 0.9;
/** A limit that was raised meanwhile shows after this long at most. */
const WITHIN_MS = 60_000;

type Wanted = { subscriptionId: string; isEmergency: boolean; perSecond: number; count: number };

/** In how many milliseconds the first of them comes. */
export type LayOutReturns = (wanted: Wanted) => Promise<number>;

const keyOf = ({ subscriptionId, isEmergency }: { subscriptionId: string; isEmergency: boolean }) =>
  `${subscriptionId} ${isEmergency}`;

const layingOut = createGroupCommit<Wanted, number>({
  flush: async (wanted) => {
    const requests = new Map<string, ReturnRequest>();
    const before = wanted.map(({ subscriptionId, isEmergency, perSecond, count }) => {
      const key = keyOf({ subscriptionId, isEmergency });
      const paceMs = (PACE_SHARE * 1_000) / perSecond;
      const request = requests.get(key) ?? { subscriptionId, isEmergency, paceMs, count: 0 };
      requests.set(key, request);
      request.count += count;
      return request.count - count;
    });
    const laidOut = await layOut(client().sql, [...requests.values()], WITHIN_MS);
    const endsInMs = new Map(laidOut.map((one) => [keyOf(one), one.endsInMs]));
    return wanted.map((one, index) => {
      const request = requests.get(keyOf(one));
      const end = endsInMs.get(keyOf(one));
      if (!request || end === undefined) throw new Error(`Nothing was laid out for ${one.subscriptionId}.`);
      return Math.max(0, end - (request.count - (before[index] ?? 0)) * request.paceMs);
    });
  },
  weightMax: 1_000,
  weightOf: ({ count }) => count,
});

export const layOutReturns: LayOutReturns = (wanted) => layingOut.add(wanted);
