/** A person gives a delivery up. What its job finds when it rings is no longer due. */
import type { AuditWriter } from "#db/audit";
import { client, runnerOf } from "#db/client";
import { cancelDelivery as cancelRow, type Delivery, lockDelivery } from "#db/deliveries";
import { announceChanges } from "./announce-changes.ts";

/**
 * The delivery as it was before, and whether it is cancelled now: only one that waited is. Null: there is no such
 * delivery in this tenant. `actor` is named where the delivery is shown.
 */
export async function cancelDelivery(
  tenantId: string,
  deliveryId: string,
  actor: string,
  audit: AuditWriter<Delivery>,
): Promise<{ before: Delivery; isCancelled: boolean } | null> {
  const result = await client().db.transaction(async (tx) => {
    const before = await lockDelivery(tx, tenantId, deliveryId);
    if (!before) return null;
    const isCancelled = await cancelRow(runnerOf(tx), tenantId, deliveryId, `${actor} gave it up.`);
    if (isCancelled) await audit(tx, before);
    return { before, isCancelled };
  });
  if (result?.isCancelled) announceChanges([{ tenantId, deliveryId }]);
  return result;
}
