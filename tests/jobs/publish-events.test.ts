/** Publishing: durable once it resolves, each external id stored once, all or none. */
import { expect, test } from "vitest";
import { client } from "#db/client";
import { publishEvents } from "#jobs/publish-events";
import { withDatabase } from "../support/api.ts";
import { alert, makeTenant } from "../support/definitions.ts";

withDatabase();

async function matchJobs(): Promise<{ priority: number; eventIds: string[] }[]> {
  const rows = await client().sql`
    select j.priority, j.payload::text as payload from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'match-events' order by j.id`;
  return rows.map((row) => ({ priority: Number(row.priority), eventIds: JSON.parse(String(row.payload)).eventIds }));
}

test("events are stored in the order of the input, with one match job for all of them", async () => {
  const tenantId = await makeTenant();
  const { events, duplicates } = await publishEvents(tenantId, [alert({ n: 1 }), alert({ n: 2 }), alert({ n: 3 })]);
  expect(duplicates).toBe(0);
  expect(events.map((event) => event.payload.metadata)).toEqual([1, 2, 3].map((n) => ({ attributes: { n } })));
  expect(events.map(({ id }) => id)).toEqual(events.map(({ id }) => id).toSorted());
  const jobs = await matchJobs();
  expect(jobs.at(-1)?.eventIds).toEqual(events.map(({ id }) => id));
});

test("an external id that is known already is not stored again, whoever comes first", async () => {
  const tenantId = await makeTenant();
  const other = await makeTenant();
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, number) => publishEvents(tenantId, [alert({ number }, "alert-1118")])),
  );
  expect(new Set(answers.map(({ events }) => events[0]?.id)).size).toBe(1);
  expect(answers.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(39);
  const rows = await client().sql`select id from events where tenant_id = ${tenantId}`;
  expect(rows).toHaveLength(1);
  expect((await publishEvents(tenantId, [alert({ number: 99 }, "alert-1118")])).duplicates).toBe(1);
  expect((await publishEvents(other, [alert({}, "alert-1118")])).duplicates).toBe(0);
});

test("of two events with one external id in one call the first is stored", async () => {
  const tenantId = await makeTenant();
  const { events, duplicates } = await publishEvents(tenantId, [alert({ n: 1 }, "same"), alert({ n: 2 }, "same")]);
  expect(duplicates).toBe(1);
  expect(events[1]).toEqual(events[0]);
});

test("emergencies are matched by jobs of their own, which go first", async () => {
  const tenantId = await makeTenant();
  const { events } = await publishEvents(tenantId, [
    alert({ priority: "Operational" }),
    alert({ priority: "emergency" }),
  ]);
  const jobs = (await matchJobs()).slice(-2);
  const [urgent, rest] = jobs.toSorted((a, b) => a.priority - b.priority);
  expect(urgent?.eventIds).toEqual([events[1]?.id]);
  expect(rest?.eventIds).toEqual([events[0]?.id]);
  expect(urgent?.priority).toBeLessThan(rest?.priority ?? 0);
});

test("an external id whose event is past retention belongs to the next event", async () => {
  const tenantId = await makeTenant();
  const { events: old } = await publishEvents(tenantId, [alert({ n: 1 }, "again")]);
  await client().sql`delete from events where id = ${old[0]?.id ?? null}`;
  const { events, duplicates } = await publishEvents(tenantId, [alert({ n: 2 }, "again")]);
  expect(duplicates).toBe(0);
  expect((await publishEvents(tenantId, [alert({ n: 3 }, "again")])).events[0]?.id).toBe(events[0]?.id);
});
