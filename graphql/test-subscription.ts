/** Trying a subscription as it is asked for, whichever door that comes through. Sending is jobs/send-test's. */
import { NOT_ENABLED } from "#db/definition-change";
import { findTenant } from "#db/tenants";
import { sendTest } from "#jobs/send-test";
import { parseGivenEvent } from "#webhooks/given-event";
import { decodeId } from "#webhooks/id";
import type { Parsed } from "#webhooks/user-errors";
import { auditTest } from "./audit-trail.ts";
import type { Context } from "./context.ts";
import { notFound } from "./user-faults.ts";

/** Sends `event`, or "Ping!" without one; answers the finished delivery's UUID. `id`: the subscription's public id. */
export async function testSubscription(
  { viewer, loaders }: Context,
  input: { id: string; event?: unknown },
): Promise<Parsed<string>> {
  const tenant = await findTenant(viewer.tenantId);
  if (!tenant?.integrationsEnabled) return { ok: false, errors: [NOT_ENABLED] };
  const id = decodeId("sub", input.id);
  const subscription = id === null ? null : await loaders.subscriptions.load(id);
  const isFound = subscription !== null && subscription.deletedAt === null;
  const event = parseGivenEvent(input.event ?? null, subscription?.eventTypes[0] ?? null);
  const missing = notFound("subscription", input.id, ["id"]);
  const errors = [...(isFound ? [] : [missing]), ...(event.ok ? [] : event.errors)];
  if (!isFound || !event.ok || errors.length > 0) return { ok: false, errors };
  const audit = auditTest(viewer, subscription, event.value?.type ?? null);
  const deliveryId = await sendTest(viewer.tenantId, subscription.id, event.value, audit);
  return deliveryId === null ? { ok: false, errors: [missing] } : { ok: true, value: deliveryId };
}
