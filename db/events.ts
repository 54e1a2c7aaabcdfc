/** Events: stored once, read for matching and delivery. Lists and look-ups: db/history; the mark: db/matches. */
import type { EventPayload } from "#webhooks/event";
import { firstUuidAt } from "#webhooks/id";
import type { Client, Runner } from "./client.ts";
import type { events } from "./schema.ts";

export type StoredEvent = typeof events.$inferSelect;
export type NewEvent = Pick<
  StoredEvent,
  "id" | "tenantId" | "type" | "externalId" | "occurredAt" | "receivedAt" | "payload" | "isTest"
>;
/** What matching needs of an event, and the definition version its tenant has now. */
export type UnmatchedEvent = DeliverableEvent & EventPayload & { tenantId: string; definitionVersion: number };

const INSERT_EVENTS = `
insert into events (id, tenant_id, type, external_id, occurred_at, received_at, payload, is_test, matched_at)
select id, tenant_id, type, external_id, occurred_at, received_at, payload, is_test,
       case when is_test then received_at end
  from json_to_recordset($1::json) as e(id uuid, tenant_id uuid, type text, external_id text,
       occurred_at timestamptz, received_at timestamptz, payload json, is_test boolean)`;

/** Stores events in one statement. Test events count as matched: no integration ever sees them. */
export async function insertEvents(run: Runner, rows: readonly NewEvent[]): Promise<void> {
  const json = rows.map((row) => ({
    id: row.id,
    tenant_id: row.tenantId,
    type: row.type,
    external_id: row.externalId,
    occurred_at: row.occurredAt,
    received_at: row.receivedAt,
    payload: row.payload,
    is_test: row.isTest,
  }));
  await run.unsafe(INSERT_EVENTS, [JSON.stringify(json)], { prepare: true });
}

/** An external id, and the event that it is claimed for. */
export type ExternalIdClaim = { tenantId: string; externalId: string; eventId: string };

const CLAIM_EXTERNAL_IDS = `
insert into event_external_ids (tenant_id, external_id, event_id)
select tenant_id, external_id, event_id
  from json_to_recordset($1::json) as c(tenant_id uuid, external_id text, event_id uuid)
 order by tenant_id, external_id
on conflict (tenant_id, external_id) do nothing
returning event_id`;

/**
 * Claims external ids; answers the event ids whose claim was first. Waits for other transactions that claim the same
 * id at this moment; claims are taken in one order everywhere, so that two publishers never wait for each other.
 */
export async function claimExternalIds(run: Runner, claims: readonly ExternalIdClaim[]): Promise<Set<string>> {
  const json = claims.map((claim) => ({
    tenant_id: claim.tenantId,
    external_id: claim.externalId,
    event_id: claim.eventId,
  }));
  const rows = await run.unsafe<{ event_id: string }[]>(CLAIM_EXTERNAL_IDS, [JSON.stringify(json)], { prepare: true });
  return new Set(rows.map((row) => row.event_id));
}

const FIND_BY_EXTERNAL_IDS = `
select e.id, e.tenant_id as "tenantId", e.type, e.external_id as "externalId", e.occurred_at as "occurredAt",
       e.received_at as "receivedAt", e.payload::text as payload, e.is_test as "isTest",
       e.matched_at as "matchedAt", e.matched_version as "matchedVersion"
  from json_to_recordset($1::json) as c(tenant_id uuid, external_id text)
  join event_external_ids x on x.tenant_id = c.tenant_id and x.external_id = c.external_id
  join events e on e.id = x.event_id`;

/** The events that hold these external ids, where the events still exist. */
export async function findEventsByExternalId(run: Runner, claims: readonly ExternalIdClaim[]): Promise<StoredEvent[]> {
  const json = claims.map((claim) => ({ tenant_id: claim.tenantId, external_id: claim.externalId }));
  const rows = await run.unsafe<RawEvent[]>(FIND_BY_EXTERNAL_IDS, [JSON.stringify(json)], { prepare: true });
  return rows.map((row) => ({
    ...row,
    occurredAt: new Date(row.occurredAt),
    receivedAt: new Date(row.receivedAt),
    matchedAt: row.matchedAt === null ? null : new Date(row.matchedAt),
    payload: JSON.parse(row.payload),
  }));
}
/** Drizzle over the same pool leaves instants as the text PostgreSQL sends. */
type RawEvent = Omit<StoredEvent, "payload" | "occurredAt" | "receivedAt" | "matchedAt"> & {
  payload: string;
  occurredAt: string | Date;
  receivedAt: string | Date;
  matchedAt: string | Date | null;
};

/** Hands a claim whose event is gone (past retention) to a new event. */
export async function takeOverExternalId(run: Runner, claim: ExternalIdClaim): Promise<void> {
  await run.unsafe("update event_external_ids set event_id = $3 where tenant_id = $1 and external_id = $2", [
    claim.tenantId,
    claim.externalId,
    claim.eventId,
  ]);
}

const LOAD_UNMATCHED = `
select e.id, e.tenant_id, e.type, e.occurred_at, e.payload::text as payload, t.definition_version
  from events e join tenants t on t.id = e.tenant_id
 where e.id = any($1::uuid[]) and e.id between $2 and $3 and e.matched_at is null`;

/** Of these ids, the events that were not matched yet. */
export async function loadUnmatchedEvents({ sql }: Client, ids: readonly string[]): Promise<UnmatchedEvent[]> {
  const rows = await sql.unsafe<(RawDeliverable & { tenant_id: string; definition_version: number })[]>(
    LOAD_UNMATCHED,
    [ids as string[], ...boundsOf(ids)],
    { prepare: true },
  );
  return rows.map((row) => ({
    ...toDeliverable(row),
    ...(JSON.parse(row.payload) as Pick<EventPayload, "metadata" | "data">),
    tenantId: row.tenant_id,
    definitionVersion: row.definition_version,
  }));
}

const LOAD_PAYLOADS = `
select id, type, occurred_at, payload::text as payload from events
 where id = any($1::uuid[]) and id between $2 and $3`;

/** What a request body says of an event; `payloadText` is the JSON of `{"metadata":…,"data":…}` as it was stored. */
export type DeliverableEvent = { id: string; type: string; occurredAt: Date; payloadText: string };

/** Events as deliveries send them, by id; those that are gone are left out. */
export async function loadDeliverableEvents(
  { sql }: Client,
  ids: readonly string[],
): Promise<Map<string, DeliverableEvent>> {
  const rows = await sql.unsafe<RawDeliverable[]>(LOAD_PAYLOADS, [ids as string[], ...boundsOf(ids)], {
    prepare: true,
  });
  return new Map(rows.map((row) => [row.id, toDeliverable(row)]));
}

type RawDeliverable = { id: string; type: string; occurred_at: string | Date; payload: string };

function toDeliverable(row: RawDeliverable): DeliverableEvent {
  return { id: row.id, type: row.type, occurredAt: new Date(row.occurred_at), payloadText: row.payload };
}

/**
 * The smallest and the greatest of some ids (UUIDs in their text form sort as PostgreSQL sorts them). Statements give
 * both with the ids themselves: the bounds skip other weeks' partitions, `= any(ids)` makes the rest look-ups by primary
 * key, where a join alone may be planned as a scan of everything between the bounds.
 */
export function boundsOf(ids: readonly string[]): [string, string] {
  let min = ids[0] ?? "";
  let max = min;
  for (const id of ids) {
    if (id < min) min = id;
    if (id > max) max = id;
  }
  return [min, max];
}

const EXTERNAL_IDS_PER_DELETE = 5_000;

/** Forgets the external ids of events received before an instant, in portions; answers how many. */
export async function forgetExternalIdsBefore(run: Runner, before: Date): Promise<number> {
  let forgotten = 0;
  for (;;) {
    const { count } = await run.unsafe(
      `delete from event_external_ids where event_id in (
         select event_id from event_external_ids where event_id < $1 limit ${EXTERNAL_IDS_PER_DELETE})`,
      [firstUuidAt(before.getTime())],
    );
    forgotten += count;
    if (count < EXTERNAL_IDS_PER_DELETE) return forgotten;
  }
}
