/** What runs by the clock goes by PostgreSQL's, whatever the worker's own says. */
import { afterEach, expect, test, vi } from "vitest";
import { client } from "#db/client";
import { forgetRunsInTheFuture } from "#db/timed-tasks";
import { publishEvents } from "#jobs/publish-events";
import { TASKS } from "#jobs/tasks";
import { withDatabase } from "../support/api.ts";
import { alert, makeIntegration, makeSubscription, makeTenant } from "../support/definitions.ts";

withDatabase();
afterEach(() => {
  vi.useRealTimers();
});

test("a worker whose clock is a year ahead drops no history and calls nothing quiet", async () => {
  const tenantId = await makeTenant();
  const subscriptionId = await makeSubscription(tenantId, { uri: "https://cad.example/hooks" });
  const integrationId = await makeIntegration(tenantId, { subscriptionIds: [subscriptionId] });
  await client().sql`update integrations set quiet_after_hours = 24 where id = ${integrationId}`;
  await publishEvents(tenantId, [alert()]);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 365 * 24 * 60 * 60 * 1000 });
  for (const task of ["prune-history", "watch-quiet", "watch-health"]) await TASKS[task]?.({}, {} as never);
  const [kept] = await client().sql`
    select (select count(*)::int from events where tenant_id = ${tenantId}) as events,
           (select count(*)::int from notifications where tenant_id = ${tenantId}) as notices`;
  expect(kept).toEqual({ events: 1, notices: 0 });
});

test("tasks that ran by a clock which was ahead run again by the clock that all share", async () => {
  const { sql } = client();
  await sql`
    insert into graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
    values ('watch-health', now(), now() + interval '20 years'), ('watch-quiet', now(), now() - interval '1 minute')
        on conflict (identifier) do update set last_execution = excluded.last_execution`;
  expect(await forgetRunsInTheFuture(client())).toBe(1);
  const [row] = await sql`select max(last_execution) <= now() as past from graphile_worker._private_known_crontabs`;
  expect(row).toEqual({ past: true });
});
