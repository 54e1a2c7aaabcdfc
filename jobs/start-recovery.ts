/** Begins recoveries: counts what they will touch, and queues the first portion with the row that tells how far it came. */
import type { AuditWriter } from "#db/audit";
import { client, runnerOf } from "#db/client";
import { newId } from "#db/new-id";
import {
  countRecoverable,
  findNewestDelivery,
  insertRecovery,
  type NewRecovery,
  type RecoverScope,
  type Recovery,
  type ReplayScope,
} from "#db/recoveries";
import { addJobs, PRIORITY } from "./queue.ts";
import { findReplayedIntegration, readReplayPortion } from "./replay.ts";

/** Deliveries a second, where nothing is said (contract). */
export const RECOVERY_PER_SECOND_DEFAULT = 50;
/** Of so many events at once. */
const EVERYTHING = { limit: 200, deliveriesMax: Number.POSITIVE_INFINITY };

/** The end of a recovery that began where there was no delivery yet. */
const BEFORE_ALL = "00000000-0000-0000-0000-000000000000";

type Asked = { tenantId: string; requestedBy: string; perSecond: number };

/** How many deliveries of the filter can be recovered now. */
export function countRecovery(tenantId: string, scope: RecoverScope): Promise<number> {
  return countRecoverable(tenantId, scope);
}

export async function startRecovery(
  asked: Asked,
  scope: RecoverScope,
  audit: AuditWriter<Recovery>,
): Promise<Recovery> {
  const untilId = (await findNewestDelivery(asked.tenantId)) ?? BEFORE_ALL;
  const total = await countRecoverable(asked.tenantId, { ...scope, untilId });
  return start({ ...asked, id: newId(), kind: "RECOVER", scope: { ...scope, untilId }, total }, audit);
}

/** How many deliveries a replay would make; null: no such integration, or a disabled one. */
export async function countReplay(tenantId: string, scope: ReplayScope): Promise<number | null> {
  const integration = await findReplayedIntegration(tenantId, scope.integrationId);
  if (!integration) return null;
  let total = 0;
  let position: string | null = null;
  do {
    const portion = await readReplayPortion(tenantId, integration, scope, position, EVERYTHING);
    total += portion.deliveries.length;
    position = portion.position;
  } while (position !== null);
  return total;
}

/** `total` is what `countReplay` answered. */
export function startReplay(
  asked: Asked,
  scope: ReplayScope,
  total: number,
  audit: AuditWriter<Recovery>,
): Promise<Recovery> {
  return start({ ...asked, id: newId(), kind: "REPLAY", scope, total }, audit);
}

async function start(recovery: NewRecovery, audit: AuditWriter<Recovery>): Promise<Recovery> {
  return client().db.transaction(async (tx) => {
    const row = await insertRecovery(tx, recovery);
    await addJobs(runnerOf(tx), [
      {
        task: "recover",
        payload: { tenantId: row.tenantId, recoveryId: row.id },
        priority: PRIORITY.recovery,
      },
    ]);
    await audit(tx, row);
    return row;
  });
}
