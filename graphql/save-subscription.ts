/**
 * Making and changing subscriptions: what is checked against the rest of the tenant, what is written together, and
 * what the audit trail keeps. Reading the input is webhooks/subscription's; resolving its URIs jobs/resolve-endpoint's.
 */
import { isDeepStrictEqual } from "node:util";
import { insertAuditEntry } from "#db/audit";
import type { DefinitionChange } from "#db/definition-change";
import { forgetAskedTimes } from "#db/deliveries";
import { listIntegrationsUsing } from "#db/integration-actions";
import { expireSigningKeys, insertSigningKey, listSigningKeys } from "#db/signing-keys";
import {
  findSubscriptionByExternalId,
  findSubscriptions,
  insertSubscription,
  type Subscription,
  softDeleteSubscription,
  updateSubscription,
} from "#db/subscriptions";
import { holdPostponed } from "#jobs/hold-postponed";
import { cancelWaiting, resumeSubscription } from "#jobs/resume-subscription";
import { decodeId, encodeId } from "#webhooks/id";
import type { SubscriptionFields } from "#webhooks/subscription";
import { isStorableText } from "#webhooks/text";
import type { UserError } from "#webhooks/user-errors";
import { type FoundForChange, notFound, versionFaults } from "./user-faults.ts";

const HOUR_MS = 60 * 60 * 1000;

/** Stores a subscription, whose faults are ruled out already, with its first signing key. */
export async function createSubscription(change: DefinitionChange, fields: SubscriptionFields): Promise<Subscription> {
  const { tx, tenantId } = change;
  const created = await insertSubscription(tx, tenantId, fields);
  await insertSigningKey(tx, tenantId, created.id);
  await audit(change, "created", `Subscription ${created.name} was created.`, null, shown(created));
  return created;
}

/** CONFLICT when another subscription of the tenant has this externalId. */
export async function externalIdFaults(
  { tx, tenantId }: DefinitionChange,
  externalId: unknown,
  ownId: string | null,
  path: readonly string[],
): Promise<UserError[]> {
  // What cannot be stored is taken by nobody; that it cannot be stored is the parser's to say.
  if (typeof externalId !== "string" || !isStorableText(externalId)) return [];
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
): Promise<FoundForChange<Subscription>> {
  const id = decodeId("sub", publicId);
  const [row] = id === null ? [] : await findSubscriptions(tenantId, [id], tx);
  if (!row || row.deletedAt) return { row: null, faults: [notFound("subscription", publicId, ["id"])] };
  return { row, faults: versionFaults(row.version, version) };
}

/**
 * Writes what changed, if anything did, and lets held deliveries go where the subscription becomes active, goes to
 * another place or lets itself in by other means. Once it is inactive, what waited for a retry is held.
 */
export async function changeSubscription(
  change: DefinitionChange,
  current: Subscription,
  given: Partial<SubscriptionFields>,
): Promise<Subscription> {
  const fields = changedFields(current, given);
  if (Object.keys(fields).length === 0) return current;
  const updated = await updateSubscription(change.tx, current, fields);
  const isActivated = !current.isActive && updated.isActive;
  const isMended = fields.uri !== undefined || fields.security !== undefined;
  if (current.isActive && !updated.isActive) await holdPostponed(change.run, change.tenantId, current.id, false);
  if (fields.uri !== undefined) await forgetAskedTimes(change.run, change.tenantId, current.id);
  if (isActivated || isMended) await resumeSubscription(change.run, change.tenantId, current.id);
  const summary = `Subscription ${updated.name} was updated${newSecrets(fields)}.`;
  await audit(change, "updated", summary, shown(current), shown(updated));
  return updated;
}

/** Secrets that are given count as changed: they are sealed, and are not compared with what is there. */
function changedFields(current: Subscription, given: Partial<SubscriptionFields>): Partial<SubscriptionFields> {
  const { security, secret, ...plain } = given;
  const changed = Object.entries(plain).filter(([name, value]) => {
    return !isDeepStrictEqual(value, current[name as keyof typeof plain]);
  });
  const isOpenAsBefore = security?.type === "none" && current.securityShown.type === "none";
  return {
    ...Object.fromEntries(changed),
    ...(security === undefined || isOpenAsBefore ? {} : { security }),
    ...(secret === undefined || (secret === null && current.secret === null) ? {} : { secret }),
  };
}

/** What `before` and `after` cannot tell, because secrets are masked in both. */
function newSecrets({ secret, security }: Partial<SubscriptionFields>): string {
  const given = [
    ...(secret ? ["a new secret"] : []),
    ...(security && security.type !== "none" ? ["new credentials"] : []),
  ];
  return given.length === 0 ? "" : `, with ${given.join(" and ")}`;
}

/** A new key signs at once; the ones before it go on for `overlapHours`. */
export async function rotateSigningKey(
  change: DefinitionChange,
  current: Subscription,
  overlapHours: number,
): Promise<Subscription> {
  const { tx, tenantId } = change;
  const before = await keysShown(change, current);
  await expireSigningKeys(tx, tenantId, current.id, new Date(Date.now() + overlapHours * HOUR_MS));
  await insertSigningKey(tx, tenantId, current.id);
  const updated = await updateSubscription(tx, current, {});
  const hours = overlapHours === 1 ? "hour" : "hours";
  const summary = `Subscription ${updated.name} has a new signing key; the ones before it sign for ${overlapHours} more ${hours}.`;
  await audit(change, "signingKeyRotated", summary, before, await keysShown(change, updated));
  return updated;
}

/** What waits for it is cancelled with it. That no integration uses it is made sure of already. */
export async function deleteSubscription(change: DefinitionChange, current: Subscription): Promise<Subscription> {
  await cancelWaiting(change.run, change.tenantId, current.id, `The subscription was deleted by ${change.actor}.`);
  const deleted = await softDeleteSubscription(change.tx, current);
  await audit(change, "deleted", `Subscription ${current.name} was deleted.`, shown(current), null);
  return deleted;
}

/** While integrations use a subscription it can neither be deleted nor become DIRECT. */
export async function inUseFaults(
  { tx, tenantId }: DefinitionChange,
  { id, name }: Subscription,
  path: string[],
  what: string,
): Promise<UserError[]> {
  const using = await listIntegrationsUsing(tenantId, [id], tx);
  if (using.length === 0) return [];
  const names = using.slice(0, 3).map(({ integration }) => integration.name);
  const rest = using.length > names.length ? ` and ${using.length - names.length} more` : "";
  const message = `${name} cannot ${what} while integrations use it: ${names.join(", ")}${rest}.`;
  return [{ code: "IN_USE", message, path }];
}

/** Of `before` and `after` one at least is there; both have the subscription's public id. */
function audit(
  { tx, tenantId, actor }: DefinitionChange,
  verb: "created" | "updated" | "deleted" | "signingKeyRotated",
  summary: string,
  before: { id: string } | null,
  after: { id: string } | null,
): Promise<void> {
  const subjectId = (after ?? before)?.id;
  if (subjectId === undefined) throw new Error("An audit entry needs a subject.");
  return insertAuditEntry(tx, { tenantId, actor, action: `subscription.${verb}`, subjectId, summary, before, after });
}

/** Without sealed secrets: what is masked stays masked, and a secret only is or is not there. */
function shown({ security: _, secret, securityShown, id, tenantId: __, ...plain }: Subscription) {
  return { ...plain, id: encodeId("sub", id), security: securityShown, hasSecret: secret !== null };
}

/** When each key began and ends, newest first; never a key. */
async function keysShown({ tx, tenantId }: DefinitionChange, { id, name, version }: Subscription) {
  const keys = (await listSigningKeys(tenantId, [id], tx)).get(id) ?? [];
  const signingKeys = keys.map(({ createdAt, expiresAt }) => ({ createdAt, expiresAt }));
  return { id: encodeId("sub", id), name, version, signingKeys };
}
