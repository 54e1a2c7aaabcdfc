/**
 * Making and changing integrations: how actions find or make their subscriptions, what is written together, and what
 * the audit trail keeps. Reading the input is webhooks/integration's; resolving URIs jobs/resolve-endpoint's.
 */
import { isDeepStrictEqual } from "node:util";
import { insertAuditEntry } from "#db/audit";
import type { DefinitionChange } from "#db/definition-change";
import { listActions } from "#db/integration-actions";
import {
  findIntegrationByExternalId,
  findIntegrations,
  type Integration,
  insertIntegration,
  type IntegrationFields as StoredFields,
  softDeleteIntegration,
  updateIntegration,
} from "#db/integrations";
import { findSubscriptions, type Subscription } from "#db/subscriptions";
import { decodeId, encodeId } from "#webhooks/id";
import { ACTIONS_MAX, type IntegrationFields, type ParsedAction } from "#webhooks/integration";
import { isStorableText } from "#webhooks/text";
import type { UserError } from "#webhooks/user-errors";
import { createSubscription, externalIdFaults as subscriptionExternalIdFaults } from "./save-subscription.ts";
import { type FoundForChange, notFound, versionFaults } from "./user-faults.ts";

/** An action as it stands in the input, before anybody knows whether it is a good one. */
export type GivenAction = {
  subscriptionId?: string | null | undefined;
  newSubscription?: { externalId?: string | null | undefined } | null | undefined;
};

/**
 * What is wrong with actions beside their form: ids that name nothing of the tenant, subscriptions that are DIRECT,
 * externalIds that are taken. No more are looked up than an integration may have.
 */
export async function actionFaults(change: DefinitionChange, given: readonly GivenAction[]): Promise<UserError[]> {
  const actions = given.slice(0, ACTIONS_MAX);
  const ids = actions.flatMap(({ subscriptionId }) => decodeId("sub", subscriptionId ?? "") ?? []);
  const found = new Map((await findSubscriptions(change.tenantId, ids, change.tx)).map((row) => [row.id, row]));
  const faults: UserError[] = [];
  for (const [index, { subscriptionId, newSubscription }] of actions.entries()) {
    const path = ["actions", String(index)];
    if (subscriptionId != null) {
      const subscription = found.get(decodeId("sub", subscriptionId) ?? "");
      faults.push(...usabilityFaults(subscription, subscriptionId, [...path, "subscriptionId"]));
    }
    if (newSubscription) {
      const at = [...path, "newSubscription"];
      faults.push(...(await subscriptionExternalIdFaults(change, newSubscription.externalId, null, at)));
      faults.push(...repeatedExternalIdFaults(actions, index, at));
    }
  }
  return faults;
}

function usabilityFaults(subscription: Subscription | undefined, publicId: string, path: string[]): UserError[] {
  if (!subscription) return [notFound("subscription", publicId, path)];
  if (subscription.deletedAt) {
    return [{ code: "NOT_FOUND", message: `The subscription ${subscription.name} was deleted.`, path }];
  }
  if (subscription.mode === "INTEGRATION") return [];
  const message = `${subscription.name} is DIRECT and takes every event of its types; an action needs a subscription of mode INTEGRATION.`;
  return [{ code: "INVALID", message, path }];
}

function repeatedExternalIdFaults(actions: readonly GivenAction[], index: number, path: string[]): UserError[] {
  const externalId = actions[index]?.newSubscription?.externalId;
  const isRepeated = actions.slice(0, index).some(({ newSubscription }) => newSubscription?.externalId === externalId);
  if (externalId == null || !isRepeated) return [];
  const message = `The externalId ${externalId} is given to two new subscriptions.`;
  return [{ code: "CONFLICT", message, path: [...path, "externalId"] }];
}

/** CONFLICT when another integration of the tenant has this externalId. */
export async function externalIdFaults(
  { tx, tenantId }: DefinitionChange,
  externalId: unknown,
  ownId: string | null,
): Promise<UserError[]> {
  // What cannot be stored is taken by nobody; that it cannot be stored is the parser's to say.
  if (typeof externalId !== "string" || !isStorableText(externalId)) return [];
  const other = await findIntegrationByExternalId(tenantId, externalId, tx);
  if (!other || other.id === ownId) return [];
  const message = `The externalId ${externalId} is taken by the integration ${other.name}.`;
  return [{ code: "CONFLICT", message, path: ["externalId"] }];
}

/** The integration to change; NOT_FOUND, or CONFLICT when `version` is given and not the current one. */
export async function findForChange(
  { tx, tenantId }: DefinitionChange,
  publicId: string,
  version: number | null | undefined,
): Promise<FoundForChange<Integration>> {
  const id = decodeId("int", publicId);
  const [row] = id === null ? [] : await findIntegrations(tenantId, [id], tx);
  if (!row || row.deletedAt) return { row: null, faults: [notFound("integration", publicId, ["id"])] };
  return { row, faults: versionFaults(row.version, version) };
}

/** Stores an integration, and with it the new subscriptions of its actions, whose faults are ruled out already. */
export async function createIntegration(
  change: DefinitionChange,
  { actions, ...fields }: IntegrationFields,
): Promise<Integration> {
  const subscriptionIds = await subscriptionsOf(change, actions);
  const created = await insertIntegration(change, { ...fields, subscriptionIds });
  await audit(change, "created", null, { ...created, subscriptionIds });
  return created;
}

/** Writes what changed, if anything did; absent fields stay. `restored`: the version whose definition the fields are. */
export async function changeIntegration(
  change: DefinitionChange,
  current: Integration,
  { actions, ...fields }: Partial<IntegrationFields>,
  restored: number | null = null,
): Promise<Integration> {
  const before = await subscriptionIdsOf(change, current);
  const subscriptionIds = actions ? await subscriptionsOf(change, actions) : before;
  const all = storedFields({ ...current, ...fields }, subscriptionIds);
  if (isDeepStrictEqual(all, storedFields(current, before))) return current;
  const updated = await updateIntegration(change, current, all);
  const [verb, what] =
    restored === null ? (["updated"] as const) : (["restored", `set back to version ${restored}`] as const);
  await audit(change, verb, { ...current, subscriptionIds: before }, { ...updated, subscriptionIds }, what);
  return updated;
}

function storedFields(
  { externalId, name, isEnabled, trigger, filters, quietAfterHours }: Omit<StoredFields, "subscriptionIds">,
  subscriptionIds: string[],
): StoredFields {
  return { externalId, name, isEnabled, trigger, filters, quietAfterHours, subscriptionIds };
}

/** Its history stays, and deliveries that wait go on. */
export async function deleteIntegration(change: DefinitionChange, current: Integration): Promise<Integration> {
  const subscriptionIds = await subscriptionIdsOf(change, current);
  const deleted = await softDeleteIntegration(change, current, subscriptionIds);
  await audit(change, "deleted", { ...current, subscriptionIds }, null);
  return deleted;
}

async function subscriptionsOf(change: DefinitionChange, actions: readonly ParsedAction[]): Promise<string[]> {
  const ids: string[] = [];
  for (const action of actions) {
    const id =
      "newSubscription" in action
        ? (await createSubscription(change, action.newSubscription)).id
        : decodeId("sub", action.subscriptionId);
    if (id === null) throw new Error("An action's subscription was not looked up.");
    ids.push(id);
  }
  return ids;
}

async function subscriptionIdsOf({ tx, tenantId }: DefinitionChange, { id }: Integration): Promise<string[]> {
  return (await listActions(tenantId, [id], tx)).map((action) => action.subscriptionId);
}

type Audited = Integration & { subscriptionIds: readonly string[] };

function audit(
  { tx, tenantId, actor }: DefinitionChange,
  verb: "created" | "updated" | "restored" | "deleted",
  before: Audited | null,
  after: Audited | null,
  what: string = verb,
): Promise<void> {
  const subject = after ?? before;
  if (!subject) throw new Error("An audit entry needs a subject.");
  return insertAuditEntry(tx, {
    tenantId,
    actor,
    action: `integration.${verb}`,
    subjectId: encodeId("int", subject.id),
    summary: `Integration ${subject.name} was ${what}.`,
    before: before && shown(before),
    after: after && shown(after),
  });
}

function shown({ id, tenantId: _, subscriptionIds, ...plain }: Audited) {
  return {
    ...plain,
    id: encodeId("int", id),
    subscriptionIds: subscriptionIds.map((subscriptionId) => encodeId("sub", subscriptionId)),
  };
}
