/**
 * Open circuit breakers: a row each. Matching knows of them by the tenant's definition version, which opening and
 * closing raise; the deliver task reads them with each delivery. The tenant's row is always locked first.
 */
import type { Runner } from "./client.ts";

export type OpenBreaker = { openedAt: Date; probes: number; probeDeliveryId: string | null };

/** False: it was open already. */
export async function openBreaker(
  run: Runner,
  tenantId: string,
  subscriptionId: string,
  { openedAt, probeAt }: { openedAt: Date; probeAt: Date },
): Promise<boolean> {
  await raiseDefinitionVersion(run, tenantId);
  const result = await run.unsafe(
    `insert into circuit_breakers (subscription_id, tenant_id, opened_at, probe_at)
     select id, tenant_id, $3, $4 from subscriptions where tenant_id = $1 and id = $2 and deleted_at is null
     on conflict do nothing`,
    [tenantId, subscriptionId, openedAt.toISOString(), probeAt.toISOString()],
  );
  return result.count > 0;
}

/** False: it was not open. Waits for whoever is holding deliveries because of it. */
export async function closeBreaker(run: Runner, tenantId: string, subscriptionId: string): Promise<boolean> {
  await run.unsafe("select from tenants where id = $1 for no key update", [tenantId]);
  const result = await run.unsafe("delete from circuit_breakers where tenant_id = $1 and subscription_id = $2", [
    tenantId,
    subscriptionId,
  ]);
  if (result.count > 0) await raiseDefinitionVersion(run, tenantId);
  return result.count > 0;
}

async function raiseDefinitionVersion(run: Runner, tenantId: string): Promise<void> {
  await run.unsafe("update tenants set definition_version = definition_version + 1 where id = $1", [tenantId]);
}

/** The breaker that opened at that moment, locked; null when it has closed since, or its subscription takes nothing. */
export async function lockOpenBreaker(
  run: Runner,
  tenantId: string,
  subscriptionId: string,
  openedAt: Date,
): Promise<OpenBreaker | null> {
  const [row] = await run.unsafe<{ probes: number; probe_delivery_id: string | null }[]>(
    `select b.probes, b.probe_delivery_id from circuit_breakers b join subscriptions s on s.id = b.subscription_id
      where b.tenant_id = $1 and b.subscription_id = $2 and b.opened_at = $3 and s.is_active and s.deleted_at is null
        for update of b`,
    [tenantId, subscriptionId, openedAt.toISOString()],
  );
  return row ? { openedAt, probes: row.probes, probeDeliveryId: row.probe_delivery_id } : null;
}

/** The held delivery that goes first: Emergency, then the oldest. */
export async function findProbe(
  run: Runner,
  tenantId: string,
  subscriptionId: string,
): Promise<{ id: string; isEmergency: boolean } | null> {
  const [row] = await run.unsafe<{ id: string; isEmergency: boolean }[]>(
    `select id, is_emergency as "isEmergency" from deliveries
      where tenant_id = $1 and unsettled = 'HELD' and subscription_id = $2 order by is_emergency desc, id limit 1
        for update`,
    [tenantId, subscriptionId],
  );
  return row ?? null;
}

/** Lets one held delivery go, to find out whether the receiver is well again. */
export async function releaseProbe(run: Runner, deliveryId: string): Promise<void> {
  await run.unsafe(
    `update deliveries set status = case when attempt_count = 0 then 'PENDING' else 'RETRYING' end,
            status_reason = null, next_attempt_at = date_trunc('milliseconds', now())
      where id = $1 and status = 'HELD'`,
    [deliveryId],
  );
}

/**
 * Is this delivery being attempted, or about to be? One that has been due for a minute is not counted on any more, so that
 * another one can be tried.
 */
export async function isBeingTried(run: Runner, deliveryId: string): Promise<boolean> {
  const [row] = await run.unsafe<{ tried: boolean }[]>(
    `select attempt_started_at is not null
         or (status in ('PENDING', 'RETRYING') and next_attempt_at between now() - interval '1 minute' and now()) as tried
       from deliveries where id = $1`,
    [deliveryId],
  );
  return row?.tried ?? false;
}

/** `probeAt` null: with the next delivery that is held. */
export async function planProbe(
  run: Runner,
  subscriptionId: string,
  plan: { probeAt: Date | null; probes: number; probeDeliveryId: string | null },
): Promise<void> {
  await run.unsafe(
    "update circuit_breakers set probe_at = $2, probes = $3, probe_delivery_id = $4 where subscription_id = $1",
    [subscriptionId, plan.probeAt?.toISOString() ?? null, plan.probes, plan.probeDeliveryId],
  );
}

/**
 * Of these subscriptions, the breakers that wait for a delivery to probe with (or whose probe is long overdue); each is
 * answered to one caller only.
 */
export async function wakeBreakers(
  run: Runner,
  subscriptionIds: readonly string[],
): Promise<{ tenantId: string; subscriptionId: string; openedAt: Date }[]> {
  const rows = await run.unsafe<{ tenantId: string; subscriptionId: string; openedAt: string | Date }[]>(
    `update circuit_breakers set probe_at = now() 
      where subscription_id = any($1::uuid[]) and (probe_at is null or probe_at < now() - interval '1 minute')
     returning tenant_id as "tenantId", subscription_id as "subscriptionId", opened_at as "openedAt"`,
    [subscriptionIds as string[]],
    { prepare: true },
  );
  return rows.map((row) => ({ ...row, openedAt: new Date(row.openedAt) }));
}
