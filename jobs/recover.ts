/**
 * The recover task: one portion of a recovery, and the next one's job with it. A second's worth at a time, behind live
 * traffic. The position moves in the transaction that takes the deliveries, so a crash repeats nothing and skips nothing.
 */
import { client, runnerOf, type Transaction } from "#db/client";
import { insertDeliveries, makeRecoverableDue } from "#db/deliveries";
import {
  advanceRecovery,
  lockRecoverable,
  lockRunningRecovery,
  type Recovery,
  type ReplayScope,
  takeReplayTurn,
} from "#db/recoveries";
import { announceChanges } from "./announce-changes.ts";
import { parsePayload } from "./payloads.ts";
import { addJobs, type JobSpec, PRIORITY } from "./queue.ts";
import { findReplayedIntegration, readReplayPortion } from "./replay.ts";

const PORTION_EVERY_MS = 1_000;
/** When a replay looks again whether another one into the same integration lets it have its turn. */
const TURN_AGAIN_MS = 200;
/**
 * Events that match are few among many: more are looked at than are delivered in a second by default. No more, because
 * each may hold 256 KB, and all of a portion are in memory.
 */
const EVENTS_PER_PORTION = 200;

/** Does nothing when the recovery was cancelled or is complete. */
export async function recover(payload: unknown): Promise<void> {
  const { tenantId, recoveryId } = parsePayload("recover", payload);
  const taken = await client().db.transaction(async (tx) => {
    const recovery = await lockRunningRecovery(tx, tenantId, recoveryId);
    if (!recovery) return [];
    const portion = await (recovery.kind === "RECOVER" ? retryPortion(tx, recovery) : replayPortion(tx, recovery));
    if (portion === "later") {
      await addJobs(runnerOf(tx), [portionJob(tenantId, recoveryId, TURN_AGAIN_MS)]);
      return [];
    }
    await advanceRecovery(tx, recovery, { done: portion.deliveryIds.length, position: portion.position });
    const run = runnerOf(tx);
    await addJobs(
      run,
      portion.deliveryIds.map((id) => ({
        task: "deliver",
        payload: { deliveryIds: [id] },
        priority: PRIORITY.recovery,
      })),
    );
    if (portion.position !== null) {
      await addJobs(run, [portionJob(tenantId, recoveryId, PORTION_EVERY_MS)]);
    }
    return portion.deliveryIds;
  });
  announceChanges(taken.map((deliveryId) => ({ tenantId, deliveryId })));
}

function portionJob(tenantId: string, recoveryId: string, delayMs: number): JobSpec {
  return { task: "recover", payload: { tenantId, recoveryId }, priority: PRIORITY.recovery, delayMs };
}

/** `position` null: the recovery is complete. */
type Portion = { deliveryIds: string[]; position: string | null };

async function retryPortion(tx: Transaction, recovery: Recovery): Promise<Portion> {
  const rows = await lockRecoverable(tx, recovery, recovery.perSecond);
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) await makeRecoverableDue(runnerOf(tx), ids, recovery.id);
  return { deliveryIds: ids, position: rows.length < recovery.perSecond ? null : (ids.at(-1) ?? null) };
}

/** One replay into an integration at a time, so that none misses what another one is delivering. */
async function replayPortion(tx: Transaction, recovery: Recovery): Promise<Portion | "later"> {
  const scope = recovery.scope as ReplayScope;
  if (!(await takeReplayTurn(tx, scope.integrationId))) return "later";
  const integration = await findReplayedIntegration(recovery.tenantId, scope.integrationId, tx);
  if (!integration) return { deliveryIds: [], position: null };
  const bounds = { limit: EVENTS_PER_PORTION, deliveriesMax: recovery.perSecond };
  const portion = await readReplayPortion(recovery.tenantId, integration, scope, recovery.position, bounds, tx);
  const deliveries = portion.deliveries.map((delivery) => ({ ...delivery, recoveryId: recovery.id }));
  if (deliveries.length > 0) await insertDeliveries(runnerOf(tx), deliveries);
  return { deliveryIds: portion.deliveries.map(({ id }) => id), position: portion.position };
}
