/**
 * Audit entries of what people do to deliveries and recoveries. What the queue starts commits with its jobs, in a
 * transaction of jobs/; the entry is written right after it, so that a crash in between can lose the entry and never
 * the work. Definitions and accounts write theirs in the transaction of their change.
 */
import { insertAuditEntry } from "#db/audit";
import { client, type Queryable } from "#db/client";
import type { Delivery } from "#db/deliveries";
import type { Recovery } from "#db/recoveries";
import { encodeId } from "#webhooks/id";
import type { Context } from "./context.ts";
import type { Viewer } from "./viewer.ts";

/** `after`: the delivery as it is now. */
export async function auditDelivery(
  { viewer, loaders }: Context,
  verb: "retried" | "cancelled",
  before: Delivery,
  after: Delivery,
): Promise<void> {
  const subscription = await loaders.subscriptions.load(after.subscriptionId);
  const summary = `A delivery to ${subscription?.name ?? "a subscription"} was ${verb}.`;
  const { tenantId, name: actor } = viewer;
  const subjectId = encodeId("dlv", after.id);
  await insertAuditEntry(client().db, {
    tenantId,
    actor,
    action: `delivery.${verb}`,
    subjectId,
    summary,
    before: deliveryShown(before),
    after: deliveryShown(after),
  });
}

/** `event`: the type of what was sent; null: a ping. */
export async function auditTest(
  { tenantId, name: actor }: Viewer,
  subscription: { id: string; name: string },
  { deliveryId, eventType }: { deliveryId: string; eventType: string | null },
): Promise<void> {
  await insertAuditEntry(client().db, {
    tenantId,
    actor,
    action: "subscription.tested",
    subjectId: encodeId("sub", subscription.id),
    summary: `Subscription ${subscription.name} was tested with ${eventType ?? "a ping"}.`,
    before: null,
    after: { deliveryId: encodeId("dlv", deliveryId), eventType },
  });
}

/** `scope`: what it was asked to take, with public ids, as it was asked. */
export async function auditRecovery(
  { tenantId, name: actor }: Viewer,
  verb: "started" | "cancelled",
  recovery: Recovery,
  { before = null, scope, db = client().db }: { before?: Recovery | null; scope?: unknown; db?: Queryable } = {},
): Promise<void> {
  const what = recovery.kind === "RECOVER" ? "A retry" : "A replay";
  const count = recovery.total.toLocaleString("en-US");
  await insertAuditEntry(db, {
    tenantId,
    actor,
    action: `recovery.${verb}`,
    subjectId: encodeId("rec", recovery.id),
    summary: `${what} of ${count} ${recovery.total === 1 ? "delivery" : "deliveries"} was ${verb}.`,
    before: before && recoveryShown(before),
    after: { ...recoveryShown(recovery), ...(scope === undefined ? {} : { scope }) },
  });
}

function deliveryShown({ id, status, attemptCount, nextAttemptAt, completedAt }: Delivery) {
  return { id: encodeId("dlv", id), status, attemptCount, nextAttemptAt, completedAt };
}

function recoveryShown({ id, kind, status, total, done, perSecond }: Recovery) {
  return { id: encodeId("rec", id), kind, status, total, done, perSecond };
}
