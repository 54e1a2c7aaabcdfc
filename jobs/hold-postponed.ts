/** Holds what waits for a later retry where no retry will be made then, or all may go earlier. */
import type { Runner } from "#db/client";
import { holdPostponedRetries } from "#db/deliveries";
import { notifyDeliveryChanges } from "#db/delivery-changes";

/**
 * In the caller's transaction, after its change: the subscription is switched off (`isActive` false), is paused, or takes
 * deliveries again.
 */
export async function holdPostponed(
  tx: Runner,
  tenantId: string,
  subscriptionId: string,
  isActive: boolean,
): Promise<void> {
  const held = await holdPostponedRetries(tx, tenantId, subscriptionId, isActive);
  await notifyDeliveryChanges(
    tx,
    held.map((deliveryId) => ({ tenantId, deliveryId })),
  );
}
