/**
 * Integrations: lists, look-ups and changes. Every change leaves a revision that says from which definition version of
 * the tenant it holds; deletion is soft and ends the last one. Leaves rules about what may change to the callers.
 */
import { and, count, eq, ilike, inArray, isNull, not, or, type SQL, sql } from "drizzle-orm";
import type { EventFilter } from "#webhooks/filter";
import type { HealthState } from "#webhooks/subscription-health";
import { client, type Queryable } from "./client.ts";
import { cutPage, keyset, type Page, type Slice } from "./cursor.ts";
import type { DefinitionChange } from "./definition-change.ts";
import { sendsToState } from "./health-states.ts";
import { containing, containsText } from "./name-search.ts";
import { newId } from "./new-id.ts";
import { IS_QUIET } from "./quiet-watches.ts";
import { integrationActions, integrationRevisions, integrations, subscriptions } from "./schema.ts";

export type Integration = typeof integrations.$inferSelect;

/** Everything of an integration that a caller decides. `subscriptionIds`: its actions, in order. */
export type IntegrationFields = {
  externalId: string | null;
  name: string;
  isEnabled: boolean;
  trigger: string;
  filters: EventFilter[];
  quietAfterHours: number | null;
  subscriptionIds: string[];
};

export type IntegrationListFilter = {
  /** Part of the name, or a whole externalId; letter case does not count. */
  search?: string | null | undefined;
  trigger?: string | null | undefined;
  isEnabled?: boolean | null | undefined;
  /** Part of the name, of a subscription's name or URI, or of a condition's value. */
  mentions?: string | null | undefined;
  /** Enabled ones that send to a subscription in one of these states. */
  healthStates?: readonly HealthState[] | null | undefined;
  /** Silent for longer than their `quietAfterHours`, or not. */
  isQuiet?: boolean | null | undefined;
};

/** Newest first (index integrations_tenant). */
export async function listIntegrations(
  tenantId: string,
  filter: IntegrationListFilter,
  page: Page,
): Promise<Slice<Integration>> {
  const { where, orderBy, limit } = keyset(integrations.id, page);
  const rows = await client()
    .db.select()
    .from(integrations)
    .where(and(...conditions(tenantId, filter), ...where))
    .orderBy(orderBy)
    .limit(limit);
  return cutPage(rows, page);
}

export async function countIntegrations(tenantId: string, filter: IntegrationListFilter): Promise<number> {
  const [row] = await client()
    .db.select({ count: count() })
    .from(integrations)
    .where(and(...conditions(tenantId, filter)));
  return row?.count ?? 0;
}

function conditions(tenantId: string, filter: IntegrationListFilter) {
  const { search, trigger, isEnabled, mentions: text, healthStates, isQuiet } = filter;
  return [
    eq(integrations.tenantId, tenantId),
    isNull(integrations.deletedAt),
    search?.trim() ? containsText(search, [integrations.name], integrations.externalId) : undefined,
    trigger == null ? undefined : eq(integrations.trigger, trigger),
    isEnabled == null ? undefined : eq(integrations.isEnabled, isEnabled),
    text?.trim() ? mentions(text) : undefined,
    healthStates == null ? undefined : sendsToState(healthStates),
    isQuiet == null ? undefined : isQuiet ? IS_QUIET : not(IS_QUIET),
  ];
}

function mentions(text: string): SQL | undefined {
  const pattern = containing(text);
  return or(
    ilike(integrations.name, pattern),
    sql`exists (select from ${integrationActions} join ${subscriptions} on ${subscriptions.id} = ${integrationActions.subscriptionId}
      where ${integrationActions.tenantId} = ${integrations.tenantId} and ${integrationActions.integrationId} = ${integrations.id}
        and (${ilike(subscriptions.name, pattern)} or ${ilike(subscriptions.uri, pattern)}))`,
    sql`exists (select from jsonb_path_query(${integrations.filters}, '$[*].conditions[*].values[*]') as value
      where value #>> '{}' ilike ${pattern})`,
  );
}

/** By id, deleted ones too: history names them. Unknown and foreign ids are left out. */
export async function findIntegrations(
  tenantId: string,
  ids: readonly string[],
  db: Queryable = client().db,
): Promise<Integration[]> {
  return db
    .select()
    .from(integrations)
    .where(and(eq(integrations.tenantId, tenantId), inArray(integrations.id, [...ids])));
}

/** Null: none, or deleted (index integrations_external_id). */
export async function findIntegrationByExternalId(
  tenantId: string,
  externalId: string,
  db: Queryable = client().db,
): Promise<Integration | null> {
  const [row] = await db
    .select()
    .from(integrations)
    .where(
      and(eq(integrations.tenantId, tenantId), eq(integrations.externalId, externalId), isNull(integrations.deletedAt)),
    );
  return row ?? null;
}

/** Part of a change of definitions: version 1, with its first revision. */
export async function insertIntegration(change: DefinitionChange, fields: IntegrationFields): Promise<Integration> {
  const { subscriptionIds, ...columns } = fields;
  const [row] = await change.tx
    .insert(integrations)
    .values({ id: newId(), tenantId: change.tenantId, ...columns })
    .returning();
  if (!row) throw new Error("The integration was not stored.");
  await writeActions(change, row, subscriptionIds);
  await insertRevision(change, row, subscriptionIds, false);
  return row;
}

/** Part of a change of definitions: the whole definition anew, the version one more, with its revision. */
export async function updateIntegration(
  change: DefinitionChange,
  current: Integration,
  fields: IntegrationFields,
): Promise<Integration> {
  const { subscriptionIds, ...columns } = fields;
  const row = await writeIntegration(change, current, columns);
  await writeActions(change, row, subscriptionIds);
  await insertRevision(change, row, subscriptionIds, false);
  return row;
}

/** Part of a change of definitions. The row and its actions stay, for history; nothing matches it any more. */
export async function softDeleteIntegration(
  change: DefinitionChange,
  current: Integration,
  subscriptionIds: readonly string[],
): Promise<Integration> {
  const row = await writeIntegration(change, current, { deletedAt: sql`now()` });
  await insertRevision(change, row, subscriptionIds, true);
  return row;
}

async function writeIntegration(
  { tx, tenantId }: DefinitionChange,
  current: Integration,
  columns: Partial<Omit<IntegrationFields, "subscriptionIds">> & { deletedAt?: ReturnType<typeof sql> },
): Promise<Integration> {
  const [row] = await tx
    .update(integrations)
    .set({ ...columns, version: current.version + 1, updatedAt: sql`now()` })
    .where(and(eq(integrations.tenantId, tenantId), eq(integrations.id, current.id)))
    .returning();
  if (!row) throw new Error("The integration to change does not exist.");
  return row;
}

async function writeActions(
  { tx, tenantId }: DefinitionChange,
  { id }: Integration,
  subscriptionIds: readonly string[],
): Promise<void> {
  await tx
    .delete(integrationActions)
    .where(and(eq(integrationActions.tenantId, tenantId), eq(integrationActions.integrationId, id)));
  const rows = subscriptionIds.map((subscriptionId, position) => ({
    integrationId: id,
    position,
    tenantId,
    type: "WEBHOOK" as const,
    subscriptionId,
  }));
  if (rows.length > 0) await tx.insert(integrationActions).values(rows);
}

async function insertRevision(
  { tx, tenantId, actor, definitionVersion }: DefinitionChange,
  integration: Integration,
  subscriptionIds: readonly string[],
  isDeleted: boolean,
): Promise<void> {
  await tx.insert(integrationRevisions).values({
    integrationId: integration.id,
    version: integration.version,
    tenantId,
    definitionVersion,
    name: integration.name,
    isEnabled: integration.isEnabled,
    isDeleted,
    trigger: integration.trigger,
    filters: integration.filters,
    quietAfterHours: integration.quietAfterHours,
    subscriptionIds: [...subscriptionIds],
    changedBy: actor,
    changedAt: integration.updatedAt,
  });
}
