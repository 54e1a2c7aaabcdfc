/**
 * Trying a subscription before it is saved: everything is checked as at saving, and one request is sent. Sending is
 * jobs/try-subscription's.
 */

import { insertAuditEntry } from "#db/audit";
import { client } from "#db/client";
import { NOT_ENABLED } from "#db/definition-change";
import { findTenant } from "#db/tenants";
import { type DeliverySubscription, findDeliverySubscription } from "#jobs/delivery-subscriptions";
import { networkPolicy } from "#jobs/network-policy";
import type { FinishedAttempt } from "#jobs/record-attempts";
import { type TriedSubscription, trySubscription } from "#jobs/try-subscription";
import { parseGivenEvent } from "#webhooks/given-event";
import { decodeId, encodeId } from "#webhooks/id";
import { parseSubscription } from "#webhooks/subscription";
import type { Parsed, UserError } from "#webhooks/user-errors";
import { endpointFaults } from "./endpoint-faults.ts";
import type { SubscriptionInput } from "./subscription-changes.ts";
import { notFound } from "./user-faults.ts";
import type { Viewer } from "./viewer.ts";

/** Exactly one of `newSubscription` and `changedSubscription`; of the latter, absent fields are as they are stored. */
export type Trial = {
  newSubscription?: SubscriptionInput | null | undefined;
  changedSubscription?: (SubscriptionInput & { id: string }) | null | undefined;
  event?: unknown;
};

/** The attempt that was made; nothing but the audit entry is kept of it. */
export async function tryOut(
  viewer: Viewer,
  { newSubscription, changedSubscription, event }: Trial,
): Promise<Parsed<FinishedAttempt>> {
  const tenant = await findTenant(viewer.tenantId);
  if (!tenant?.integrationsEnabled) return { ok: false, errors: [NOT_ENABLED] };
  const isNew = newSubscription != null;
  if (isNew === (changedSubscription != null)) return { ok: false, errors: [EXACTLY_ONE] };
  const input = newSubscription ?? changedSubscription ?? {};
  const path = [isNew ? "newSubscription" : "changedSubscription"];
  const existing = changedSubscription ? await findExisting(viewer, changedSubscription.id) : null;
  const parsed = parseSubscription(input, {
    partial: !isNew,
    path,
    policy: networkPolicy(),
    ...(existing && { retryPolicy: existing.retryPolicy }),
  });
  const given = parseGivenEvent(event ?? null, firstEventType(parsed));
  const errors = [
    ...(changedSubscription && !existing ? [notFound("subscription", changedSubscription.id, [...path, "id"])] : []),
    ...(parsed.ok ? [] : parsed.errors),
    ...(await endpointFaults(input, path)),
    ...(given.ok ? [] : given.errors),
  ];
  if (!parsed.ok || !given.ok || errors.length > 0) return { ok: false, errors };
  const tried = { ...existing, ...parsed.value } as TriedSubscription;
  await audit(viewer, tried, existing, given.value?.type ?? null);
  return { ok: true, value: await trySubscription(viewer.tenantId, tried, existing, given.value) };
}

const EXACTLY_ONE: UserError = {
  code: "INVALID",
  message: "Give either newSubscription or changedSubscription.",
  path: [],
};

async function findExisting({ tenantId }: Viewer, publicId: string): Promise<DeliverySubscription | null> {
  const id = decodeId("sub", publicId);
  const found = id === null ? null : await findDeliverySubscription(tenantId, id, Number.MAX_SAFE_INTEGER);
  return found?.isDeleted ? null : found;
}

/** Stands where a given event names no type. */
function firstEventType(parsed: Parsed<{ eventTypes?: string[] }>): string | null {
  return parsed.ok ? (parsed.value.eventTypes?.[0] ?? null) : null;
}

function audit(
  { tenantId, name: actor }: Viewer,
  { name, uri }: TriedSubscription,
  existing: DeliverySubscription | null,
  eventType: string | null,
): Promise<void> {
  return insertAuditEntry(client().db, {
    tenantId,
    actor,
    action: "subscription.tried",
    subjectId: existing ? encodeId("sub", existing.id) : null,
    summary: `Subscription ${name} was tried with ${eventType ?? "a ping"} before it was saved.`,
    before: null,
    after: { uri, eventType },
  });
}
