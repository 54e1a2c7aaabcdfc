/**
 * The probe-subscription task: while a circuit breaker is open, lets one held delivery go after each pause. Its success
 * closes the breaker (jobs/switch-breakers); until then the task comes again after a longer pause. With nothing held,
 * the next delivery that comes is the probe.
 */
import {
  findProbe,
  isBeingTried,
  isUrgentHeld,
  lockOpenBreaker,
  planProbe,
  probeableInMs,
  releaseProbe,
  wakeBreakers,
} from "#db/circuit-breakers";
import { client, type Runner } from "#db/client";
import { probeLane, probePauseMs } from "#webhooks/circuit-breaker";
import { announceChanges } from "./announce-changes.ts";
import { holdPostponed } from "./hold-postponed.ts";
import { parsePayload, type TaskPayload } from "./payloads.ts";
import { addJobs, type JobSpec, PRIORITY } from "./queue.ts";
import { breakerPolicy } from "./switch-breakers.ts";

/** Does nothing when the breaker has closed, or closed and opened again, or the probe was planned anew since. */
export async function probeSubscription(payload: unknown): Promise<void> {
  const job = parsePayload("probe-subscription", payload);
  const { tenantId, subscriptionId } = job;
  const probeId = await client().sql.begin(async (tx) => {
    const breaker = await lockOpenBreaker(tx, tenantId, subscriptionId, new Date(job.openedAt));
    if (!breaker || (job.plan !== undefined && job.plan !== breaker.plan)) return null;
    const { probes, probeDeliveryId } = breaker;
    if (probeDeliveryId !== null && (await isBeingTried(tx, probeDeliveryId))) {
      await probeAgain(tx, job, { inMs: probePauseMs(0, breakerPolicy()), probed: null });
      return null;
    }
    // What the last probe failed with is held again: its own pause is no longer than the next one's.
    await holdPostponed(tx, tenantId, subscriptionId, true);
    const isUrgent = await isUrgentHeld(tx, job);
    const lane = probeLane(probes, isUrgent);
    const probe = await findProbe(tx, job, { lane, turn: probes, last: probeDeliveryId });
    if (!probe) {
      await probeOnceThereIs(tx, job);
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
    // While an Emergency waits untried, the pauses do not grow: its turn comes soon.
    const inMs = probePauseMs(isUrgent ? 0 : probes + 1, breakerPolicy());
    await probeAgain(tx, job, { inMs, probed: probe.id });
    return probe.id;
  });
  if (probeId !== null) announceChanges([{ tenantId, deliveryId: probeId }]);
}

type Held = { subscriptionId: string; isEmergency: boolean; retries: { attemptCount: number } };

/**
 * Call with what was held because its subscription is paused: where a delivery to probe with was waited for, it goes at
 * once; and with an Emergency that was never attempted the receiver is asked soon, however long the pauses have grown.
 */
export async function probeWithHeld(run: Runner, held: readonly Held[]): Promise<void> {
  const urgent = held.filter(({ isEmergency, retries }) => isEmergency && retries.attemptCount === 0);
  const planned = await wakeBreakers(run, {
    subscriptionIds: idsOf(held),
    urgentIds: idsOf(urgent),
    urgentMs: probePauseMs(0, breakerPolicy()),
  });
  await addJobs(
    run,
    planned.map(({ openedAt, inMs, ...ids }) => probeJob({ ...ids, openedAt: openedAt.toISOString() }, inMs)),
  );
}

function idsOf(held: readonly Held[]): string[] {
  return [...new Set(held.map(({ subscriptionId }) => subscriptionId))];
}

async function probeAgain(
  tx: Runner,
  job: TaskPayload<"probe-subscription">,
  planned: { inMs: number; probed: string | null },
): Promise<void> {
  const plan = await planProbe(tx, job.subscriptionId, planned);
  await addJobs(tx, [probeJob({ ...job, plan }, planned.inMs)]);
}

/** With the next delivery that is held, or once the receiver's own Retry-After has passed for one that is. */
async function probeOnceThereIs(tx: Runner, job: TaskPayload<"probe-subscription">): Promise<void> {
  const plan = await planProbe(tx, job.subscriptionId, { inMs: null, probed: null });
  const inMs = await probeableInMs(tx, job.tenantId, job.subscriptionId);
  if (inMs !== null) await addJobs(tx, [probeJob({ ...job, plan }, inMs)]);
}

function probeJob(payload: TaskPayload<"probe-subscription">, delayMs: number): JobSpec {
  return { task: "probe-subscription", payload, priority: PRIORITY.emergency, delayMs };
}
