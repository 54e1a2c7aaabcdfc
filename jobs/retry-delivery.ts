/** One more attempt now, because a person asks for it: the same delivery, whatever its status. */
import type { AuditWriter } from "#db/audit";
import { client, runnerOf } from "#db/client";
import { type Delivery, lockDelivery, makeDueNow } from "#db/deliveries";
import { findSubscriptions } from "#db/subscriptions";
import { announceChanges } from "./announce-changes.ts";
import { addJobs, PRIORITY } from "./queue.ts";

/**
 * `in-flight`: an attempt is under way; `deleted`: its subscription is gone; nothing was changed. `not-found`: no such
 * delivery in this tenant. `audit` gets the delivery as it was before.
 */
export async function retryDelivery(
  tenantId: string,
  deliveryId: string,
  audit: AuditWriter<Delivery>,
): Promise<"queued" | "in-flight" | "deleted" | "not-found"> {
  const outcome = await client().db.transaction(async (tx) => {
    const before = await lockDelivery(tx, tenantId, deliveryId);
    if (!before) return "not-found";
    const [subscription] = await findSubscriptions(tenantId, [before.subscriptionId], tx);
    if (!subscription || subscription.deletedAt !== null) return "deleted";
    const run = runnerOf(tx);
    if (!(await makeDueNow(run, tenantId, deliveryId))) return "in-flight";
    await addJobs(run, [
      {
        task: "deliver",
        payload: { deliveryIds: [deliveryId], isRequested: true },
        priority: before.isEmergency ? PRIORITY.emergency : PRIORITY.operational,
      },
    ]);
    await audit(tx, before);
    return "queued";
  });
  if (outcome === "queued") announceChanges([{ tenantId, deliveryId }]);
  return outcome;
}
