/** Weekly partitions: made ahead, dropped whole, and lists read only the newest they need. */
import { expect, test } from "vitest";
import { client } from "#db/client";
import { insertEvents } from "#db/events";
import { dropPartitionsBefore, ensurePartitions, ensureUpcomingPartitions } from "#db/partitions";
import { firstUuidAt } from "#webhooks/id";
import { withDatabase } from "../support/api.ts";
import { makeSubscription, makeTenant } from "../support/definitions.ts";

withDatabase();

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

async function partitionsOf(table: string): Promise<string[]> {
  const rows = await client().sql<{ name: string }[]>`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = ${table}::regclass order by 1`;
  return rows.map(({ name }) => name);
}

test("what is received in the coming weeks has its partitions, on all three tables alike", async () => {
  const now = new Date();
  await Promise.all([ensureUpcomingPartitions(client().sql, now), ensureUpcomingPartitions(client().sql, now)]);
  const [events, deliveries, attempts] = await Promise.all(["events", "deliveries", "attempts"].map(partitionsOf));
  expect(events?.length).toBeGreaterThanOrEqual(9);
  const days = (names: string[] = []) => names.map((name) => name.slice(-8));
  expect(days(deliveries)).toEqual(days(events));
  expect(days(attempts)).toEqual(days(events));
});

const eventAt = (tenantId: string, at: Date) => ({
  id: firstUuidAt(at.getTime()),
  tenantId,
  type: "alert.sent",
  externalId: null,
  occurredAt: at,
  receivedAt: at,
  payload: { metadata: {}, data: {} },
  isTest: false,
});

/** As matching leaves an event. */
async function markMatched(tenantId: string): Promise<void> {
  await client().sql`update events set matched_at = received_at where tenant_id = ${tenantId}`;
}

test("retention drops a week once all of it is old, with what it holds, and leaves the rest", async () => {
  const tenantId = await makeTenant();
  const monday = new Date("2026-01-05T00:00:00Z");
  await ensurePartitions(client().sql, monday, new Date(monday.getTime() + WEEK_MS));
  await insertEvents(client().sql, [
    eventAt(tenantId, monday),
    eventAt(tenantId, new Date(monday.getTime() + WEEK_MS)),
  ]);
  await markMatched(tenantId);
  const almost = new Date(monday.getTime() + WEEK_MS - 1);
  expect(await dropPartitionsBefore(client().sql, almost)).toEqual({ dropped: [], kept: [] });
  const { dropped } = await dropPartitionsBefore(client().sql, new Date(monday.getTime() + WEEK_MS));
  expect(dropped.toSorted()).toEqual(["attempts_20260105", "deliveries_20260105", "events_20260105"]);
  const left = await client().sql`select id from events where tenant_id = ${tenantId}`;
  expect(left).toHaveLength(1);
});

test("a week past retention is kept while a delivery of it waits, or one of a later week for its event", async () => {
  const tenantId = await makeTenant();
  const subscriptionId = await makeSubscription(tenantId, { uri: "https://cad.example/hooks" });
  const monday = new Date("2025-03-03T00:00:00Z");
  const next = new Date(monday.getTime() + WEEK_MS);
  await ensurePartitions(client().sql, monday, next);
  const event = eventAt(tenantId, monday);
  await insertEvents(client().sql, [event]);
  await markMatched(tenantId);
  for (const [madeAt, status] of [
    [monday, "HELD"],
    [next, "RETRYING"],
  ] as const) {
    const id = firstUuidAt(madeAt.getTime());
    await client().sql`
      insert into deliveries (id, tenant_id, event_id, subscription_id, event_type, origin, status)
      values (${id}, ${tenantId}, ${event.id}, ${subscriptionId}, 'alert.sent', 'RECOVERY', ${status})`;
    expect(await dropPartitionsBefore(client().sql, next), status).toEqual({
      dropped: [],
      kept: [{ week: "2025-03-03", waiting: 1, unmatched: 0 }],
    });
    await client().sql`update deliveries set status = 'SUCCEEDED' where id = ${id}`;
  }
  expect((await dropPartitionsBefore(client().sql, next)).dropped).toHaveLength(3);
});

test("a week past retention is kept while an event of it was never matched: it was acknowledged", async () => {
  const tenantId = await makeTenant();
  const monday = new Date("2024-07-01T00:00:00Z");
  const next = new Date(monday.getTime() + WEEK_MS);
  await ensurePartitions(client().sql, monday, monday);
  await insertEvents(client().sql, [eventAt(tenantId, monday)]);
  expect(await dropPartitionsBefore(client().sql, next)).toEqual({
    dropped: [],
    kept: [{ week: "2024-07-01", waiting: 0, unmatched: 1 }],
  });
  await markMatched(tenantId);
  expect((await dropPartitionsBefore(client().sql, next)).dropped).toHaveLength(3);
});

test("the newest page of a list reads its index backwards, newest partition first, and sorts nothing", async () => {
  const tenantId = await makeTenant();
  const plan = await client().sql.begin(async (tx) => {
    await tx`set local enable_seqscan = off`;
    return tx.unsafe(`explain select * from deliveries where tenant_id = '${tenantId}' order by id desc limit 26`);
  });
  const text = plan.map((row) => String(row["QUERY PLAN"])).join("\n");
  expect(text).not.toMatch(/Sort|Merge Append/);
  expect(text).toMatch(/Index Scan Backward using deliveries_\d+_tenant_id_id_idx/);
});

/** As a backup does: reads all three tables, and lets go of none until it is over. */
async function readForLong(): Promise<{ end: () => Promise<unknown> }> {
  const reader = await client().sql.reserve();
  await reader`begin`;
  await reader`select (select count(*) from events), (select count(*) from deliveries), (select count(*) from attempts)`;
  return { end: () => reader`commit`.finally(() => reader.release()) };
}

test("while somebody reads for long, a week is made all the same, and none is dropped at the cost of those who write", async () => {
  const tenantId = await makeTenant();
  const monday = new Date("2023-05-01T00:00:00Z");
  const next = new Date(monday.getTime() + WEEK_MS);
  await ensurePartitions(client().sql, monday, monday);
  const reader = await readForLong();
  try {
    await ensurePartitions(client().sql, next, next);
    const dropping = expect(dropPartitionsBefore(client().sql, next)).rejects.toThrow("lock timeout");
    await insertEvents(client().sql, [eventAt(tenantId, new Date())]);
    await dropping;
  } finally {
    await reader.end();
  }
  expect((await dropPartitionsBefore(client().sql, next)).dropped).toHaveLength(3);
});
