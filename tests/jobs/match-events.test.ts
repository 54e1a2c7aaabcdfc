/** Matching: one delivery per event, integration and subscription, however often it runs. */
import { expect, test } from "vitest";
import { client } from "#db/client";
import { matchEvents } from "#jobs/match-events";
import { publishEvents } from "#jobs/publish-events";
import { PRIORITY } from "#jobs/queue";
import { withDatabase } from "../support/api.ts";
import { alert, makeIntegration, makeSubscription, makeTenant } from "../support/definitions.ts";

withDatabase();

const URI = "https://cad.harlan.example/hooks";

async function publishAndMatch(tenantId: string, attributes: Record<string, unknown> = {}): Promise<string> {
  const { events } = await publishEvents(tenantId, [alert(attributes)]);
  const eventId = events[0]?.id ?? "";
  await matchEvents({ eventIds: [eventId] }, PRIORITY.operational);
  return eventId;
}

async function deliveriesOf(eventId: string) {
  return client().sql<{ subscription_id: string; integration_id: string | null; status: string }[]>`
    select subscription_id, integration_id, status from deliveries where event_id = ${eventId} order by id`;
}

async function countDeliverJobs(): Promise<number> {
  const [row] = await client().sql`
    select count(*)::int as count from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'deliver'`;
  return Number(row?.count);
}

test("every integration that matches makes one delivery for each of its subscriptions, with its job", async () => {
  const tenantId = await makeTenant();
  const subscriptions = [
    await makeSubscription(tenantId, { uri: URI }),
    await makeSubscription(tenantId, { uri: URI }),
  ];
  const integrationId = await makeIntegration(tenantId, { subscriptionIds: subscriptions });
  const condition = { field: "metadata.attributes.priority", operator: "IS_ANY_OF" as const, values: ["Emergency"] };
  await makeIntegration(tenantId, {
    subscriptionIds: subscriptions,
    filters: [{ name: null, conditions: [condition] }],
  });
  const jobsBefore = await countDeliverJobs();
  const deliveries = await deliveriesOf(await publishAndMatch(tenantId, { priority: "Operational" }));
  expect(deliveries.map((one) => one.integration_id)).toEqual([integrationId, integrationId]);
  expect(deliveries.map((one) => one.subscription_id).toSorted()).toEqual(subscriptions.toSorted());
  expect(await countDeliverJobs()).toBe(jobsBefore + 2);
});

test("matching twice makes no second delivery and no second job", async () => {
  const tenantId = await makeTenant();
  await makeIntegration(tenantId, { subscriptionIds: [await makeSubscription(tenantId, { uri: URI })] });
  const eventId = await publishAndMatch(tenantId);
  const jobs = await countDeliverJobs();
  await matchEvents({ eventIds: [eventId] }, PRIORITY.operational);
  await client().sql`update events set matched_at = null where id = ${eventId}`;
  await matchEvents({ eventIds: [eventId] }, PRIORITY.operational);
  expect(await deliveriesOf(eventId)).toHaveLength(1);
  expect(await countDeliverJobs()).toBe(jobs);
});

test("a change of an integration holds from the next event on", async () => {
  const tenantId = await makeTenant();
  const subscriptionId = await makeSubscription(tenantId, { uri: URI });
  expect(await deliveriesOf(await publishAndMatch(tenantId))).toHaveLength(0);
  await makeIntegration(tenantId, { subscriptionIds: [subscriptionId] });
  expect(await deliveriesOf(await publishAndMatch(tenantId))).toHaveLength(1);
  await makeIntegration(tenantId, { subscriptionIds: [subscriptionId], isEnabled: false });
  await makeIntegration(tenantId, { subscriptionIds: [subscriptionId], name: "Second" });
  expect(await deliveriesOf(await publishAndMatch(tenantId))).toHaveLength(2);
});

test("a DIRECT subscription gets every event of its types, through no integration", async () => {
  const tenantId = await makeTenant();
  const direct = await makeSubscription(tenantId, { uri: URI, mode: "DIRECT" });
  await makeSubscription(tenantId, { uri: URI, mode: "DIRECT", eventTypes: ["alert.read"] });
  const deliveries = await deliveriesOf(await publishAndMatch(tenantId));
  expect(deliveries).toEqual([{ subscription_id: direct, integration_id: null, status: "PENDING" }]);
});

test("a subscription that does not list the trigger gets nothing", async () => {
  const tenantId = await makeTenant();
  const subscriptionId = await makeSubscription(tenantId, { uri: URI, eventTypes: ["alert.read"] });
  await makeIntegration(tenantId, { subscriptionIds: [subscriptionId] });
  expect(await deliveriesOf(await publishAndMatch(tenantId))).toHaveLength(0);
});

test("another tenant's definitions never see an event", async () => {
  const tenantId = await makeTenant();
  const other = await makeTenant("Elsewhere");
  await makeIntegration(other, { subscriptionIds: [await makeSubscription(other, { uri: URI })] });
  expect(await deliveriesOf(await publishAndMatch(tenantId))).toHaveLength(0);
});
