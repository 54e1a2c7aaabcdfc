/** What matching and delivering need of a tenant's definitions: enabled integrations, subscriptions, their secrets. */
import type { EventFilter } from "#webhooks/filter";
import type { RetryPolicy } from "#webhooks/retry-policy";
import type { SecurityModel } from "#webhooks/security-model";
import type { SigningKey, SubscriptionMode, SubscriptionTarget } from "#webhooks/subscription";
import type { Client } from "./client.ts";
import { openSecret } from "./sealed-secret.ts";

/** Everything that matching needs of one tenant, read in one snapshot. */
export type TenantDefinitions = {
  version: number;
  integrations: {
    id: string;
    name: string;
    trigger: string;
    filters: EventFilter[];
    /** The subscriptions of its actions that exist and list the trigger. */
    subscriptions: SubscriptionVersion[];
  }[];
  direct: (SubscriptionVersion & { eventTypes: string[] })[];
};

/** `isPaused`: its circuit breaker is open. */
export type SubscriptionVersion = { id: string; version: number; isPaused: boolean };

/** Flat lists, each found by an index whatever the planner knows of the tables; put together here. */
const LOAD_DEFINITIONS = `
select t.definition_version as version,
  (select coalesce(json_agg(json_build_object('id', i.id, 'name', i.name, 'trigger', i.trigger, 'filters', i.filters)
                            order by i.id), '[]')
     from integrations i where i.tenant_id = t.id and i.is_enabled and i.deleted_at is null)::text as integrations,
  (select coalesce(json_agg(json_build_object('integrationId', a.integration_id, 'subscriptionId', a.subscription_id)
                            order by a.integration_id, a.position), '[]')
     from integration_actions a
    where a.integration_id = any(array(select i.id from integrations i
                                        where i.tenant_id = t.id and i.is_enabled and i.deleted_at is null))
  )::text as actions,
  (select coalesce(json_agg(json_build_object('id', s.id, 'version', s.version, 'mode', s.mode,
                            'eventTypes', s.event_types, 'isPaused', b.subscription_id is not null) order by s.id), '[]')
     from subscriptions s left join circuit_breakers b on b.subscription_id = s.id where s.tenant_id = t.id and s.deleted_at is null)::text as subscriptions
  from tenants t where t.id = $1`;

/** One statement, one snapshot: the version belongs to exactly these definitions. Null: no such tenant. */
export async function loadTenantDefinitions({ sql }: Client, tenantId: string): Promise<TenantDefinitions | null> {
  const [row] = await sql.unsafe<{ version: number; integrations: string; actions: string; subscriptions: string }[]>(
    LOAD_DEFINITIONS,
    [tenantId],
    { prepare: true },
  );
  if (!row) return null;
  const integrations = JSON.parse(row.integrations) as Omit<
    TenantDefinitions["integrations"][number],
    "subscriptions"
  >[];
  const actions = JSON.parse(row.actions) as { integrationId: string; subscriptionId: string }[];
  const subscriptions = JSON.parse(row.subscriptions) as ListedSubscription[];
  const byId = new Map(subscriptions.map((one) => [one.id, one]));
  const subscriptionsOf = new Map<string, string[]>();
  for (const { integrationId, subscriptionId } of actions) {
    const ids = subscriptionsOf.get(integrationId);
    if (ids) ids.push(subscriptionId);
    else subscriptionsOf.set(integrationId, [subscriptionId]);
  }
  return {
    version: row.version,
    integrations: integrations.map((integration) => ({
      ...integration,
      subscriptions: (subscriptionsOf.get(integration.id) ?? []).flatMap((id) => {
        const one = byId.get(id);
        const isListening = one?.mode === "INTEGRATION" && one.eventTypes.includes(integration.trigger);
        return isListening ? [{ id: one.id, version: one.version, isPaused: one.isPaused }] : [];
      }),
    })),
    direct: subscriptions.filter(({ mode }) => mode === "DIRECT"),
  };
}

type ListedSubscription = SubscriptionVersion & { mode: SubscriptionMode; eventTypes: string[] };

/** A subscription as the deliver task sees it; secrets in the clear, for this process's memory only. */
export type DeliverySubscription = SubscriptionTarget & {
  id: string;
  tenantId: string;
  name: string;
  version: number;
  isActive: boolean;
  isDeleted: boolean;
  rateLimitPerSecond: number | null;
};

/** One subscription of one tenant with its secrets opened, or null. */
export async function loadDeliverySubscription(
  { sql }: Client,
  tenantId: string,
  id: string,
): Promise<DeliverySubscription | null> {
  const [row] = await sql.unsafe<RawSubscription[]>(
    `select s.id, s.tenant_id, s.name, s.version, s.is_active, s.deleted_at is not null as is_deleted, s.uri, s.security,
            s.secret, s.retry_policy::text as retry_policy, s.timeout_seconds, s.rate_limit_per_second,
            (select coalesce(json_agg(json_build_object('id', k.id, 'key', k.key, 'createdAt', k.created_at,
                    'expiresAt', k.expires_at) order by k.id desc), '[]')
               from signing_keys k where k.subscription_id = s.id)::text as signing_keys
       from subscriptions s where s.tenant_id = $1 and s.id = $2`,
    [tenantId, id],
    { prepare: true },
  );
  if (!row) return null;
  return {
    id: row.id,
    tenantId: row.tenant_id,
    name: row.name,
    version: row.version,
    isActive: row.is_active,
    isDeleted: row.is_deleted,
    uri: row.uri,
    security: JSON.parse(openSecret(row.security, row.id)) as SecurityModel,
    secret: row.secret === null ? null : openSecret(row.secret, row.id),
    signingKeys: openKeys(row),
    retryPolicy: JSON.parse(row.retry_policy) as RetryPolicy,
    timeoutSeconds: row.timeout_seconds,
    rateLimitPerSecond: row.rate_limit_per_second,
  };
}

type RawSubscription = {
  id: string;
  tenant_id: string;
  name: string;
  version: number;
  is_active: boolean;
  is_deleted: boolean;
  uri: string;
  security: string;
  secret: string | null;
  retry_policy: string;
  timeout_seconds: number;
  rate_limit_per_second: number | null;
  signing_keys: string;
};

function openKeys(row: RawSubscription): SigningKey[] {
  const keys = JSON.parse(row.signing_keys) as { key: string; createdAt: string; expiresAt: string | null }[];
  return keys.map((key) => ({
    key: openSecret(key.key, row.id),
    createdAt: new Date(key.createdAt),
    expiresAt: key.expiresAt === null ? null : new Date(key.expiresAt),
  }));
}
