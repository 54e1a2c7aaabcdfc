/**
 * Compiled definitions, one set per tenant, kept until the tenant's definition version grows. The version is read
 * from the database together with each batch of events, so a change in any process holds from the next batch on;
 * nothing has to be told to invalidate.
 */
import { LRUCache } from "lru-cache";
import type { Client } from "#db/client";
import { loadTenantDefinitions, type SubscriptionVersion, type TenantDefinitions } from "#db/definitions";
import { type EventPayload, isEmergency } from "#webhooks/event";
import { compileIntegrations, type FilterIndex } from "#webhooks/filter-index";
import { inTurns } from "./in-turns.ts";

/** Where one event goes: through an integration, or directly (null). */
export type Destination = { integration: { id: string; name: string } | null; subscription: SubscriptionVersion };
export type TenantMatcher = { version: number; match: (payload: EventPayload) => Promise<Destination[]> };

const TENANTS_MAX = 5_000;
const matchers = new LRUCache<string, TenantMatcher>({ max: TENANTS_MAX });
const loading = new Map<string, Promise<TenantMatcher>>();

/** The tenant's matcher at `version` or later; who asks while it is being made shares it. */
export async function findTenantMatcher(client: Client, tenantId: string, version: number): Promise<TenantMatcher> {
  const known = matchers.get(tenantId);
  if (known && known.version >= version) return known;
  const key = `${tenantId} ${version}`;
  const making = loading.get(key) ?? makeTenantMatcher(client, tenantId).finally(() => loading.delete(key));
  loading.set(key, making);
  return making;
}

async function makeTenantMatcher(client: Client, tenantId: string): Promise<TenantMatcher> {
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
  const destinationsOf = new Map(integrations.map((one) => [one.id, destinationsThrough(one)]));
  return {
    version,
    match: async (payload) => [
      ...(
        (await byTrigger.get(payload.type)?.match(payload, inTurns({ isUrgent: isEmergency(payload) }))) ?? []
      ).flatMap((id) => destinationsOf.get(id) ?? []),
      ...direct
        .filter(({ eventTypes }) => eventTypes.includes(payload.type))
        .map((subscription) => ({ integration: null, subscription })),
    ],
  };
}

/** An integration may name a subscription twice; it is one destination. */
function destinationsThrough({ id, name, subscriptions }: TenantDefinitions["integrations"][number]): Destination[] {
  const integration = { id, name };
  const byId = new Map(subscriptions.map((subscription) => [subscription.id, subscription]));
  return [...byId.values()].map((subscription) => ({ integration, subscription }));
}
