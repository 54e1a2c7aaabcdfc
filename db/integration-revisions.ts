/** Revisions: what an integration was after each of its changes, and what all of them were at a definition version. */
import { and, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { client, type Queryable } from "./client.ts";
import { cutPage, keyset, type Page, type Slice } from "./cursor.ts";
import { integrationRevisions } from "./schema.ts";

export type IntegrationRevision = typeof integrationRevisions.$inferSelect;

/** A page of the revisions of each integration, newest first, in one statement (primary key). */
export async function listRevisions(
  tenantId: string,
  integrationIds: readonly string[],
  page: Page,
): Promise<Map<string, Slice<IntegrationRevision>>> {
  const { where, orderBy, limit } = keyset(integrationRevisions.version, page);
  const { db } = client();
  const owners = sql`unnest(${sql.param([...integrationIds])}::uuid[]) as owner(id)`;
  const taken = db
    .select({ integrationId: integrationRevisions.integrationId, version: integrationRevisions.version })
    .from(integrationRevisions)
    .where(
      and(eq(integrationRevisions.tenantId, tenantId), eq(integrationRevisions.integrationId, sql`owner.id`), ...where),
    )
    .orderBy(orderBy)
    .limit(limit);
  const rows = await db
    .select()
    .from(integrationRevisions)
    .where(
      and(
        eq(integrationRevisions.tenantId, tenantId),
        sql`(${integrationRevisions.integrationId}, ${integrationRevisions.version}) in (
              select taken.integration_id, taken.version from ${owners} cross join lateral ${taken} as taken)`,
      ),
    )
    .orderBy(orderBy);
  return new Map(
    integrationIds.map((id) => [
      id,
      cutPage(
        rows.filter((row) => row.integrationId === id),
        page,
      ),
    ]),
  );
}

/**
 * The revisions that disabled those of the integrations that are disabled: each the one after the last that was enabled,
 * or the first of all.
 */
export async function listDisablings(
  tenantId: string,
  integrationIds: readonly string[],
): Promise<IntegrationRevision[]> {
  return client()
    .db.select()
    .from(integrationRevisions)
    .where(
      and(
        eq(integrationRevisions.tenantId, tenantId),
        sql`(${integrationRevisions.integrationId}, ${integrationRevisions.version}) in (
              select asked.id, 1 + coalesce(max(enabled.version), 0)
                from unnest(${sql.param([...integrationIds])}::uuid[]) as asked(id)
                left join ${integrationRevisions} enabled on enabled.integration_id = asked.id and enabled.is_enabled
               group by asked.id)`,
      ),
    );
}

/** One revision; null: no such integration of this tenant, or no such version. */
export async function findRevision(
  db: Queryable,
  tenantId: string,
  integrationId: string,
  version: number,
): Promise<IntegrationRevision | null> {
  const [row] = await db
    .select()
    .from(integrationRevisions)
    .where(
      and(
        eq(integrationRevisions.tenantId, tenantId),
        eq(integrationRevisions.integrationId, integrationId),
        eq(integrationRevisions.version, version),
      ),
    );
  return row ?? null;
}

/** The moment of an event's matching: its type, and the definition version that it was matched with. */
export type MatchMoment = { trigger: string; definitionVersion: number };

/**
 * For each moment the integrations that listened to the trigger then, as they were, oldest first; deleted ones are
 * left out. One statement for all moments; integration_revisions_trigger finds who ever listened, the primary key what
 * each was.
 */
export async function listRevisionsAt(
  tenantId: string,
  moments: readonly MatchMoment[],
): Promise<IntegrationRevision[][]> {
  const asked = JSON.stringify(moments.map((moment, index) => ({ index, ...moment })));
  const candidates: SQL = sql`
    select asked."index", latest.* from json_to_recordset(${asked}::json) as asked("index" int, "trigger" text, "definitionVersion" int)
     cross join lateral (
       select distinct listener.integration_id from integration_revisions listener
        where listener.tenant_id = ${tenantId} and listener.trigger = asked."trigger"
          and listener.definition_version <= asked."definitionVersion") listeners
     cross join lateral (
       select revision.integration_id, revision.version from integration_revisions revision
        where revision.integration_id = listeners.integration_id
          and revision.definition_version <= asked."definitionVersion"
        order by revision.version desc limit 1) latest`;
  const pairs = await client().db.execute<{ index: number; integration_id: string; version: number }>(candidates);
  const ids = [...new Set(pairs.map((pair) => pair.integration_id))];
  const versions = [...new Set(pairs.map((pair) => pair.version))];
  const rows = ids.length === 0 ? [] : await revisionsOf(tenantId, ids, versions);
  const byKey = new Map(rows.map((row) => [`${row.integrationId} ${row.version}`, row]));
  return moments.map((moment, index) =>
    pairs
      .filter((pair) => pair.index === index)
      .flatMap((pair) => byKey.get(`${pair.integration_id} ${pair.version}`) ?? [])
      .filter((row) => row.trigger === moment.trigger && !row.isDeleted)
      .sort((a, b) => (a.integrationId < b.integrationId ? -1 : 1)),
  );
}

function revisionsOf(tenantId: string, ids: string[], versions: number[]): Promise<IntegrationRevision[]> {
  return client()
    .db.select()
    .from(integrationRevisions)
    .where(
      and(
        eq(integrationRevisions.tenantId, tenantId),
        inArray(integrationRevisions.integrationId, ids),
        inArray(integrationRevisions.version, versions),
      ),
    )
    .orderBy(desc(integrationRevisions.version));
}
