/** Matching: one delivery per event, integration and subscription, however often it runs, attempted at once. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { client } from "#db/client";
import { deliver } from "#jobs/deliver";
import { turnsEnd } from "#jobs/delivery-turns";
import { matchEvents } from "#jobs/match-events";
import { publishEvents } from "#jobs/publish-events";
import { PRIORITY } from "#jobs/queue";
import { findTenantMatcher } from "#jobs/tenant-matchers";
import { countStatements, withDatabase } from "../support/api.ts";
import { alert, makeIntegration, makeSubscription, makeTenant } from "../support/definitions.ts";
import { type Receiver, startReceiver } from "../support/receiver.ts";

withDatabase();

let receiver: Receiver;
let URI: string;
beforeAll(async () => {
  receiver = await startReceiver();
  URI = `${receiver.url}/hooks`;
  const { tenantId } = await makeReceivingTenant();
  for (let round = 0; round < 3; round += 1) await publishAndMatch(tenantId);
  await deleteJobs();
});
afterAll(() => receiver.close());

async function publishAndMatch(tenantId: string, attributes: Record<string, unknown> = {}): Promise<string> {
  const { events } = await publishEvents(tenantId, [alert(attributes)]);
  const eventId = events[0]?.id ?? "";
  await matchEvents({ eventIds: [eventId] }, PRIORITY.operational);
  return eventId;
}

type Row = {
  id: string;
  subscription_id: string;
  integration_id: string | null;
  status: string;
  attempt_count: number;
  attempt_started_at: string | null;
  next_attempt_at: string | null;
};

async function deliveriesOf(eventId: string): Promise<Row[]> {
  return client().sql<Row[]>`select * from deliveries where event_id = ${eventId} order by id`;
}

async function oneDeliveryOf(eventId: string): Promise<Row> {
  const [delivery, ...others] = await deliveriesOf(eventId);
  if (!delivery || others.length > 0) throw new Error("The event has not exactly one delivery.");
  return delivery;
}

/** What a tenant's one integration sends to. */
async function makeReceivingTenant(subscription: Partial<Parameters<typeof makeSubscription>[1]> = {}) {
  const tenantId = await makeTenant();
  const subscriptionId = await makeSubscription(tenantId, { uri: URI, ...subscription });
  await makeIntegration(tenantId, { subscriptionIds: [subscriptionId] });
  return { tenantId, subscriptionId };
}

async function deleteJobs(): Promise<void> {
  await client().sql`delete from graphile_worker._private_jobs`;
}

async function countDeliverJobs(): Promise<number> {
  const [row] = await client().sql`
    select count(*)::int as count from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'deliver'`;
  return Number(row?.count);
}

// A machine that is busy may take longer than matching waits.
const ON_A_BUSY_MACHINE = { retry: 3 };

test(
  "every integration that matches makes one delivery for each of its subscriptions, which arrives at once",
  ON_A_BUSY_MACHINE,
  async () => {
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
    await deleteJobs();
    const before = receiver.requests.length;
    const deliveries = await deliveriesOf(await publishAndMatch(tenantId, { priority: "Operational" }));
    expect(deliveries.map((one) => one.integration_id)).toEqual([integrationId, integrationId]);
    expect(deliveries.map((one) => one.subscription_id).toSorted()).toEqual(subscriptions.toSorted());
    expect(deliveries.map((one) => [one.status, one.attempt_count])).toEqual(Array(2).fill(["SUCCEEDED", 1]));
    expect(receiver.requests.length).toBe(before + 2);
    expect(await countDeliverJobs()).toBe(0);
  },
);

test(
  "matching twice makes no second delivery: what was sent twice has one webhook-id and is recorded as two attempts",
  ON_A_BUSY_MACHINE,
  async () => {
    const { tenantId } = await makeReceivingTenant();
    const eventId = await publishAndMatch(tenantId);
    await matchEvents({ eventIds: [eventId] }, PRIORITY.operational);
    expect(await oneDeliveryOf(eventId)).toMatchObject({ attempt_count: 1 });
    await client().sql`update events set matched_at = null where id = ${eventId}`;
    await matchEvents({ eventIds: [eventId] }, PRIORITY.operational);
    expect(await oneDeliveryOf(eventId)).toMatchObject({ status: "SUCCEEDED", attempt_count: 2 });
    const [first, second] = receiver.requests.slice(-2).map(({ headers }) => headers["webhook-id"]);
    expect(second).toBe(first);
  },
);

test("a first attempt that fails leaves the delivery to the job of its next attempt", ON_A_BUSY_MACHINE, async () => {
  receiver.answer({ status: 503 });
  const { tenantId } = await makeReceivingTenant();
  const delivery = await oneDeliveryOf(await publishAndMatch(tenantId));
  receiver.answer({ status: 200 });
  expect(delivery).toMatchObject({ status: "RETRYING", attempt_count: 1 });
  const [job] = await client().sql`
    select run_at from graphile_worker._private_jobs where payload::text like ${`%${delivery.id}%`}`;
  expect(new Date(String(job?.run_at))).toEqual(new Date(delivery.next_attempt_at ?? 0));
});

test("a slow first attempt is written as under way, its job starts no second one, and its end is recorded", async () => {
  receiver.answer({ status: 200, delayMs: 1_000 });
  const { tenantId } = await makeReceivingTenant();
  const before = receiver.requests.length;
  const { id, ...underWay } = await oneDeliveryOf(await publishAndMatch(tenantId));
  expect(underWay).toMatchObject({ status: "PENDING", attempt_count: 0 });
  expect(underWay.attempt_started_at).not.toBeNull();
  await deliver({ deliveryIds: [id] }, PRIORITY.operational);
  receiver.answer({ status: 200 });
  const [ended] = await client().sql`select status, attempt_count, attempt_started_at from deliveries where id = ${id}`;
  expect(ended).toEqual({ status: "SUCCEEDED", attempt_count: 1, attempt_started_at: null });
  expect(receiver.requests.length).toBe(before + 1);
});

test("what finds no place in time is written as due, with its job", async () => {
  receiver.answer({ status: 200, delayMs: 600 });
  const { tenantId } = await makeReceivingTenant();
  const { events } = await publishEvents(tenantId, Array(40).fill(alert()));
  await matchEvents({ eventIds: events.map(({ id }) => id) }, PRIORITY.operational);
  const [counts] = await client().sql`
    select count(*)::int as all, count(attempt_started_at)::int as begun from deliveries
     where tenant_id = ${tenantId} and status = 'PENDING'`;
  expect(counts).toEqual({ all: 40, begun: 8 });
  const [jobs] = await client().sql`
    select count(*)::int as count from deliveries d join graphile_worker._private_jobs j
        on j.payload::text like '%' || d.id || '%' where d.tenant_id = ${tenantId}`;
  expect(jobs?.count).toBe(40);
  await turnsEnd();
  receiver.answer({ status: 200 });
  const [arrived] = await client().sql`
    select count(*)::int as count from deliveries where tenant_id = ${tenantId} and status = 'SUCCEEDED'`;
  expect(arrived?.count).toBe(8);
});

test("nothing is sent to an inactive subscription; the delivery's job will hold it", async () => {
  const { tenantId } = await makeReceivingTenant({ isActive: false });
  const before = receiver.requests.length;
  expect(await oneDeliveryOf(await publishAndMatch(tenantId))).toMatchObject({ status: "PENDING", attempt_count: 0 });
  expect(receiver.requests.length).toBe(before);
});

test(
  "an event that cannot be matched fails its job, and the others of the job are matched all the same",
  ON_A_BUSY_MACHINE,
  async () => {
    const { tenantId, subscriptionId } = await makeReceivingTenant();
    const broken = await makeTenant("Broken");
    await makeIntegration(broken, { subscriptionIds: [await makeSubscription(broken, { uri: URI })] });
    await client().sql`update integrations set filters = '{"not": "filters"}' where tenant_id = ${broken}`;
    const ids: string[] = [];
    for (const tenant of [broken, tenantId]) ids.push((await publishEvents(tenant, [alert()])).events[0]?.id ?? "");
    await expect(matchEvents({ eventIds: ids }, PRIORITY.operational)).rejects.toThrow();
    expect(await oneDeliveryOf(ids[1] ?? "")).toMatchObject({ subscription_id: subscriptionId, status: "SUCCEEDED" });
  },
);

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

test("a DIRECT subscription gets every event of its types, through no integration", ON_A_BUSY_MACHINE, async () => {
  const tenantId = await makeTenant();
  const direct = await makeSubscription(tenantId, { uri: URI, mode: "DIRECT" });
  await makeSubscription(tenantId, { uri: URI, mode: "DIRECT", eventTypes: ["alert.read"] });
  const deliveries = await deliveriesOf(await publishAndMatch(tenantId));
  expect(deliveries).toMatchObject([{ subscription_id: direct, integration_id: null, status: "SUCCEEDED" }]);
  expect(deliveries).toHaveLength(1);
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

test("events that meet a new definition version together load it once", async () => {
  const { tenantId } = await makeReceivingTenant();
  const ask = () => Promise.all(Array.from({ length: 50 }, () => findTenantMatcher(client(), tenantId, 1)));
  const { statements, value } = await countStatements(ask, tenantId);
  expect(statements).toBe(1);
  expect(new Set(value).size).toBe(1);
});
