/** A person gives a delivery up. What its job finds when it rings is no longer due. */
import { client } from "#db/client";
import { cancelDelivery as cancelRow } from "#db/deliveries";

/** False: it did not wait (any more). `actor` is named where the delivery is shown. */
export function cancelDelivery(tenantId: string, deliveryId: string, actor: string): Promise<boolean> {
  return cancelRow(client().sql, tenantId, deliveryId, `${actor} gave it up.`);
}
