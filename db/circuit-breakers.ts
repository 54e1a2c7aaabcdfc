/**
 * Open circuit breakers: a row each. Matching knows of them by the tenant's definition version, which opening and
 * closing raise; the deliver task reads them with each delivery. The tenant's row is always locked first.
 */
import type { ProbeLane } from "#webhooks/circuit-breaker";
import type { Runner } from "./client.ts";
import { hasFallenSilent } from "./worker-pools.ts";

type OfSubscription = { tenantId: string; subscriptionId: string };
/** `plan`: which job makes the next probe; those of earlier plans do nothing. */
export type OpenBreaker = { probes: number; probeDeliveryId: string | null; plan: number };

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
  const [row] = await run.unsafe<OpenBreaker[]>(
    `select b.probes, b.probe_delivery_id as "probeDeliveryId", b.plan
       from circuit_breakers b join subscriptions s on s.id = b.subscription_id
      where b.tenant_id = $1 and b.subscription_id = $2 and b.opened_at = $3 and s.is_active and s.deleted_at is null
        for update of b`,
    [tenantId, subscriptionId, openedAt.toISOString()],
  );
  return row ?? null;
}

/** Whether an Emergency that was never attempted is held. */
export async function isUrgentHeld(run: Runner, { tenantId, subscriptionId }: OfSubscription): Promise<boolean> {
  const [row] = await run.unsafe<{ held: boolean }[]>(
    `select exists (select from deliveries where tenant_id = $1 and unsettled = 'HELD' and subscription_id = $2
                       and is_emergency and attempt_count = 0) as held`,
    [tenantId, subscriptionId],
  );
  return row?.held ?? false;
}

/**
 * The held delivery to find out with whether the receiver is well again, locked; null: there is none that may be asked
 * about. Not the `last` one while there is another, and not one that the receiver wants to wait. Equals take turns.
 */
export async function findProbe(
  run: Runner,
  { tenantId, subscriptionId }: OfSubscription,
  { lane, turn, last }: { lane: ProbeLane; turn: number; last: string | null },
): Promise<{ id: string; isEmergency: boolean } | null> {
  const [row] = await run.unsafe<{ id: string; isEmergency: boolean }[]>(
    `select id, is_emergency as "isEmergency" from deliveries
      where tenant_id = $1 and unsettled = 'HELD' and subscription_id = $2
        and (asked_until is null or asked_until <= now())
      order by id is not distinct from $3::uuid,
               case $4 when 'tried' then attempt_count > 0
                       when 'operational' then not is_emergency
                       else is_emergency and attempt_count = 0 end desc,
               case when $4 <> 'tried' then attempt_count end, is_emergency desc,
               case when $4 in ('tried', 'operational') then hashtextextended(id::text, $5) end,
               case when $4 = 'oldest' then id end, id desc
      limit 1 for update`,
    [tenantId, subscriptionId, last, lane, turn],
  );
  return row ?? null;
}

/** In how many milliseconds the first that the receiver wants to wait may be probed with; null: none is held. */
export async function probeableInMs(run: Runner, tenantId: string, subscriptionId: string): Promise<number | null> {
  const [row] = await run.unsafe<{ ms: number | null }[]>(
    `select greatest(0, ceil(extract(epoch from min(asked_until) - now()) * 1000))::int as ms from deliveries
      where tenant_id = $1 and unsettled = 'HELD' and subscription_id = $2`,
    [tenantId, subscriptionId],
  );
  return row?.ms ?? null;
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
 * another one can be tried; nor is the note of an attempt that a dead worker left behind, above all where the delivery was
 * cancelled meanwhile: nobody takes it back there.
 */
export async function isBeingTried(run: Runner, deliveryId: string): Promise<boolean> {
  const [row] = await run.unsafe<{ tried: boolean }[]>(
    `select (attempt_started_at is not null and (attempt_pool is null or not ${hasFallenSilent("attempt_pool")}))
         or (status in ('PENDING', 'RETRYING') and next_attempt_at between now() - interval '1 minute' and now()) as tried
       from deliveries where id = $1`,
    [deliveryId],
  );
  return row?.tried ?? false;
}

/**
 * Plans the next probe and answers the plan's number, for its job. `inMs` null: with the next delivery that is held.
 * `probed`: the delivery that goes out as a probe now; null: none does.
 */
export async function planProbe(
  run: Runner,
  subscriptionId: string,
  { inMs, probed }: { inMs: number | null; probed: string | null },
): Promise<number> {
  const [row] = await run.unsafe<{ plan: number }[]>(
    `update circuit_breakers
        set probe_at = date_trunc('milliseconds', now()) + $2::int * interval '1 millisecond', plan = plan + 1,
            probes = probes + case when $3::uuid is null then 0 else 1 end,
            probed_at = case when $3::uuid is null then probed_at else now() end,
            probe_delivery_id = coalesce($3::uuid, probe_delivery_id)
      where subscription_id = $1 returning plan`,
    [subscriptionId, inMs, probed],
  );
  if (!row) throw new Error(`The circuit breaker of ${subscriptionId} is not open.`);
  return row.plan;
}

export type PlannedProbe = { tenantId: string; subscriptionId: string; openedAt: Date; plan: number; inMs: number };

/**
 * Plans the probe of those of these subscriptions anew that wait for a delivery to probe with (or whose probe is long
 * overdue): at once. And of those that hold an Emergency that was never attempted (`urgentIds`): `urgentMs` after the last
 * probe, if the next one is planned for later.
 */
export async function wakeBreakers(
  run: Runner,
  wanted: { subscriptionIds: readonly string[]; urgentIds: readonly string[]; urgentMs: number },
): Promise<PlannedProbe[]> {
  const rows = await run.unsafe<(Omit<PlannedProbe, "openedAt"> & { openedAt: string | Date })[]>(
    `with open as (
       select subscription_id as id,
              case when probe_at is null or probe_at < now() - interval '1 minute' then now()
                   when subscription_id = any($2::uuid[])
                   then greatest(now(), coalesce(probed_at, opened_at) + $3::int * interval '1 millisecond') end as at
         from circuit_breakers where subscription_id = any($1::uuid[]) for no key update)
     update circuit_breakers b set probe_at = open.at, plan = plan + 1
       from open
      where b.subscription_id = open.id
        and (b.probe_at is null or b.probe_at < now() - interval '1 minute' or b.probe_at > open.at + interval '1 second')
     returning b.tenant_id as "tenantId", b.subscription_id as "subscriptionId", b.opened_at as "openedAt", b.plan,
               greatest(0, ceil(extract(epoch from open.at - now()) * 1000))::int as "inMs"`,
    [wanted.subscriptionIds as string[], wanted.urgentIds as string[], wanted.urgentMs],
    { prepare: true },
  );
  return rows.map((row) => ({ ...row, openedAt: new Date(row.openedAt) }));
}
