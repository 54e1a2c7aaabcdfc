/** What matching and delivering need of a tenant's definitions: enabled integrations, subscriptions, their secrets. */
import type { EventFilter } from "#webhooks/filter";
import type { RetryPolicy } from "#webhooks/retry-policy";
import type { SecurityModel } from "#webhooks/security-model";
import type { SigningKey, SubscriptionTarget } from "#webhooks/subscription";
import type { Client } from "./client.ts";
import { openSecret } from "./sealed-secret.ts";

/** Everything that matching needs of one tenant, read in one snapshot. */
export type TenantDefinitions = {
  version: number;
  integrations: {
    id: string;
    trigger: string;
    filters: EventFilter[];
    /** The subscriptions of its actions that exist and list the trigger. */
    subscriptionIds: string[];
  }[];
  direct: { subscriptionId: string; eventTypes: string[] }[];
};

const LOAD_DEFINITIONS = `
select t.definition_version as version,
  (select coalesce(json_agg(json_build_object('id', i.id, 'trigger', i.trigger, 'filters', i.filters,
          'subscriptionIds', (select coalesce(json_agg(s.id order by a.position), '[]')
                                from integration_actions a join subscriptions s on s.id = a.subscription_id
                               where a.integration_id = i.id and s.deleted_at is null and s.mode = 'INTEGRATION'
                                 and i.trigger = any(s.event_types))) order by i.id), '[]')
     from integrations i where i.tenant_id = t.id and i.is_enabled and i.deleted_at is null)::text as integrations,
  (select coalesce(json_agg(json_build_object('subscriptionId', s.id, 'eventTypes', s.event_types) order by s.id), '[]')
     from subscriptions s where s.tenant_id = t.id and s.mode = 'DIRECT' and s.deleted_at is null)::text as direct
  from tenants t where t.id = $1`;

/** One statement, one snapshot: the version belongs to exactly these definitions. Null: no such tenant. */
export async function loadTenantDefinitions({ sql }: Client, tenantId: string): Promise<TenantDefinitions | null> {
  const [row] = await sql.unsafe<{ version: number; integrations: string; direct: string }[]>(
    LOAD_DEFINITIONS,
    [tenantId],
    { prepare: true },
  );
  if (!row) return null;
  return { version: row.version, integrations: JSON.parse(row.integrations), direct: JSON.parse(row.direct) };
}

/** A subscription as the deliver task sees it; secrets in the clear, for this process's memory only. */
export type DeliverySubscription = SubscriptionTarget & {
  id: string;
  tenantId: string;
  name: string;
  version: number;
  isActive: boolean;
  isDeleted: boolean;
};

/** One subscription of one tenant with its secrets opened, or null. */
export async function loadDeliverySubscription(
  { sql }: Client,
  tenantId: string,
  id: string,
): Promise<DeliverySubscription | null> {
  const [row] = await sql.unsafe<RawSubscription[]>(
    `select s.id, s.tenant_id, s.name, s.version, s.is_active, s.deleted_at is not null as is_deleted, s.uri, s.security,
            s.secret, s.retry_policy::text as retry_policy, s.timeout_seconds,
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
