/**
 * Audit entries of what people do to deliveries and recoveries, and of tests: what is handed to jobs/, which writes it in
 * the transaction of what it tells of. Definitions and accounts write theirs in save-….
 */
import { type AuditWriter, insertAuditEntry } from "#db/audit";
import type { Delivery } from "#db/deliveries";
import { findDeliveries } from "#db/delivery-history";
import type { Recovery } from "#db/recoveries";
import { findSubscriptions } from "#db/subscriptions";
import { encodeId } from "#webhooks/id";
import type { Viewer } from "./viewer.ts";

/** Gets the delivery as it was before; how it is now, the transaction knows. */
export function auditDelivery({ tenantId, name: actor }: Viewer, verb: "retried" | "cancelled"): AuditWriter<Delivery> {
  return async (tx, before) => {
    const [after] = await findDeliveries(tenantId, [before.id], tx);
    const [subscription] = await findSubscriptions(tenantId, [before.subscriptionId], tx);
    await insertAuditEntry(tx, {
      tenantId,
      actor,
      action: `delivery.${verb}`,
      subjectId: encodeId("dlv", before.id),
      summary: `A delivery to ${subscription?.name ?? "a subscription"} was ${verb}.`,
      before: deliveryShown(before),
      after: after ? deliveryShown(after) : null,
    });
  };
}

/** Gets the id of the test's delivery. `eventType`: of what is sent; null: a ping. */
export function auditTest(
  { tenantId, name: actor }: Viewer,
  subscription: { id: string; name: string },
  eventType: string | null,
): AuditWriter<string> {
  return (tx, deliveryId) =>
    insertAuditEntry(tx, {
      tenantId,
      actor,
      action: "subscription.tested",
      subjectId: encodeId("sub", subscription.id),
      summary: `Subscription ${subscription.name} was tested with ${eventType ?? "a ping"}.`,
      before: null,
      after: { deliveryId: encodeId("dlv", deliveryId), eventType },
    });
}

/** `scope`: what it was asked to take, with public ids, as it was asked; `before`: of one that is cancelled. */
export function auditRecovery(
  { tenantId, name: actor }: Viewer,
  verb: "started" | "cancelled",
  { before = null, scope }: { before?: Recovery | null; scope?: unknown },
): AuditWriter<Recovery> {
  return (tx, recovery) => {
    const what = recovery.kind === "RECOVER" ? "A retry" : "A replay";
    const count = recovery.total.toLocaleString("en-US");
    return insertAuditEntry(tx, {
      tenantId,
      actor,
      action: `recovery.${verb}`,
      subjectId: encodeId("rec", recovery.id),
      summary: `${what} of ${count} ${recovery.total === 1 ? "delivery" : "deliveries"} was ${verb}.`,
      before: before && recoveryShown(before),
      after: { ...recoveryShown(recovery), ...(scope === undefined ? {} : { scope }) },
    });
  };
}

function deliveryShown({ id, status, attemptCount, nextAttemptAt, completedAt }: Delivery) {
  return { id: encodeId("dlv", id), status, attemptCount, nextAttemptAt, completedAt };
}

function recoveryShown({ id, kind, status, total, done, perSecond }: Recovery) {
  return { id: encodeId("rec", id), kind, status, total, done, perSecond };
}
