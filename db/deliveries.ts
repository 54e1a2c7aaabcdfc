/**
 * Deliveries on their way: made, held, let go, marked, given up. What the deliver task loads: db/due-deliveries; lists and
 * look-ups: db/history.
 */
import { and, eq } from "drizzle-orm";
import type { Queryable, Runner } from "./client.ts";
import { boundsOf } from "./events.ts";
import { deliveries } from "./schema.ts";

export type Delivery = typeof deliveries.$inferSelect;
export type NewDelivery = Pick<
  Delivery,
  "id" | "tenantId" | "eventId" | "subscriptionId" | "integrationId" | "eventType" | "origin" | "isEmergency"
> & { recoveryId?: string };

const INSERT_DELIVERIES = `
insert into deliveries (id, tenant_id, event_id, subscription_id, integration_id, event_type, origin, is_emergency,
                        recovery_id, status, next_attempt_at, created_at)
select id, tenant_id, event_id, subscription_id, integration_id, event_type, origin, is_emergency,
       recovery_id, 'PENDING', date_trunc('milliseconds', now()), date_trunc('milliseconds', now())
  from json_to_recordset($1::json) as d(id uuid, tenant_id uuid, event_id uuid, subscription_id uuid,
       integration_id uuid, event_type text, origin text, is_emergency boolean, recovery_id uuid)
on conflict (id) do nothing
returning id`;

/**
 * Makes deliveries that are due at once; answers the ids that did not exist before. The primary key makes a repeated
 * match harmless: ids are derived from event, integration and subscription.
 */
export async function insertDeliveries(run: Runner, rows: readonly NewDelivery[]): Promise<Set<string>> {
  const json = rows.map((row) => ({
    id: row.id,
    tenant_id: row.tenantId,
    event_id: row.eventId,
    subscription_id: row.subscriptionId,
    integration_id: row.integrationId,
    event_type: row.eventType,
    origin: row.origin,
    is_emergency: row.isEmergency,
    recovery_id: row.recoveryId ?? null,
  }));
  const inserted = await run.unsafe<{ id: string }[]>(INSERT_DELIVERIES, [JSON.stringify(json)], { prepare: true });
  return new Set(inserted.map((row) => row.id));
}

/**
 * Holds deliveries whose subscription is inactive or paused by its circuit breaker; answers those that are held now. The
 * row that says so is locked against a change meanwhile: either it changes first and nothing is held, or the held ones
 * are seen by the resume that the change starts.
 */
export async function holdDeliveries(run: Runner, ids: readonly string[]): Promise<Set<string>> {
  const rows = await run.unsafe<{ id: string }[]>(
    `with wanted as (
       select distinct subscription_id as id from deliveries where id = any($1::uuid[]) and id between $2 and $3
     ), inactive as (
       select id from subscriptions where not is_active and id in (select id from wanted) order by id for share
     ), paused as (
       select subscription_id as id from circuit_breakers where subscription_id in (select id from wanted)
        order by subscription_id for no key update
     ), blocked as (
       select id from inactive union select id from paused)
     update deliveries d set status = 'HELD', next_attempt_at = null
       from blocked where d.subscription_id = blocked.id and d.id = any($1::uuid[]) and d.id between $2 and $3
        and d.status in ('PENDING', 'RETRYING')
     returning d.id`,
    [ids as string[], ...boundsOf(ids)],
    { prepare: true },
  );
  return new Set(rows.map((row) => row.id));
}

/** More than any outage leaves behind whose circuit breaker opens; what exceeds it goes by its own retry policy. */
const POSTPONED_MAX = 5_000;

/**
 * What waits for a retry joins what is held, and keeps in mind when it was due: one that is due later, or was due and found
 * no place. What may be taking its place now, or is under way, stays as it is. Answers the ids. Nothing happens when the
 * subscription is not, or not any more, as `isActive` says.
 */
export async function holdPostponedRetries(
  run: Runner,
  tenantId: string,
  subscriptionId: string,
  isActive: boolean,
): Promise<string[]> {
  const rows = await run.unsafe<{ id: string }[]>(
    `update deliveries
        set status = 'HELD', next_attempt_at = null,
            retry_at = greatest(retry_at, case when next_attempt_at > now() then next_attempt_at end)
      where id in (select id from deliveries
                    where tenant_id = $1 and unsettled = 'RETRYING' and subscription_id = $2
                      and next_attempt_at not between now() - interval '2 seconds' and now()
                      and attempt_started_at is null
                      and exists (select from subscriptions where id = $2 and is_active = $3)
                    order by is_emergency desc, id limit ${POSTPONED_MAX} for update skip locked)
     returning id`,
    [tenantId, subscriptionId, isActive],
  );
  return rows.map(({ id }) => id);
}

/** What the receiver of another URI asked for counts no more for what still waits. */
export async function forgetAskedTimes(run: Runner, tenantId: string, subscriptionId: string): Promise<void> {
  await run.unsafe(
    `update deliveries set asked_until = null
      where tenant_id = $1 and unsettled in ('RETRYING', 'HELD') and subscription_id = $2 and asked_until > now()`,
    [tenantId, subscriptionId],
  );
}

/**
 * Lets up to `limit` held deliveries of a subscription go, Emergency and oldest first, and answers them in this order, with
 * when they are due: at once, or when the receiver's Retry-After has passed. None while it is inactive or paused.
 */
export function releaseHeldDeliveries(
  run: Runner,
  tenantId: string,
  subscriptionId: string,
  limit: number,
): Promise<{ id: string; isEmergency: boolean; dueInMs: number }[]> {
  return run.unsafe<{ id: string; isEmergency: boolean; dueInMs: number }[]>(
    `with released as (
       update deliveries d
          set status = case when attempt_count = 0 then 'PENDING' else 'RETRYING' end, status_reason = null,
              next_attempt_at = date_trunc('milliseconds', greatest(now(), asked_until))
        where d.id in (select id from deliveries
                        where tenant_id = $1 and unsettled = 'HELD' and subscription_id = $2
                          and exists (select from subscriptions where id = $2 and is_active)
                          and not exists (select from circuit_breakers where subscription_id = $2)
                        order by is_emergency desc, id limit $3 for update)
       returning d.id, d.is_emergency, d.next_attempt_at)
     select id, is_emergency as "isEmergency",
            greatest(0, ceil(extract(epoch from next_attempt_at - now()) * 1000))::int as "dueInMs"
       from released order by is_emergency desc, id`,
    [tenantId, subscriptionId, limit],
    { prepare: true },
  );
}

/** How many of these are due and wait for their attempt. */
export async function countWaiting(run: Runner, ids: readonly string[]): Promise<number> {
  const [row] = await run.unsafe<{ count: number }[]>(
    `select count(*)::int as count from deliveries
      where id = any($1::uuid[]) and id between $2 and $3 and status in ('PENDING', 'RETRYING')
        and next_attempt_at <= now() and attempt_started_at is null`,
    [ids as string[], ...boundsOf(ids)],
  );
  return row?.count ?? 0;
}

/** Gives up whatever still waits for a subscription; answers the ids. */
export async function cancelWaitingDeliveries(
  run: Runner,
  tenantId: string,
  subscriptionId: string,
  reason: string,
): Promise<string[]> {
  const rows = await run.unsafe<{ id: string }[]>(
    `update deliveries set status = 'CANCELLED', next_attempt_at = null, completed_at = now(), status_reason = $3
      where tenant_id = $1 and subscription_id = $2 and status in ('PENDING', 'RETRYING', 'HELD') returning id`,
    [tenantId, subscriptionId, reason],
  );
  return rows.map(({ id }) => id);
}

/** The delivery, locked until the transaction ends; null: there is none in this tenant. */
export async function lockDelivery(db: Queryable, tenantId: string, id: string): Promise<Delivery | null> {
  const [row] = await db
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.tenantId, tenantId), eq(deliveries.id, id)))
    .for("update");
  return row ?? null;
}

/**
 * Makes a delivery due at once, whatever its status; false: an attempt is noted as under way. A success stays a
 * success while one more attempt is on its way.
 */
export async function makeDueNow(run: Runner, tenantId: string, id: string): Promise<boolean> {
  const result = await run.unsafe(
    `update deliveries
        set next_attempt_at = date_trunc('milliseconds', now()), status_reason = null, retry_at = null,
            completed_at = case when status = 'SUCCEEDED' then completed_at end,
            status = case when status = 'SUCCEEDED' then status when attempt_count = 0 then 'PENDING' else 'RETRYING' end
      where tenant_id = $1 and id = $2
        and (attempt_started_at is null or attempt_started_at <= now() - interval '45 seconds')`,
    [tenantId, id],
  );
  return result.count > 0;
}

/** A test is attempted by whoever makes it; should that process die, it is due for the workers after this long. */
export const TEST_DUE_AFTER_MS = 60_000;

/** Makes the delivery of a test, noted as under way. */
export async function insertTestDelivery(
  run: Runner,
  test: Pick<Delivery, "id" | "tenantId" | "eventId" | "eventType" | "subscriptionId">,
): Promise<void> {
  await run.unsafe(
    `insert into deliveries (id, tenant_id, event_id, event_type, subscription_id, origin, status, created_at,
            attempt_started_at, next_attempt_at)
     values ($1, $2, $3, $4, $5, 'TEST', 'PENDING', date_trunc('milliseconds', now()), now(),
             date_trunc('milliseconds', now()) + $6 * interval '1 millisecond')`,
    [test.id, test.tenantId, test.eventId, test.eventType, test.subscriptionId, TEST_DUE_AFTER_MS],
  );
}

/** Makes deliveries due that were given up, for a recovery; the caller holds their locks and adds their jobs. */
export async function makeRecoverableDue(run: Runner, ids: readonly string[], recoveryId: string): Promise<void> {
  await run.unsafe(
    `update deliveries
        set status = case when attempt_count = 0 then 'PENDING' else 'RETRYING' end, status_reason = null,
            completed_at = null, next_attempt_at = date_trunc('milliseconds', now()), retry_at = null, recovery_id = $4
      where id = any($1::uuid[]) and id between $2 and $3 and status in ('FAILED', 'CANCELLED')`,
    [ids as string[], ...boundsOf(ids), recoveryId],
    { prepare: true },
  );
}

/** A person gives a waiting delivery up; false: it was not waiting (any more). */
export async function cancelDelivery(run: Runner, tenantId: string, id: string, reason: string): Promise<boolean> {
  const result = await run.unsafe(
    `update deliveries set status = 'CANCELLED', next_attempt_at = null, completed_at = now(), status_reason = $3
      where tenant_id = $1 and id = $2 and status in ('PENDING', 'RETRYING', 'HELD')`,
    [tenantId, id, reason],
  );
  return result.count > 0;
}
