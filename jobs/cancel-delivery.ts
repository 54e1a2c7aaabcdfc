/** A person gives a delivery up. What its job finds when it rings is no longer due. */
import { client } from "#db/client";
import { cancelDelivery as cancelRow } from "#db/deliveries";
import { announceChanges } from "./announce-changes.ts";

/** False: it did not wait (any more). `actor` is named where the delivery is shown. */
export async function cancelDelivery(tenantId: string, deliveryId: string, actor: string): Promise<boolean> {
  const isCancelled = await cancelRow(client().sql, tenantId, deliveryId, `${actor} gave it up.`);
  if (isCancelled) announceChanges([{ tenantId, deliveryId }]);
  return isCancelled;
}
