/** Weekly partitions: made ahead, dropped whole, and lists read only the newest they need. */
import { expect, test } from "vitest";
import { client } from "#db/client";
import { insertEvents } from "#db/events";
import { dropPartitionsBefore, ensurePartitions, ensureUpcomingPartitions } from "#db/partitions";
import { firstUuidAt } from "#webhooks/id";
import { withDatabase } from "../support/api.ts";
import { makeTenant } from "../support/definitions.ts";

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

test("retention drops a week once all of it is old, with what it holds, and leaves the rest", async () => {
  const tenantId = await makeTenant();
  const monday = new Date("2026-01-05T00:00:00Z");
  await ensurePartitions(client().sql, monday, new Date(monday.getTime() + WEEK_MS));
  const eventAt = (at: Date) => ({
    id: firstUuidAt(at.getTime()),
    tenantId,
    type: "alert.sent",
    externalId: null,
    occurredAt: at,
    receivedAt: at,
    payload: { metadata: {}, data: {} },
    isTest: false,
  });
  await insertEvents(client().sql, [eventAt(monday), eventAt(new Date(monday.getTime() + WEEK_MS))]);
  const almost = new Date(monday.getTime() + WEEK_MS - 1);
  expect(await dropPartitionsBefore(client().sql, almost)).toEqual([]);
  const dropped = await dropPartitionsBefore(client().sql, new Date(monday.getTime() + WEEK_MS));
  expect(dropped.toSorted()).toEqual(["attempts_20260105", "deliveries_20260105", "events_20260105"]);
  const left = await client().sql`select id from events where tenant_id = ${tenantId}`;
  expect(left).toHaveLength(1);
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
