/** One more attempt now, because a person asks for it: the same delivery, whatever its status. */
import { client } from "#db/client";
import { makeDueNow } from "#db/deliveries";
import { announceChanges } from "./announce-changes.ts";
import { addJobs, PRIORITY } from "./queue.ts";

/** `in-flight`: an attempt is under way, nothing was changed. `not-found`: no such delivery in this tenant. */
export async function retryDelivery(
  tenantId: string,
  deliveryId: string,
): Promise<"queued" | "in-flight" | "not-found"> {
  const outcome = await client().sql.begin(async (tx) => {
    const made = await makeDueNow(tx, tenantId, deliveryId);
    if (made.outcome !== "due") return made.outcome;
    await addJobs(tx, [
      {
        task: "deliver",
        payload: { deliveryIds: [deliveryId], isRequested: true },
        priority: made.isEmergency ? PRIORITY.emergency : PRIORITY.operational,
      },
    ]);
    return "queued" as const;
  });
  if (outcome === "queued") announceChanges([{ tenantId, deliveryId }]);
  return outcome;
}
