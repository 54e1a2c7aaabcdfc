/**
 * The deliver task: the alarm clock of deliveries that did not end with their first attempt (jobs/first-attempt). Looks
 * whether a delivery is due, waits for a place, has it attempted and recorded. A job that rings early, late or twice finds
 * nothing due and returns. The receiver's faults are outcomes; what is thrown here is ours, and the job comes again.
 */
import { countInterruptions } from "#db/attempts";
import { client } from "#db/client";
import { cancelDelivery, holdDeliveries } from "#db/deliveries";
import { bringForward, type DueDelivery, loadDueDeliveries } from "#db/due-deliveries";
import type { PostResult } from "#webhooks/outcome";
import { announceChanges } from "./announce-changes.ts";
import { attemptDelivery, judge } from "./attempt-delivery.ts";
import { attemptBegins, attemptEnds, lostAfterMs } from "./attempts-under-way.ts";
import { findDeliverableEvent } from "./deliverable-events.ts";
import { type DeliverySubscription, findDeliverySubscription } from "./delivery-subscriptions.ts";
import { takeTurn } from "./delivery-turns.ts";
import { createGroupCommit } from "./group-commit.ts";
import { parsePayload } from "./payloads.ts";
import { probeWithHeld } from "./probe-subscription.ts";
import { attemptSlots } from "./process-slots.ts";
import { type FinishedAttempt, recordAttempt } from "./record-attempts.ts";
import { countAttempt } from "./record-health.ts";
import { cancelWaiting } from "./resume-subscription.ts";
import { type Returned, returnDelivery } from "./return-deliveries.ts";

/** After this long in line the row is looked at again before anything is sent. */
const STALE_AFTER_MS = 1_000;
const DELIVERIES_PER_LOAD = 250;

/**
 * How a job came. `isRequested`: a person asked, whatever the state. `runAt`: when it was to ring; null: not known.
 * `resumedAt`: it was held; how its receiver did before then counts no more.
 */
type Ring = { priority: number; isRequested: boolean; runAt: Date | null; resumedAt: Date | null };

const loading = createGroupCommit<string, DueDelivery | null>({
  flush: async (ids) => {
    const loaded = await loadDueDeliveries(client(), ids);
    return ids.map((id) => loaded.get(id) ?? null);
  },
  weightMax: DELIVERIES_PER_LOAD,
  parallel: 2,
});

/** Handles the deliveries of one job; resolves when each is recorded, held, sent back, or found not to be due. */
export async function deliver(payload: unknown, priority: number, runAt: Date | null = null): Promise<void> {
  const { deliveryIds, isRequested = false, resumedAt } = parsePayload("deliver", payload);
  const ring = { priority, isRequested, runAt, resumedAt: resumedAt === undefined ? null : new Date(resumedAt) };
  const results = await Promise.allSettled(deliveryIds.map((id) => takeTurn(id, () => handle(id, ring))));
  const failed = results.find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
}

async function handle(id: string, ring: Ring): Promise<void> {
  const delivery = await loading.add(id);
  if (!delivery) return;
  if (!delivery.isDue && !(await rangOnTime(delivery, ring))) return;
  const subscription = await findDeliverySubscription(
    delivery.tenantId,
    delivery.subscriptionId,
    delivery.subscriptionVersion,
  );
  if (!subscription)
    throw new Error(`Delivery ${id} names the subscription ${delivery.subscriptionId}, which is gone.`);
  if (delivery.attemptUnderWayMs !== null) return settleLostAttempt(delivery, subscription, ring);
  if (subscription.isDeleted) return cancelForDeleted(delivery);
  if ((!subscription.isActive || delivery.isPaused) && !ring.isRequested) return hold(delivery, ring);
  if (ring.resumedAt) attemptSlots().startAnew(subscription, ring.resumedAt);
  const place = attemptSlots().acquire(subscription, delivery.isEmergency);
  if (!place) {
    return sendBack(delivery, ring, (count) => attemptSlots().returnDelayMs(subscription, delivery.isEmergency, count));
  }
  const queuedMs = performance.now();
  const release = await place.granted;
  if (!release) return sendBack(delivery, ring, () => 0);
  let isAsBefore = true;
  try {
    isAsBefore = performance.now() - queuedMs <= STALE_AFTER_MS || (await isUnchanged(delivery));
    if (isAsBefore) await place.untilMoment();
  } catch (error) {
    release(null);
    throw error;
  }
  const startedMs = performance.now();
  if (isAsBefore) {
    // Without an attempt nothing was learned of the receiver.
    return attemptAndRecord(delivery, subscription, (attempt) =>
      attempt ? release(performance.now() - startedMs, attempt.outcome !== "SUCCEEDED") : release(null),
    );
  }
  release(null);
  await handle(id, ring);
}

/**
 * The queue found that the job's time had come, and the row still waits for no later one: the clock was set back in
 * between. No other job would ring for this delivery.
 */
async function rangOnTime({ id, nextAttemptAt }: DueDelivery, { runAt }: Ring): Promise<boolean> {
  if (nextAttemptAt === null || runAt === null || nextAttemptAt > runAt) return false;
  await bringForward(client().sql, id, runAt);
  return true;
}

/** Nothing happened to it while it stood in line: not cancelled, not attempted, the same version of its subscription. */
async function isUnchanged(delivery: DueDelivery): Promise<boolean> {
  const now = await loading.add(delivery.id);
  if (!now?.isDue || now.attemptUnderWayMs !== null || now.isPaused !== delivery.isPaused) return false;
  return (
    now.retries.attemptCount === delivery.retries.attemptCount &&
    now.subscriptionVersion === delivery.subscriptionVersion
  );
}

async function attemptAndRecord(
  delivery: DueDelivery,
  subscription: DeliverySubscription,
  release: (attempt: FinishedAttempt | null) => void,
): Promise<void> {
  let attempt: FinishedAttempt | null = null;
  try {
    const event = delivery.eventId === null ? null : await findDeliverableEvent(delivery.eventId);
    if (delivery.eventId !== null && event === null) return await cancelWithoutEvent(delivery);
    attemptBegins(delivery.id);
    attempt = await attemptDelivery(facts(delivery), subscription, event, new Date());
  } finally {
    release(attempt);
    await attemptEnds(delivery.id);
  }
  await recordAttempt(attempt);
  countAttempt(attempt, subscription.id);
}

/** A test is sent once: whoever asked for it sees what became of it, and asks again. */
const INTERRUPTIONS_OF_TEST = Number.POSITIVE_INFINITY;
/** How often it is looked whether the worker still lives that makes an attempt. */
const LOOK_EVERY_MS = 10_000;

/**
 * Somebody noted an attempt under way. If that process is dead, the attempt is recorded as interrupted (the
 * receiver may or may not have got it, which history must say) and it goes out again. Else this job waits for its end.
 */
async function settleLostAttempt(delivery: DueDelivery, subscription: DeliverySubscription, ring: Ring): Promise<void> {
  const underWayMs = delivery.attemptUnderWayMs ?? 0;
  const leftMs = delivery.isAbandoned ? 0 : lostAfterMs(subscription) - underWayMs;
  if (leftMs > 0 || !delivery.attemptStartedAt) {
    return sendBack(delivery, ring, () => Math.min(Math.max(1_000, leftMs), LOOK_EVERY_MS));
  }
  const now = new Date();
  const interrupted: PostResult = { kind: "failure", failure: "interrupted", detail: null };
  const interruptions = delivery.isTest ? INTERRUPTIONS_OF_TEST : await countInterruptions(client().sql, delivery.id);
  const before = { ...facts(delivery), retries: { ...delivery.retries, interruptions } };
  const retryPolicy = delivery.isTest ? { ...subscription.retryPolicy, maxRetries: 0 } : subscription.retryPolicy;
  const judged = judge(before, { ...subscription, retryPolicy }, { result: interrupted }, now);
  await recordAttempt({
    ...judged,
    deliveryId: delivery.id,
    tenantId: delivery.tenantId,
    isEmergency: delivery.isEmergency,
    attemptCount: delivery.retries.attemptCount,
    startedAt: delivery.attemptStartedAt,
    durationMs: Math.round(underWayMs),
    request: {
      uri: subscription.uri,
      headers: [],
      integrationName: delivery.integrationName,
      hasSecret: subscription.secret !== null,
    },
    response: null,
  });
}

const holding = createGroupCommit<DueDelivery, boolean>({
  flush: async (deliveries) => {
    const ids = deliveries.map(({ id }) => id);
    const paused = deliveries.filter(({ isPaused }) => isPaused);
    const held = await client().sql.begin(async (tx) => {
      const held = await holdDeliveries(tx, ids);
      if (paused.length > 0) await probeWithHeld(tx, paused);
      return held;
    });
    return ids.map((id) => held.has(id));
  },
  weightMax: DELIVERIES_PER_LOAD,
});

/** Held unless the subscription was activated or resumed at this very moment; then the job comes again at once. */
async function hold(delivery: DueDelivery, ring: Ring): Promise<void> {
  const isHeld = await holding.add(delivery, { first: delivery.isEmergency });
  if (isHeld) announceChanges([{ tenantId: delivery.tenantId, deliveryId: delivery.id }]);
  else await sendBack(delivery, ring, () => 0);
}

async function cancelForDeleted({ tenantId, subscriptionId }: DueDelivery): Promise<void> {
  await cancelWaiting(client().sql, tenantId, subscriptionId, "The subscription was deleted.");
}

/** A replay's delivery may outlive the event that it is for. */
async function cancelWithoutEvent({ tenantId, id }: DueDelivery): Promise<void> {
  await cancelDelivery(client().sql, tenantId, id, "Its event is past retention, so nothing is left to send.");
  announceChanges([{ tenantId, deliveryId: id }]);
}

function sendBack(delivery: DueDelivery, ring: Ring, delayMs: Returned["delayMs"]): Promise<void> {
  const { id: deliveryId, subscriptionId } = delivery;
  return returnDelivery({
    deliveryId,
    subscriptionId,
    priority: ring.priority,
    isRequested: ring.isRequested,
    delayMs,
  });
}

function facts({ id, tenantId, isEmergency, retries, integrationId, integrationName }: DueDelivery) {
  const integration = integrationId && integrationName ? { id: integrationId, name: integrationName } : null;
  return { id, tenantId, isEmergency, retries, integration };
}
