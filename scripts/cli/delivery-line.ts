/** A delivery's change as one line for a person. */
import colors from "picocolors";
import type { DeliveryStatus } from "#webhooks/delivery";
import type { ChangedDelivery } from "./delivery-documents.ts";

const COLOR: Record<DeliveryStatus, (text: string) => string> = {
  PENDING: colors.dim,
  RETRYING: colors.yellow,
  HELD: colors.magenta,
  SUCCEEDED: colors.green,
  FAILED: colors.red,
  CANCELLED: colors.dim,
};

/** `19:05:01  SUCCEEDED  alert.sent  Fire alerts → 911 CAD  Arrived at the first attempt. dlv_…`, in local time. */
export function formatDelivery({ id, status, event, integration, subscription, summary }: ChangedDelivery): string {
  const time = new Date().toTimeString().slice(0, 8);
  const type = event?.type.name ?? "ping";
  const way = integration ? `${integration.name} → ${subscription.name}` : `→ ${subscription.name}`;
  return [
    time,
    COLOR[status](status.padEnd(9)),
    type,
    colors.bold(oneLine(way)),
    oneLine(summary),
    colors.dim(id),
  ].join("  ");
}

/** Names are people's own; they are not to move the cursor or break the line. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ");
}
