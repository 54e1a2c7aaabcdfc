/** What runs by the clock goes by PostgreSQL's, whatever the worker's own says. */
import { afterEach, expect, test, vi } from "vitest";
import { client } from "#db/client";
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
