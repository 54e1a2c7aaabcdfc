/**
 * The probe-subscription task: while a circuit breaker is open, lets one held delivery go after each pause. Its success
 * closes the breaker (jobs/switch-breakers); until then the task comes again after a longer pause. With nothing held,
 * the next delivery that comes is the probe.
 */
import { findProbe, isBeingTried, lockOpenBreaker, planProbe, releaseProbe, wakeBreakers } from "#db/circuit-breakers";
import { client, type Runner } from "#db/client";
import { probePauseMs } from "#webhooks/circuit-breaker";
import { announceChanges } from "./announce-changes.ts";
import { parsePayload, type TaskPayload } from "./payloads.ts";
import { addJobs, PRIORITY } from "./queue.ts";
import { breakerPolicy } from "./switch-breakers.ts";

/** Does nothing when the breaker has closed, or closed and opened again, since the job was added. */
export async function probeSubscription(payload: unknown): Promise<void> {
  const job = parsePayload("probe-subscription", payload);
  const { tenantId, subscriptionId } = job;
  const probeId = await client().sql.begin(async (tx) => {
    const breaker = await lockOpenBreaker(tx, tenantId, subscriptionId, new Date(job.openedAt));
    if (!breaker) return null;
    const { probes, probeDeliveryId } = breaker;
    if (probeDeliveryId !== null && (await isBeingTried(tx, probeDeliveryId))) {
      await probeAgain(tx, job, probePauseMs(0, breakerPolicy()), { probes, probeDeliveryId });
      return null;
    }
    const probe = await findProbe(tx, tenantId, subscriptionId);
    if (!probe) {
      await planProbe(tx, subscriptionId, { probeAt: null, probes, probeDeliveryId });
      return null;
    }
    await releaseProbe(tx, probe.id);
    await addJobs(tx, [
      {
        task: "deliver",
        payload: { deliveryIds: [probe.id], isRequested: true, resumedAt: new Date().toISOString() },
        priority: probe.isEmergency ? PRIORITY.emergency : PRIORITY.operational,
      },
    ]);
    const pauseMs = probePauseMs(probes + 1, breakerPolicy());
    await probeAgain(tx, job, pauseMs, { probes: probes + 1, probeDeliveryId: probe.id });
    return probe.id;
  });
  if (probeId !== null) announceChanges([{ tenantId, deliveryId: probeId }]);
}

/** Call with subscriptions whose deliveries were held: those that waited for one are probed at once. */
export async function probeWithHeld(run: Runner, subscriptionIds: readonly string[]): Promise<void> {
  const woken = await wakeBreakers(run, subscriptionIds);
  await addJobs(
    run,
    woken.map(({ openedAt, ...ids }) => ({
      task: "probe-subscription" as const,
      payload: { ...ids, openedAt: openedAt.toISOString() },
      priority: PRIORITY.emergency,
    })),
  );
}

async function probeAgain(
  tx: Runner,
  payload: TaskPayload<"probe-subscription">,
  pauseMs: number,
  plan: { probes: number; probeDeliveryId: string | null },
): Promise<void> {
  await planProbe(tx, payload.subscriptionId, { ...plan, probeAt: new Date(Date.now() + pauseMs) });
  await addJobs(tx, [{ task: "probe-subscription", payload, priority: PRIORITY.emergency, delayMs: pauseMs }]);
}
