/** Tells the administrators that a receiver says it is gone: at the first 410, which fails a delivery for good. */
import type { AttemptResult } from "#db/attempts";
import type { Runner } from "#db/client";
import { listDestinations } from "#db/gone-receivers";
import { isGone } from "#webhooks/delivery";
import { describeGoneNotice } from "#webhooks/notice-sentence";
import { tellNotice } from "./tell-notice.ts";

type Ended = Pick<AttemptResult, "deliveryId" | "statusCode">;

/** Whether `tellGone` has something to look at. */
export function anyGone(attempts: readonly Ended[]): boolean {
  return attempts.some(({ statusCode }) => isGone(statusCode));
}

/**
 * In the transaction that records the attempts, after them. Once for each version of a subscription, so that a change of
 * it, which may have mended it, is told of when it has not. Nobody is told of tests, or of what is switched off.
 */
export async function tellGone(tx: Runner, attempts: readonly Ended[]): Promise<void> {
  const ids = attempts.filter(({ statusCode }) => isGone(statusCode)).map(({ deliveryId }) => deliveryId);
  if (ids.length === 0) return;
  for (const { tenantId, subscriptionId, name, version } of await listDestinations(tx, ids)) {
    await tellNotice(tx, {
      tenantId,
      kind: "GONE",
      subscriptionId,
      integrationId: null,
      subjectName: name,
      sentence: describeGoneNotice(name),
      occasion: `GONE ${subscriptionId} ${version}`,
    });
  }
}
