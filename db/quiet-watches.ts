/** The watch for silence of integrations that have `quietAfterHours`. What is silence is webhooks/quiet-watch's to say. */
import { and, eq, inArray, sql } from "drizzle-orm";
import { client, type Runner } from "./client.ts";
import { integrations, quietWatches } from "./schema.ts";

/**
 * An enabled integration to look at. `matchedAt`: its last match; `activeAt`: that, or since when it is as it is if that
 * is later.
 */
export type WatchedIntegration = {
  id: string;
  tenantId: string;
  name: string;
  trigger: string;
  version: number;
  quietAfterHours: number;
  activeAt: Date;
  matchedAt: Date | null;
  toldFor: Date | null;
};

/**
 * Those that are due, were never looked at, or changed since (index integrations_watched). Replays and tests are no
 * traffic; deliveries_integration finds the newest delivery of each.
 */
export async function listDueWatches(run: Runner, now: Date, limit: number): Promise<WatchedIntegration[]> {
  const rows = await run.unsafe<RawWatch[]>(
    `select i.id, i.tenant_id as "tenantId", i.name, i.trigger, i.version, i.quiet_after_hours as "quietAfterHours",
            greatest(w.active_at, case when w.version = i.version then null else i.updated_at end, m.created_at) as "activeAt",
            m.created_at as "matchedAt", w.told_for as "toldFor"
       from integrations i left join quiet_watches w on w.integration_id = i.id
       left join lateral (select d.created_at from deliveries d where d.integration_id = i.id and d.origin = 'EVENT'
                           order by d.id desc limit 1) m on true
      where i.quiet_after_hours is not null and i.is_enabled and i.deleted_at is null
        and (w.integration_id is null or w.version <> i.version or w.check_at <= $1)
      order by w.check_at nulls first limit $2`,
    [now.toISOString(), limit],
  );
  return rows.map((row) => ({
    ...row,
    activeAt: new Date(row.activeAt),
    matchedAt: row.matchedAt === null ? null : new Date(row.matchedAt),
    toldFor: row.toldFor === null ? null : new Date(row.toldFor),
  }));
}

type RawWatch = Omit<WatchedIntegration, "activeAt" | "matchedAt" | "toldFor"> & {
  activeAt: string | Date;
  matchedAt: string | Date | null;
  toldFor: string | Date | null;
};

/** What was found of a watched integration, and when to look again. */
export async function noteWatch(run: Runner, watched: WatchedIntegration, checkAt: Date): Promise<void> {
  const { id, tenantId, version, activeAt, toldFor } = watched;
  await run.unsafe(
    `insert into quiet_watches as w (integration_id, tenant_id, version, active_at, told_for, check_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (integration_id) do update set version = excluded.version, active_at = excluded.active_at,
       told_for = excluded.told_for, check_at = excluded.check_at`,
    [id, tenantId, version, activeAt.toISOString(), toldFor?.toISOString() ?? null, checkAt.toISOString()],
  );
}

/**
 * True for an integration whose silence was told and has not ended: what `noteWatch` last noted of the version that it
 * has now. An event that matches ends it at the next look, within a minute; a change ends it at once.
 */
const IS_TOLD = sql`${quietWatches.toldFor} = ${quietWatches.activeAt} and ${quietWatches.version} = ${integrations.version}`;

/** The same as a condition of lists of integrations (primary key). */
export const IS_QUIET = sql`exists (select from ${quietWatches}
  where ${quietWatches.integrationId} = ${integrations.id} and ${IS_TOLD})`;

/** Since when each of these integrations is quiet; those that are not are left out. */
export async function listQuietSince(tenantId: string, ids: readonly string[]): Promise<Map<string, Date>> {
  const rows = await client()
    .db.select({ id: integrations.id, since: quietWatches.activeAt })
    .from(quietWatches)
    .innerJoin(integrations, eq(integrations.id, quietWatches.integrationId))
    .where(and(eq(integrations.tenantId, tenantId), inArray(integrations.id, [...ids]), IS_TOLD));
  return new Map(rows.map(({ id, since }) => [id, since]));
}
