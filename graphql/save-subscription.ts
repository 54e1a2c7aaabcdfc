/**
 * Making and changing subscriptions: what is checked against the rest of the tenant, what is written together, and
 * what the audit trail keeps. Reading the input is webhooks/subscription's; resolving its URIs jobs/resolve-endpoint's.
 */
import { insertAuditEntry } from "#db/audit";
import type { DefinitionChange } from "#db/definition-change";
import { listIntegrationsUsing } from "#db/integration-actions";
import { insertSigningKey } from "#db/signing-keys";
import {
  findSubscriptionByExternalId,
  findSubscriptions,
  insertSubscription,
  type Subscription,
  softDeleteSubscription,
  updateSubscription,
} from "#db/subscriptions";
import { cancelWaiting, resumeSubscription } from "#jobs/resume-subscription";
import { decodeId, encodeId } from "#webhooks/id";
import type { SubscriptionFields } from "#webhooks/subscription";
import type { Parsed, UserError } from "#webhooks/user-errors";
import { conflictOfVersion, notFound } from "./user-faults.ts";

/** Stores a subscription, whose faults are ruled out already, with its first signing key. */
export async function createSubscription(change: DefinitionChange, fields: SubscriptionFields): Promise<Subscription> {
  const { tx, tenantId } = change;
  const created = await insertSubscription(tx, tenantId, fields);
  await insertSigningKey(tx, tenantId, created.id);
  await audit(change, "created", null, created);
  return created;
}

/** CONFLICT when another subscription of the tenant has this externalId. */
export async function externalIdFaults(
  { tx, tenantId }: DefinitionChange,
  externalId: unknown,
  ownId: string | null,
  path: readonly string[],
): Promise<UserError[]> {
  if (typeof externalId !== "string") return [];
  const other = await findSubscriptionByExternalId(tenantId, externalId, tx);
  if (!other || other.id === ownId) return [];
  const message = `The externalId ${externalId} is taken by the subscription ${other.name}.`;
  return [{ code: "CONFLICT", message, path: [...path, "externalId"] }];
}

/** The subscription to change; NOT_FOUND, or CONFLICT when `version` is given and not the current one. */
export async function findForChange(
  { tx, tenantId }: DefinitionChange,
  publicId: string,
  version: number | null | undefined,
): Promise<Parsed<Subscription>> {
  const id = decodeId("sub", publicId);
  const [row] = id === null ? [] : await findSubscriptions(tenantId, [id], tx);
  if (!row || row.deletedAt) return { ok: false, errors: [notFound("subscription", publicId, ["id"])] };
  const conflict = conflictOfVersion(row.version, version);
  return conflict ? { ok: false, errors: [conflict] } : { ok: true, value: row };
}

/** Writes what changed and lets held deliveries go where the subscription becomes active. */
export async function changeSubscription(
  change: DefinitionChange,
  current: Subscription,
  fields: Partial<SubscriptionFields>,
): Promise<Subscription> {
  const updated = await updateSubscription(change.tx, current, fields);
  if (!current.isActive && updated.isActive) await resumeSubscription(change.run, change.tenantId, current.id);
  await audit(change, "updated", current, updated);
  return updated;
}

/** IN_USE while an integration uses it; else what waits for it is cancelled with it. */
export async function deleteSubscription(
  change: DefinitionChange,
  current: Subscription,
): Promise<Parsed<Subscription>> {
  const inUse = await inUseFault(change, current, ["id"], "be deleted");
  if (inUse) return { ok: false, errors: [inUse] };
  await cancelWaiting(change.run, change.tenantId, current.id, `The subscription was deleted by ${change.actor}.`);
  const deleted = await softDeleteSubscription(change.tx, current);
  await audit(change, "deleted", current, null);
  return { ok: true, value: deleted };
}

/** While integrations use a subscription it can neither be deleted nor become DIRECT. */
export async function inUseFault(
  { tx, tenantId }: DefinitionChange,
  { id, name }: Subscription,
  path: string[],
  what: string,
): Promise<UserError | null> {
  const using = await listIntegrationsUsing(tenantId, [id], tx);
  if (using.length === 0) return null;
  const names = using.slice(0, 3).map(({ integration }) => integration.name);
  const rest = using.length > names.length ? ` and ${using.length - names.length} more` : "";
  const message = `${name} cannot ${what} while integrations use it: ${names.join(", ")}${rest}.`;
  return { code: "IN_USE", message, path };
}

function audit(
  { tx, tenantId, actor }: DefinitionChange,
  verb: "created" | "updated" | "deleted",
  before: Subscription | null,
  after: Subscription | null,
): Promise<void> {
  const subject = after ?? before;
  if (!subject) throw new Error("An audit entry needs a subject.");
  return insertAuditEntry(tx, {
    tenantId,
    actor,
    action: `subscription.${verb}`,
    subjectId: encodeId("sub", subject.id),
    summary: `Subscription ${subject.name} was ${verb}.`,
    before: before && shown(before),
    after: after && shown(after),
  });
}

/** Without sealed secrets: what is masked stays masked, and a secret only is or is not there. */
function shown({ security: _, secret, securityShown, id, tenantId: __, ...plain }: Subscription) {
  return { ...plain, id: encodeId("sub", id), security: securityShown, hasSecret: secret !== null };
}
