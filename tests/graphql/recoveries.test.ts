/** Recoveries: many deliveries tried again, past events replayed, exactly counted, cancelled when asked. */
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { client } from "#db/client";
import { newId } from "#db/new-id";
import { findRecoveries, lockRecoverable } from "#db/recoveries";
import { graphql } from "#graphql/document";
import { publishEvents } from "#jobs/publish-events";
import { countRecovery } from "#jobs/start-recovery";
import { decodeId, encodeId } from "#webhooks/id";
import { createTenant, startWorker, type TestTenant, withDatabase } from "../support/api.ts";
import { alert, makeIntegration, makeSubscription } from "../support/definitions.ts";
import { type Receiver, startReceiver } from "../support/receiver.ts";
import { waitFor } from "../support/wait-for.ts";

withDatabase();

let receiver: Receiver;
let worker: Awaited<ReturnType<typeof startWorker>>;
beforeAll(async () => {
  receiver = await startReceiver();
  worker = await startWorker();
});
afterAll(async () => {
  await worker.stop();
  await receiver.close();
});

const RECOVER = graphql(`
  mutation ($input: RecoverDeliveriesInput!) {
    recoverDeliveries(input: $input) { recovery { id status total } total userErrors { code path } }
  }
`);
const REPLAY = graphql(`
  mutation ($input: ReplayEventsInput!) {
    replayEvents(input: $input) { recovery { id total } total userErrors { code path } }
  }
`);
const MISSED = graphql(`
  query { events(first: 2) { edges { node { id missedBy { name } } } } }
`);
const RETRY = graphql(`
  mutation ($input: IdInput!) { retryDelivery(input: $input) { userErrors { code path } } }
`);
const CANCEL = graphql(`
  mutation ($input: IdInput!) { cancelRecovery(input: $input) { recovery { status } userErrors { code path } } }
`);
const RECOVERIES = graphql(`
  query { recoveries(first: 5) { edges { node { id status total done requestedBy completedAt } } } }
`);
const OUTCOMES = graphql(`
  query { recoveries(first: 5) { edges { node { id outcome { succeeded failed cancelled waiting } } } } }
`);
const FOUND = graphql(`query ($filter: DeliveryFilter) { deliveries(filter: $filter) { totalCount } }`);
const STATUSES = graphql(`query { recoveries(first: 12) { edges { node { status } } } }`);
const GIVE_UP = graphql(`
  mutation ($input: IdInput!) { cancelDelivery(input: $input) { delivery { status summary } userErrors { code path } } }
`);

const TEST = graphql(`
  mutation ($input: TestWebhookSubscriptionInput!) {
    testWebhookSubscription(input: $input) { delivery { status } userErrors { code path } }
  }
`);

const PERIOD = { receivedFrom: "2020-01-01T00:00:00Z", receivedTo: "2100-01-01T00:00:00Z" };

async function statuses(tenantId: string): Promise<string[]> {
  const rows = await client().sql<{ status: string }[]>`select status from deliveries where tenant_id = ${tenantId}`;
  return rows.map(({ status }) => status);
}

async function recoveryStatuses(tenant: TestTenant): Promise<string[]> {
  const { recoveries } = await tenant.ask(STATUSES, {});
  return recoveries.edges.map(({ node }) => node.status);
}

/** A tenant with deliveries that failed for good. */
async function withFailures(count: number): Promise<{ tenant: TestTenant; subscriptionId: string }> {
  const tenant = await createTenant();
  receiver.answer((request) => ({ status: request.path === "/down" ? 500 : 200 }));
  const subscriptionId = await makeSubscription(tenant.id, {
    uri: `${receiver.url}/down`,
    retryPolicy: { maxRetries: 0, baseSeconds: 1, maxSeconds: 1 },
  });
  await makeIntegration(tenant.id, { subscriptionIds: [subscriptionId] });
  await publishEvents(
    tenant.id,
    Array.from({ length: count }, () => alert()),
  );
  await waitFor(async () => (await statuses(tenant.id)).filter((status) => status === "FAILED").length === count, {
    what: "failed deliveries",
  });
  return { tenant, subscriptionId };
}

test("a recovery tries every failed delivery of its filter again, counts exactly and says when it is done", async () => {
  const { tenant, subscriptionId } = await withFailures(7);
  const filter = { subscriptionIds: [encodeId("sub", subscriptionId)] };
  const dry = await tenant.ask(RECOVER, { input: { filter, dryRun: true } });
  expect(dry.recoverDeliveries).toEqual({ recovery: null, total: 7, userErrors: [] });
  const none = await tenant.ask(RECOVER, { input: { filter: { eventTypes: ["alert.read"] }, dryRun: true } });
  expect(none.recoverDeliveries.total).toBe(0);
  receiver.answer({ status: 200 });
  const { recoverDeliveries } = await tenant.ask(RECOVER, { input: { filter, perSecond: 3 } });
  expect(recoverDeliveries).toMatchObject({ total: 7, userErrors: [], recovery: { status: "RUNNING", total: 7 } });
  await waitFor(async () => (await statuses(tenant.id)).every((status) => status === "SUCCEEDED"), {
    timeoutMs: 60_000,
    what: "recovered deliveries",
  });
  const done = await waitFor(
    async () => {
      const { recoveries } = await tenant.ask(RECOVERIES, {});
      const node = recoveries.edges[0]?.node;
      return node?.status === "COMPLETED" ? node : null;
    },
    { timeoutMs: 60_000, what: "the recovery's end" },
  );
  expect(done).toMatchObject({ total: 7, done: 7, requestedBy: expect.any(String), completedAt: expect.any(String) });
});

test("what has no subscription to go to any more is not counted", async () => {
  const { tenant, subscriptionId } = await withFailures(2);
  await client().sql`update subscriptions set deleted_at = now() where id = ${subscriptionId}`;
  const dry = await tenant.ask(RECOVER, { input: { filter: {}, dryRun: true } });
  expect(dry.recoverDeliveries.total).toBe(0);
});

test("a recovery that began where there was no delivery takes none that was made later", async () => {
  const tenant = await createTenant();
  const begun = await tenant.ask(RECOVER, { input: { filter: {} } });
  const id = decodeId("rec", begun.recoverDeliveries.recovery?.id ?? "") ?? "";
  const subscriptionId = await makeSubscription(tenant.id, { uri: `${receiver.url}/down` });
  const later = newId();
  await client().sql`
    insert into deliveries (id, tenant_id, event_id, subscription_id, event_type, origin, status)
    values (${later}, ${tenant.id}, ${later}, ${subscriptionId}, 'alert.sent', 'EVENT', 'FAILED')`;
  const [recovery] = await findRecoveries(tenant.id, [id]);
  if (!recovery) throw new Error("The recovery is not there.");
  expect(await countRecovery(tenant.id, {})).toBe(1);
  expect(await lockRecoverable(client().db, recovery, 10)).toEqual([]);
});

test("a test that failed is recovered only where the filter names tests", async () => {
  const { tenant, subscriptionId } = await withFailures(2);
  const sent = await tenant.ask(TEST, { input: { id: encodeId("sub", subscriptionId) } });
  expect(sent.testWebhookSubscription.delivery?.status).toBe("FAILED");
  const count = async (filter: { origins?: ("EVENT" | "TEST")[] }) =>
    (await tenant.ask(RECOVER, { input: { filter, dryRun: true } })).recoverDeliveries.total;
  expect(await count({})).toBe(2);
  expect(await count({ origins: ["EVENT", "TEST"] })).toBe(3);
  receiver.answer({ status: 200 });
  const { recoverDeliveries } = await tenant.ask(RECOVER, { input: { filter: {} } });
  expect(recoverDeliveries.total).toBe(2);
  await waitFor(async () => (await recoveryStatuses(tenant))[0] === "COMPLETED", { what: "the recovery's end" });
  await waitFor(async () => (await statuses(tenant.id)).filter((status) => status === "SUCCEEDED").length === 2, {
    what: "the two that are no tests",
  });
  expect((await statuses(tenant.id)).sort()).toEqual(["FAILED", "SUCCEEDED", "SUCCEEDED"]);
});

test("a recovery says what became of what it took, and its id finds these deliveries", async () => {
  const { tenant } = await withFailures(5);
  let refusals = 2;
  receiver.answer(() => ({ status: refusals-- > 0 ? 500 : 200 }));
  const first = (await tenant.ask(RECOVER, { input: { filter: {} } })).recoverDeliveries.recovery?.id ?? "";
  const outcomes = async () => {
    const { recoveries } = await tenant.ask(OUTCOMES, {});
    return Object.fromEntries(recoveries.edges.map(({ node }) => [node.id, node.outcome]));
  };
  const settled = { succeeded: 3, failed: 2, cancelled: 0, waiting: 0 };
  await vi.waitFor(async () => expect(await outcomes()).toEqual({ [first]: settled }), { timeout: 30_000 });
  const { deliveries } = await tenant.ask(FOUND, { filter: { search: first, statuses: ["FAILED"] } });
  expect(deliveries.totalCount).toBe(2);

  const second = (await tenant.ask(RECOVER, { input: { filter: {} } })).recoverDeliveries.recovery?.id ?? "";
  const taken = { succeeded: 2, failed: 0, cancelled: 0, waiting: 0 };
  await vi.waitFor(
    async () => expect(await outcomes()).toEqual({ [first]: { ...settled, failed: 0 }, [second]: taken }),
    {
      timeout: 30_000,
    },
  );
  const foreign = await (await createTenant()).ask(FOUND, { filter: { search: first } });
  expect(foreign.deliveries.totalCount).toBe(0);
});

test("what a worker made whose clock is ahead is recovered, too", async () => {
  const { tenant } = await withFailures(2);
  await client().sql`update deliveries set created_at = now() + interval '9 minutes' where tenant_id = ${tenant.id}`;
  receiver.answer({ status: 200 });
  await tenant.ask(RECOVER, { input: { filter: {} } });
  await waitFor(async () => (await recoveryStatuses(tenant))[0] === "COMPLETED", { what: "the recovery's end" });
  const { recoveries } = await tenant.ask(RECOVERIES, {});
  expect(recoveries.edges[0]?.node).toMatchObject({ total: 2, done: 2 });
});

test("a recovery that is cancelled takes no more", async () => {
  const { tenant } = await withFailures(5);
  const { recoverDeliveries } = await tenant.ask(RECOVER, { input: { filter: {}, perSecond: 1 } });
  const id = recoverDeliveries.recovery?.id ?? "";
  const { cancelRecovery } = await tenant.ask(CANCEL, { input: { id } });
  expect(cancelRecovery).toMatchObject({ recovery: { status: "CANCELLED" }, userErrors: [] });
  const again = await tenant.ask(CANCEL, { input: { id } });
  expect(again.cancelRecovery.userErrors).toEqual([{ code: "NOT_ALLOWED_NOW", path: ["id"] }]);
  const other = await (await createTenant()).ask(CANCEL, { input: { id } });
  expect(other.cancelRecovery.userErrors).toEqual([{ code: "NOT_FOUND", path: ["id"] }]);
});

test("what is given up while a recovery runs stays so, and what fails meanwhile is taken and counted", async () => {
  const { tenant } = await withFailures(4);
  const rows = await client().sql<{ id: string }[]>`
    update deliveries set status = 'HELD', completed_at = null where id in (
      select id from deliveries where tenant_id = ${tenant.id} order by id desc limit 2) returning id`;
  const [failsLate = "", givenUp = ""] = rows.map(({ id }) => id);
  receiver.answer({ status: 200 });
  const { recoverDeliveries } = await tenant.ask(RECOVER, { input: { filter: {}, perSecond: 1 } });
  expect(recoverDeliveries.recovery?.total).toBe(2);
  await tenant.ask(GIVE_UP, { input: { id: encodeId("dlv", givenUp) } });
  await client().sql`update deliveries set status = 'FAILED', completed_at = now() where id = ${failsLate}`;
  const done = await waitFor(
    async () => {
      const node = (await tenant.ask(RECOVERIES, {})).recoveries.edges[0]?.node;
      return node?.status === "COMPLETED" ? node : null;
    },
    { timeoutMs: 15_000, what: "the recovery's end" },
  );
  expect(done).toMatchObject({ total: 3, done: 3 });
  await waitFor(async () => (await statuses(tenant.id)).filter((status) => status === "SUCCEEDED").length === 3);
  expect(await client().sql`select status from deliveries where id = ${givenUp}`).toEqual([{ status: "CANCELLED" }]);
});

test("a replay delivers past events that the integration as it is now lets through, once each", async () => {
  const tenant = await createTenant();
  receiver.answer({ status: 200 });
  await publishEvents(tenant.id, [alert({ priority: "Emergency" }), alert({ priority: "Operational" }), alert({})]);
  await waitFor(
    async () => {
      const [row] = await client()
        .sql`select count(*)::int as n from events where tenant_id = ${tenant.id} and matched_at is not null`;
      return row?.n === 3;
    },
    { what: "matched events" },
  );
  const subscriptionId = await makeSubscription(tenant.id, { uri: `${receiver.url}/replay` });
  const condition = { field: "metadata.attributes.priority", operator: "EXISTS" as const, values: [] };
  const integration = await makeIntegration(tenant.id, {
    subscriptionIds: [subscriptionId],
    filters: [{ name: null, conditions: [condition] }],
  });
  const input = { ...PERIOD, integrationId: encodeId("int", integration) };
  const dry = await tenant.ask(REPLAY, { input: { ...input, dryRun: true } });
  expect(dry.replayEvents).toEqual({ recovery: null, total: 2, userErrors: [] });
  const { replayEvents } = await tenant.ask(REPLAY, { input });
  expect(replayEvents).toMatchObject({ total: 2, userErrors: [] });
  await receiver.waitFor(2, { matching: (request) => request.path === "/replay" });
  const again = await tenant.ask(REPLAY, { input: { ...input, dryRun: true } });
  expect(again.replayEvents.total).toBe(0);
  await vi.waitFor(async () => {
    const { recoveries } = await tenant.ask(OUTCOMES, {});
    expect(recoveries.edges[0]?.node.outcome).toEqual({ succeeded: 2, failed: 0, cancelled: 0, waiting: 0 });
  });
});

test("a replay keeps its pace by deliveries, and is not held up by events that do not match", async () => {
  const tenant = await createTenant();
  receiver.answer({ status: 200 });
  const others = Array.from({ length: 60 }, () => alert({ priority: "Operational" }));
  const events = [...others, alert({ priority: "Emergency" }), alert({ priority: "Emergency" })];
  await publishEvents(tenant.id, events);
  const matched = async () => {
    const [row] = await client()
      .sql`select count(*)::int as n from events where tenant_id = ${tenant.id} and matched_at is not null`;
    return row?.n === events.length;
  };
  await waitFor(matched, { what: "matched events" });
  const subscriptionIds = await Promise.all(
    ["/one", "/two", "/three"].map((path) => makeSubscription(tenant.id, { uri: `${receiver.url}${path}` })),
  );
  const condition = { field: "metadata.attributes.priority", operator: "IS_ANY_OF" as const, values: ["Emergency"] };
  const filters = [{ name: null, conditions: [condition] }];
  const integration = await makeIntegration(tenant.id, { subscriptionIds, filters });
  const input = { ...PERIOD, integrationId: encodeId("int", integration), perSecond: 3 };
  await tenant.ask(REPLAY, { input });
  await waitFor(async () => (await statuses(tenant.id)).length === 6, { timeoutMs: 10_000, what: "all deliveries" });
  const portions = await client().sql<{ count: number; apart: number }[]>`
    select count(*)::int as count, extract(epoch from max(created_at) - min(min(created_at)) over ())::float8 as apart
      from deliveries where tenant_id = ${tenant.id} group by event_id order by apart`;
  expect(portions).toEqual([
    { count: 3, apart: 0 },
    { count: 3, apart: expect.closeTo(1, 0) },
  ]);
});

test("a replay of one event leaves those alone that were received with it, and says beforehand who lacks it", async () => {
  const tenant = await createTenant();
  receiver.answer({ status: 200 });
  await publishEvents(tenant.id, [alert({ priority: "Emergency" }), alert({ priority: "Emergency" })]);
  const matched = async () =>
    (await client().sql`select from events where tenant_id = ${tenant.id} and matched_at is not null`).length === 2;
  await waitFor(matched, { what: "matched events" });
  const subscriptionId = await makeSubscription(tenant.id, { uri: `${receiver.url}/replay-of-one` });
  const conditions = (value: string) => [
    { field: "metadata.attributes.priority", operator: "IS_ANY_OF" as const, values: [value] },
  ];
  const make = (name: string, value: string, isEnabled = true) =>
    makeIntegration(tenant.id, {
      name,
      isEnabled,
      subscriptionIds: [subscriptionId],
      filters: [{ name: null, conditions: conditions(value) }],
    });
  const integration = await make("Matches", "Emergency");
  await make("Does not match", "Operational");
  await make("Is disabled", "Emergency", false);
  const missedBy = async () => {
    const { events } = await tenant.ask(MISSED, {});
    return events.edges.map(({ node }) => node.missedBy.map(({ name }) => name));
  };
  expect(await missedBy()).toEqual([["Matches"], ["Matches"]]);
  const [newest] = (await tenant.ask(MISSED, {})).events.edges;
  const input = { ...PERIOD, integrationId: encodeId("int", integration), eventId: newest?.node.id ?? "" };
  const { replayEvents } = await tenant.ask(REPLAY, { input });
  expect(replayEvents).toMatchObject({ total: 1, userErrors: [] });
  await waitFor(async () => (await statuses(tenant.id)).join() === "SUCCEEDED", { what: "the one delivery" });
  expect(await missedBy()).toEqual([[], ["Matches"]]);
});

test("many replays of the same events at once deliver each event once, and keep no connection from anybody", async () => {
  const tenant = await createTenant();
  receiver.answer({ status: 200 });
  const count = 30;
  await publishEvents(
    tenant.id,
    Array.from({ length: count }, () => alert()),
  );
  const matched = async () => {
    const [row] = await client()
      .sql`select count(*)::int as n from events where tenant_id = ${tenant.id} and matched_at is not null`;
    return row?.n === count;
  };
  await waitFor(matched, { what: "matched events" });
  const subscriptionId = await makeSubscription(tenant.id, { uri: `${receiver.url}/replays` });
  const integration = await makeIntegration(tenant.id, { subscriptionIds: [subscriptionId] });
  const input = { ...PERIOD, integrationId: encodeId("int", integration), perSecond: 1_000 };
  // More than a worker has connections.
  await Promise.all(Array.from({ length: 12 }, () => tenant.ask(REPLAY, { input })));
  await waitFor(
    async () => {
      const { recoveries } = await tenant.ask(STATUSES, {});
      return recoveries.edges.every(({ node }) => node.status === "COMPLETED");
    },
    { timeoutMs: 60_000, what: "replays" },
  );
  expect(await statuses(tenant.id)).toHaveLength(count);
});

test("a replay leaves an event alone that is still being matched", async () => {
  const tenant = await createTenant();
  const subscriptionId = await makeSubscription(tenant.id, { uri: `${receiver.url}/matching` });
  const integration = await makeIntegration(tenant.id, { subscriptionIds: [subscriptionId] });
  await publishEvents(tenant.id, [alert()]);
  await waitFor(async () => (await statuses(tenant.id)).length === 1, { what: "the delivery" });
  await client().sql`delete from deliveries where tenant_id = ${tenant.id}`;
  const input = { ...PERIOD, integrationId: encodeId("int", integration), dryRun: true };
  const count = async () => (await tenant.ask(REPLAY, { input })).replayEvents.total;
  expect(await count()).toBe(1);
  await client().sql`update events set matched_at = null where tenant_id = ${tenant.id}`;
  expect(await count()).toBe(0);
});

test("what cannot be replayed is refused with its place in the input", async () => {
  const tenant = await createTenant();
  const subscriptionId = await makeSubscription(tenant.id, { uri: `${receiver.url}/x` });
  const disabled = await makeIntegration(tenant.id, { subscriptionIds: [subscriptionId], isEnabled: false });
  const ask = async (input: Partial<typeof PERIOD> & { integrationId: string; perSecond?: number }) =>
    (await tenant.ask(REPLAY, { input: { ...PERIOD, ...input } })).replayEvents.userErrors;
  expect(await ask({ integrationId: encodeId("int", disabled) })).toEqual([
    { code: "NOT_ALLOWED_NOW", path: ["integrationId"] },
  ]);
  expect(await ask({ integrationId: "int_nonsense", receivedTo: "2019-01-01T00:00:00Z", perSecond: 5_000 })).toEqual([
    { code: "LIMIT_EXCEEDED", path: ["perSecond"] },
    { code: "NOT_FOUND", path: ["integrationId"] },
    { code: "INVALID", path: ["receivedTo"] },
  ]);
});

test("where integrations are not enabled, nothing is replayed; what was matched before is still owed", async () => {
  const { tenant, subscriptionId } = await withFailures(2);
  const integration = await makeIntegration(tenant.id, { subscriptionIds: [subscriptionId] });
  await client().sql`update tenants set integrations_enabled = false where id = ${tenant.id}`;
  for (const dryRun of [true, false]) {
    const { replayEvents } = await tenant.ask(REPLAY, {
      input: { ...PERIOD, integrationId: encodeId("int", integration), dryRun },
    });
    expect(replayEvents).toEqual({ recovery: null, total: null, userErrors: [{ code: "NOT_ENABLED", path: [] }] });
  }
  receiver.answer({ status: 200 });
  const [failed] = await client().sql<{ id: string }[]>`select id from deliveries where tenant_id = ${tenant.id}`;
  const retried = await tenant.ask(RETRY, { input: { id: encodeId("dlv", failed?.id ?? "") } });
  expect(retried.retryDelivery.userErrors).toEqual([]);
  const { recoverDeliveries } = await tenant.ask(RECOVER, { input: { filter: {} } });
  expect(recoverDeliveries.userErrors).toEqual([]);
  await waitFor(async () => (await statuses(tenant.id)).every((status) => status === "SUCCEEDED"), {
    timeoutMs: 60_000,
    what: "what was owed",
  });
});

test("a delivery that waits can be given up, and says who did; one that ended cannot", async () => {
  const { tenant } = await withFailures(1);
  const [failed] = await client().sql<{ id: string }[]>`select id from deliveries where tenant_id = ${tenant.id}`;
  const failedId = encodeId("dlv", failed?.id ?? "");
  const refused = await tenant.ask(GIVE_UP, { input: { id: failedId } });
  expect(refused.cancelDelivery).toEqual({ delivery: null, userErrors: [{ code: "NOT_ALLOWED_NOW", path: ["id"] }] });
  await client()
    .sql`update deliveries set status = 'HELD', completed_at = null where id = ${decodeId("dlv", failedId)}`;
  const { cancelDelivery } = await tenant.ask(GIVE_UP, { input: { id: failedId } });
  expect(cancelDelivery.delivery).toMatchObject({ status: "CANCELLED", summary: expect.stringMatching(/gave it up/) });
});
