/** What an action with many deliveries needs to know of one. */
import { eventPriority } from "../../wording/event-title.ts";
import type { BulkDelivery } from "./bulk-rules.ts";
import type { ListedDelivery } from "./documents.ts";

type Told = Pick<ListedDelivery, "id" | "status"> & {
  subscription: { name: string };
  event: { payload: unknown } | null;
};

export function toBulkDelivery({ id, status, subscription, event }: Told): BulkDelivery {
  const isEmergency = event !== null && eventPriority(event.payload) === "Emergency";
  return { id, status, subscriptionName: subscription.name, isEmergency };
}
