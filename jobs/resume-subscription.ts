/**
 * Lets what is held for a subscription go, or gives up what waits for it. Held deliveries are released in portions:
 * Emergency first, oldest first, five a second; the places in flight per subscription pace them too.
 */
import { closeBreaker } from "#db/circuit-breakers";
import { client, type Runner } from "#db/client";
import { cancelWaitingDeliveries, countWaiting, releaseHeldDeliveries } from "#db/deliveries";
import { notifyDeliveryChanges } from "#db/delivery-changes";
import { announceChanges } from "./announce-changes.ts";
import { holdPostponed } from "./hold-postponed.ts";
import { parsePayload, type TaskPayload } from "./payloads.ts";
import { addJobs, type JobSpec, PRIORITY } from "./queue.ts";
import { wakeQueueIn } from "./wake-queue.ts";

/** No more than the line of a subscription takes: what was sent back would come after what is younger. */
const DELIVERIES_PER_PORTION = 100;
const PORTION_EVERY_MS = 200;
/** While more than this still wait of a portion, no other follows: the younger would pass them. */
const LEFT_OF_PORTION_MAX = 50;

/**
 * Closes the circuit breaker and queues the release, in the caller's transaction: call it where a subscription becomes
 * active, is mended, or has taken a delivery again. What was to be retried later goes with what was held, by priority and
 * age: the pauses were for a receiver that fails, and the most urgent had the longest. True: the breaker was open.
 */
export async function resumeSubscription(tx: Runner, tenantId: string, subscriptionId: string): Promise<boolean> {
  const wasOpen = await closeBreaker(tx, tenantId, subscriptionId);
  await holdPostponed(tx, tenantId, subscriptionId, true);
  await addJobs(tx, [releaseJob({ tenantId, subscriptionId, resumedAt: new Date().toISOString() }, 0)]);
  return wasOpen;
}

function releaseJob(payload: TaskPayload<"resume-subscription">, delayMs: number): JobSpec {
  return { task: "resume-subscription", payload, priority: PRIORITY.operational, delayMs };
}

/** Future jobs of a priority better than the ready ones' are walked over again and again (jobs/queue). */
function priorityOf(isEmergency: boolean, dueInMs: number): number {
  if (dueInMs > 0) return isEmergency ? PRIORITY.emergencyRetry : PRIORITY.retry;
  return isEmergency ? PRIORITY.emergency : PRIORITY.operational;
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

/**
 * The task: one portion, and the next one's job with it, or the same once more while the portion before waits for the
 * receiver. Idempotent: what is released is no longer held. Releases nothing while the subscription is inactive or its
 * breaker is open.
 */
export async function releaseHeld(payload: unknown): Promise<void> {
  const job = parsePayload("resume-subscription", payload);
  const { tenantId, subscriptionId, resumedAt } = job;
  const { released, isLast } = await client().sql.begin(async (tx) => {
    if (job.released && (await countWaiting(tx, job.released)) > LEFT_OF_PORTION_MAX) {
      await addJobs(tx, [releaseJob(job, PORTION_EVERY_MS)]);
      return { released: [], isLast: false };
    }
    const released = await releaseHeldDeliveries(tx, tenantId, subscriptionId, DELIVERIES_PER_PORTION);
    await addJobs(
      tx,
      released.map(({ id, isEmergency, dueInMs }) => ({
        task: "deliver" as const,
        payload: { deliveryIds: [id], resumedAt },
        priority: priorityOf(isEmergency, dueInMs),
        delayMs: dueInMs,
      })),
    );
    const isLast = released.length < DELIVERIES_PER_PORTION;
    if (!isLast) await addJobs(tx, [releaseJob({ ...job, released: released.map(({ id }) => id) }, PORTION_EVERY_MS)]);
    return { released, isLast };
  });
  if (!isLast) wakeQueueIn(PORTION_EVERY_MS);
  announceChanges(released.map(({ id }) => ({ tenantId, deliveryId: id })));
}
