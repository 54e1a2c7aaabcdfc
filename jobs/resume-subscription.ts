/**
 * Lets what is held for a subscription go, or gives up what waits for it. Held deliveries are released in portions:
 * Emergency first, oldest first; the places in flight per subscription pace them.
 */
import { client, type Runner } from "#db/client";
import { cancelWaitingDeliveries, releaseHeldDeliveries } from "#db/deliveries";
import { notifyDeliveryChanges } from "#db/delivery-changes";
import { announceChanges } from "./announce-changes.ts";
import { parsePayload } from "./payloads.ts";
import { addJobs, PRIORITY } from "./queue.ts";

const DELIVERIES_PER_PORTION = 500;

/** Queues the release in the caller's transaction: call it where a subscription becomes active. */
export function resumeSubscription(tx: Runner, tenantId: string, subscriptionId: string): Promise<void> {
  return addJobs(tx, [
    { task: "resume-subscription", payload: { tenantId, subscriptionId }, priority: PRIORITY.operational },
  ]);
}

/** Cancels what waits for a subscription that is being deleted, in the caller's transaction; answers how many. */
export async function cancelWaiting(
  tx: Runner,
  tenantId: string,
  subscriptionId: string,
  reason: string,
): Promise<number> {
  const ids = await cancelWaitingDeliveries(tx, tenantId, subscriptionId, reason);
  await notifyDeliveryChanges(
    tx,
    ids.map((deliveryId) => ({ tenantId, deliveryId })),
  );
  return ids.length;
}

/** The task: one portion, and the next one's job with it. Idempotent: what is released is no longer held. */
export async function releaseHeld(payload: unknown): Promise<void> {
  const { tenantId, subscriptionId } = parsePayload("resume-subscription", payload);
  const released = await client().sql.begin(async (tx) => {
    const released = await releaseHeldDeliveries(tx, tenantId, subscriptionId, DELIVERIES_PER_PORTION);
    await addJobs(
      tx,
      released.map(({ id, isEmergency }) => ({
        task: "deliver" as const,
        payload: { deliveryIds: [id] },
        priority: isEmergency ? PRIORITY.emergency : PRIORITY.operational,
      })),
    );
    if (released.length === DELIVERIES_PER_PORTION) await resumeSubscription(tx, tenantId, subscriptionId);
    return released;
  });
  announceChanges(released.map(({ id }) => ({ tenantId, deliveryId: id })));
}
