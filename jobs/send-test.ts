/** Sends a test to a subscription at once, in this process, and records it like any attempt: history shows it as TEST. */
import type { AuditWriter } from "#db/audit";
import { client, runnerOf } from "#db/client";
import { insertTestDelivery, TEST_DUE_AFTER_MS } from "#db/deliveries";
import { insertEvents, type NewEvent } from "#db/events";
import { newId } from "#db/new-id";
import { UNTRIED } from "#webhooks/delivery";
import type { EventPayload } from "#webhooks/event";
import { attemptDelivery } from "./attempt-delivery.ts";
import { toOutgoing } from "./deliverable-events.ts";
import { findDeliverySubscription } from "./delivery-subscriptions.ts";
import { addJobs, PRIORITY } from "./queue.ts";
import { recordAttempt } from "./record-attempts.ts";

/**
 * Sends "Ping!" (event null) or a payload, once, whether or not the subscription is active; answers the finished
 * delivery's id, or null when the tenant has no such subscription. There is no second attempt. `audit` gets the
 * delivery's id, before anything is sent.
 */
export async function sendTest(
  tenantId: string,
  subscriptionId: string,
  event: EventPayload | null,
  audit: AuditWriter<string>,
): Promise<string | null> {
  const subscription = await findDeliverySubscription(tenantId, subscriptionId, Number.MAX_SAFE_INTEGER);
  if (!subscription || subscription.isDeleted) return null;
  const now = new Date();
  const stored = event && newTestEvent(tenantId, event, now);
  const deliveryId = newId();
  await client().db.transaction(async (tx) => {
    const run = runnerOf(tx);
    if (stored) await insertEvents(run, [stored]);
    await insertTestDelivery(run, {
      id: deliveryId,
      tenantId,
      eventId: stored?.id ?? null,
      eventType: stored?.type ?? null,
      subscriptionId,
    });
    await addJobs(run, [
      {
        task: "deliver",
        payload: { deliveryIds: [deliveryId], isRequested: true },
        priority: PRIORITY.operational,
        delayMs: TEST_DUE_AFTER_MS,
      },
    ]);
    await audit(tx, deliveryId);
  });
  const attempt = await attemptDelivery(
    { id: deliveryId, tenantId, isEmergency: false, retries: UNTRIED, integration: null },
    { ...subscription, retryPolicy: { ...subscription.retryPolicy, maxRetries: 0 } },
    stored && toOutgoing({ ...stored, payloadText: JSON.stringify(stored.payload) }),
    new Date(),
  );
  await recordAttempt(attempt);
  return deliveryId;
}

function newTestEvent(tenantId: string, { type, metadata, data }: EventPayload, now: Date): NewEvent {
  return {
    id: newId(),
    tenantId,
    type,
    externalId: null,
    occurredAt: now,
    receivedAt: now,
    payload: { metadata, data },
    isTest: true,
  };
}
