/**
 * Compiled definitions, one set per tenant, kept until the tenant's definition version grows. The version is read
 * from the database together with each batch of events, so a change in any process holds from the next batch on;
 * nothing has to be told to invalidate.
 */
import { LRUCache } from "lru-cache";
import type { Client } from "#db/client";
import { loadTenantDefinitions, type TenantDefinitions } from "#db/definitions";
import type { EventPayload } from "#webhooks/event";
import { compileIntegrations, type FilterIndex } from "#webhooks/filter-index";

/** Where one event goes: through an integration, or directly (null). */
export type Destination = { integrationId: string | null; subscriptionId: string };
export type TenantMatcher = { version: number; match: (payload: EventPayload) => Destination[] };

const TENANTS_MAX = 5_000;
const matchers = new LRUCache<string, TenantMatcher>({ max: TENANTS_MAX });

/** The tenant's matcher at `version` or later. */
export async function findTenantMatcher(client: Client, tenantId: string, version: number): Promise<TenantMatcher> {
  const known = matchers.get(tenantId);
  if (known && known.version >= version) return known;
  const definitions = await loadTenantDefinitions(client, tenantId);
  if (!definitions) throw new Error(`Tenant ${tenantId} has events but does not exist.`);
  const matcher = buildTenantMatcher(definitions);
  matchers.set(tenantId, matcher);
  return matcher;
}

function buildTenantMatcher({ version, integrations, direct }: TenantDefinitions): TenantMatcher {
  const byTrigger = new Map<string, FilterIndex>();
  const triggers = new Set(integrations.map(({ trigger }) => trigger));
  for (const trigger of triggers) {
    byTrigger.set(trigger, compileIntegrations(integrations.filter((one) => one.trigger === trigger)));
  }
  const subscriptionsOf = new Map(integrations.map((one) => [one.id, one.subscriptionIds]));
  return {
    version,
    match: (payload) => [
      ...(byTrigger.get(payload.type)?.match(payload) ?? []).flatMap((integrationId) =>
        [...new Set(subscriptionsOf.get(integrationId))].map((subscriptionId) => ({ integrationId, subscriptionId })),
      ),
      ...direct
        .filter(({ eventTypes }) => eventTypes.includes(payload.type))
        .map(({ subscriptionId }) => ({ integrationId: null, subscriptionId })),
    ],
  };
}
