/** Which integrations use which subscriptions: the actions of current versions, seen from either side. */
import { and, asc, desc, eq, inArray, isNull } from "drizzle-orm";
import { client, type Queryable } from "./client.ts";
import type { Integration } from "./integrations.ts";
import { integrationActions, integrations } from "./schema.ts";

export type IntegrationAction = typeof integrationActions.$inferSelect;

/** The actions of integrations, in order. */
export async function listActions(
  tenantId: string,
  integrationIds: readonly string[],
  db: Queryable = client().db,
): Promise<IntegrationAction[]> {
  return db
    .select()
    .from(integrationActions)
    .where(
      and(eq(integrationActions.tenantId, tenantId), inArray(integrationActions.integrationId, [...integrationIds])),
    )
    .orderBy(asc(integrationActions.integrationId), asc(integrationActions.position));
}

/** The integrations that use subscriptions now, newest first, each once (index integration_actions_subscription). */
export async function listIntegrationsUsing(
  tenantId: string,
  subscriptionIds: readonly string[],
  db: Queryable = client().db,
): Promise<{ subscriptionId: string; integration: Integration }[]> {
  const rows = await db
    .select({ subscriptionId: integrationActions.subscriptionId, integration: integrations })
    .from(integrationActions)
    .innerJoin(integrations, eq(integrations.id, integrationActions.integrationId))
    .where(
      and(
        eq(integrationActions.tenantId, tenantId),
        inArray(integrationActions.subscriptionId, [...subscriptionIds]),
        isNull(integrations.deletedAt),
      ),
    )
    .orderBy(desc(integrations.id));
  return [...new Map(rows.map((row) => [`${row.subscriptionId} ${row.integration.id}`, row])).values()];
}
