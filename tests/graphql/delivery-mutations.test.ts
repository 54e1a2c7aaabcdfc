/** Testing subscriptions, retrying deliveries, and what becomes of those that wait, with a real worker and receiver. */
import { Webhook } from "standardwebhooks";
import { beforeAll, describe, expect, test } from "vitest";
import { client } from "#db/client";
import { graphql } from "#graphql/document";
import { publishEvents } from "#jobs/publish-events";
import { createTenant, startWorker, type TestTenant, withDatabase } from "../support/api.ts";
import { type Receiver, startReceiver } from "../support/receiver.ts";
import { waitFor } from "../support/wait-for.ts";

withDatabase();

let tenant: TestTenant;
let receiver: Receiver;
beforeAll(async () => {
  tenant = await createTenant();
  receiver = await startReceiver();
  const worker = await startWorker();
  return async () => {
    await worker.stop();
    await receiver.close();
  };
});

const SUBSCRIBE = graphql(`
  mutation ($input: CreateWebhookSubscriptionInput!) {
    createWebhookSubscription(input: $input) {
      webhookSubscription { id signingKeys { value } }
      userErrors { message }
    }
  }
`);
const CHANGE = graphql(`
  mutation ($input: UpdateWebhookSubscriptionInput!) {
    updateWebhookSubscription(input: $input) { userErrors { message } }
  }
`);
const DELETE = graphql(`mutation ($input: DeleteInput!) { deleteWebhookSubscription(input: $input) { deletedId } }`);
const TEST = graphql(`
  mutation ($input: TestWebhookSubscriptionInput!) {
    testWebhookSubscription(input: $input) {
      delivery {
        id
        origin
        status
        attemptCount
        integration { id }
        event { type { name } payload }
        attempts { id outcome cause statusCode request { method uri headers { name value } body } response { statusCode body } }
      }
      userErrors { code path }
    }
  }
`);
const RETRY = graphql(`
  mutation ($input: IdInput!) { retryDelivery(input: $input) { delivery { id status } userErrors { code path } } }
`);
const DELIVERIES = graphql(`
  query ($filter: DeliveryFilter) {
    deliveries(filter: $filter) {
      edges { node { id status attemptCount nextAttemptAt completedAt summary attempts { id number outcome } } }
    }
  }
`);
const HEALTH = graphql(`
  query ($id: ID!) { webhookSubscription(id: $id) { health { state summary heldDeliveries consecutiveFailures } } }
`);

async function subscribe(path: string, input: Record<string, unknown> = {}) {
  const answer = await tenant.ask(SUBSCRIBE, {
    input: { uri: receiver.url + path, eventTypes: ["alert.sent"], ...input },
  });
  expect(answer.createWebhookSubscription.userErrors).toEqual([]);
  const created = answer.createWebhookSubscription.webhookSubscription;
  return { id: created?.id ?? "", key: created?.signingKeys[0]?.value ?? "" };
}

async function deliveriesOf(subscriptionId: string) {
  const { deliveries } = await tenant.ask(DELIVERIES, { filter: { subscriptionIds: [subscriptionId] } });
  return deliveries.edges.map((edge) => edge.node);
}

const alert = { type: "alert.sent", externalId: null, occurredAt: null, metadata: { a: 1 }, data: {} };

describe("a test of a subscription", () => {
  test("sends Ping! with its security, verifiably signed, and shows it with secrets masked", async () => {
    const { id, key } = await subscribe("/ping", { security: { apiKey: "receivers-own-secret" }, isActive: false });
    const { testWebhookSubscription } = await tenant.ask(TEST, { input: { id } });
    const request = receiver.requests.find((one) => one.path === "/ping");
    expect(request?.text).toBe('"Ping!"');
    expect(request?.headers.apikey).toBe("receivers-own-secret");
    expect(() => new Webhook(key).verify(request?.text ?? "", request?.headers ?? {})).not.toThrow();
    expect(testWebhookSubscription).toMatchObject({
      delivery: {
        id: request?.headers["webhook-id"],
        origin: "TEST",
        status: "SUCCEEDED",
        attemptCount: 1,
        integration: null,
        event: null,
        attempts: [
          {
            outcome: "SUCCEEDED",
            statusCode: 200,
            request: { method: "POST", uri: `${receiver.url}/ping`, body: '"Ping!"' },
            response: { statusCode: 200 },
          },
        ],
      },
      userErrors: [],
    });
    const text = JSON.stringify(testWebhookSubscription);
    expect(text).not.toContain("receivers-own-secret");
    expect(text).toMatch(/apiKey/i);
  });

  test("sends an event, byte for byte as history shows it but for the secret", async () => {
    const { id } = await subscribe("/event", { secret: "shared-secret" });
    const event = { type: "alert.sent", metadata: { é: ["ü", 1.5, null] }, data: { z: 1, a: { b: true } } };
    const { testWebhookSubscription } = await tenant.ask(TEST, { input: { id, event } });
    const sent = receiver.requests.find((one) => one.path === "/event")?.text ?? "";
    const delivery = testWebhookSubscription.delivery;
    const shown = delivery?.attempts[0]?.request.body ?? "";
    expect(JSON.parse(sent)).toMatchObject({ ...event, secret: "shared-secret" });
    expect(shown).not.toContain("shared-secret");
    expect(shown).toBe(sent.replace("shared-secret", JSON.parse(shown).secret));
    expect(delivery?.event).toEqual({
      type: { name: "alert.sent" },
      payload: { metadata: event.metadata, data: event.data },
    });
    const { events } = await tenant.ask(graphql(`query { events { edges { cursor } } }`), {});
    expect(events.edges).toEqual([]);
  });

  test("that fails says so and is not tried again", async () => {
    const { id } = await subscribe("/redirect");
    receiver.answer((request) => (request.path === "/redirect" ? { status: 302, headers: { location: "/x" } } : {}));
    const { testWebhookSubscription } = await tenant.ask(TEST, { input: { id } });
    expect(testWebhookSubscription.delivery).toMatchObject({
      status: "FAILED",
      attempts: [{ outcome: "REDIRECT", statusCode: 302 }],
    });
  });

  test("with an unusable event, or of nothing, is refused with everything that is wrong", async () => {
    const { id } = await subscribe("/refused");
    const faults = async (input: { id: string; event?: unknown }) =>
      (await tenant.ask(TEST, { input })).testWebhookSubscription.userErrors.map(({ code, path }) => [code, path]);
    expect(await faults({ id, event: { type: "nope", extra: 1, metadata: [] } })).toEqual(
      expect.arrayContaining([
        ["INVALID", ["event", "type"]],
        ["INVALID", ["event", "extra"]],
        ["INVALID", ["event", "metadata"]],
      ]),
    );
    expect(await faults({ id, event: 5 })).toEqual([["INVALID", ["event"]]]);
    expect(await faults({ id: "sub_01h455vb4pex5vsknk084sn02q", event: 5 })).toEqual([
      ["NOT_FOUND", ["id"]],
      ["INVALID", ["event"]],
    ]);
    const off = await createTenant({ integrationsEnabled: false });
    expect((await off.ask(TEST, { input: { id } })).testWebhookSubscription.userErrors).toMatchObject([
      { code: "NOT_ENABLED", path: [] },
    ]);
  });
});

describe("a delivery", () => {
  test("that failed for good is retried as the same delivery, whatever its status", async () => {
    receiver.answer({ status: 410 });
    const { id } = await subscribe("/retry");
    await publishEvents(tenant.id, [alert]);
    const [failed] = await waitFor(async () => {
      const found = await deliveriesOf(id);
      return found[0]?.status === "FAILED" ? found : null;
    });
    receiver.answer({ status: 204 });
    for (const attemptCount of [2, 3]) {
      const { retryDelivery } = await tenant.ask(RETRY, { input: { id: failed?.id ?? "" } });
      expect(retryDelivery).toMatchObject({ delivery: { id: failed?.id }, userErrors: [] });
      await waitFor(async () => {
        const [found] = await deliveriesOf(id);
        return found?.status === "SUCCEEDED" && found.attemptCount === attemptCount;
      });
    }
    const ids = receiver.requests.filter((one) => one.path === "/retry").map((one) => one.headers["webhook-id"]);
    expect(ids).toEqual([failed?.id, failed?.id, failed?.id]);
    const [attempt] = (await deliveriesOf(id))[0]?.attempts ?? [];
    const node = await tenant.ask(
      graphql(
        `query ($id: ID!) { node(id: $id) { __typename id ... on DeliveryAttempt { number outcome request { body } } } }`,
      ),
      { id: attempt?.id ?? "" },
    );
    expect(node.node).toMatchObject({
      __typename: "DeliveryAttempt",
      id: attempt?.id,
      number: 1,
      outcome: "HTTP_ERROR",
    });
    await tenant.ask(DELETE, { input: { id } });
  });

  test.each(["dlv_01h455vb4pex5vsknk084sn02q", "evt_01h455vb4pex5vsknk084sn02q", "x"])(
    "that nobody has (%s) cannot be retried",
    async (id) => {
      const { retryDelivery } = await tenant.ask(RETRY, { input: { id } });
      expect(retryDelivery).toEqual({ delivery: null, userErrors: [{ code: "NOT_FOUND", path: ["id"] }] });
    },
  );

  test("whose subscription was deleted cannot be retried, and stays as it is", async () => {
    const { id } = await subscribe("/deleted-before-retry");
    await tenant.ask(CHANGE, { input: { id, isActive: false } });
    await publishEvents(tenant.id, [alert]);
    await waitFor(async () => (await deliveriesOf(id))[0]?.status === "HELD");
    await tenant.ask(DELETE, { input: { id } });
    const [before] = await deliveriesOf(id);
    const { retryDelivery } = await tenant.ask(RETRY, { input: { id: before?.id ?? "" } });
    expect(retryDelivery).toEqual({ delivery: null, userErrors: [{ code: "NOT_ALLOWED_NOW", path: ["id"] }] });
    expect(await deliveriesOf(id)).toEqual([before]);
  });

  test("cannot be retried while an attempt is under way", async () => {
    const { id } = await subscribe("/slow", { timeoutSeconds: 3 });
    receiver.answer((request) => (request.path === "/slow" ? { hang: true } : {}));
    await publishEvents(tenant.id, [alert]);
    const [delivery] = await waitFor(async () => {
      const [row] = await client()
        .sql`select 1 from deliveries where attempt_started_at is not null and status = 'PENDING'`;
      return row ? deliveriesOf(id) : null;
    });
    const { retryDelivery } = await tenant.ask(RETRY, { input: { id: delivery?.id ?? "" } });
    expect(retryDelivery).toEqual({ delivery: null, userErrors: [{ code: "NOT_ALLOWED_NOW", path: ["id"] }] });
    receiver.answer({ status: 200 });
    await tenant.ask(DELETE, { input: { id } });
  });

  test("is held while its subscription is not active, and goes out when it is", async () => {
    receiver.answer({ status: 200 });
    const { id } = await subscribe("/held", { isActive: false });
    await publishEvents(tenant.id, [alert, alert]);
    await waitFor(async () => (await deliveriesOf(id)).filter((one) => one.status === "HELD").length === 2);
    expect((await tenant.ask(HEALTH, { id })).webhookSubscription?.health).toMatchObject({
      state: "INACTIVE",
      heldDeliveries: 2,
      summary: "Switched off; 2 deliveries are kept until it is active again.",
    });
    await tenant.ask(CHANGE, { input: { id, isActive: true } });
    await waitFor(async () => (await deliveriesOf(id)).every((one) => one.status === "SUCCEEDED"));
    expect(receiver.requests.filter((one) => one.path === "/held")).toHaveLength(2);
  });

  test("of a deleted subscription is cancelled, and history goes on naming it", async () => {
    const { id } = await subscribe("/cancelled", { name: "Old pager", isActive: false });
    await publishEvents(tenant.id, [alert]);
    await waitFor(async () => (await deliveriesOf(id))[0]?.status === "HELD");
    await tenant.ask(DELETE, { input: { id } });
    const { deliveries } = await tenant.ask(
      graphql(`
        query ($filter: DeliveryFilter) {
          deliveries(filter: $filter) { edges { node { status completedAt subscription { name deletedAt } } } }
        }
      `),
      { filter: { subscriptionIds: [id] } },
    );
    expect(deliveries.edges.map((edge) => edge.node)).toEqual([
      {
        status: "CANCELLED",
        completedAt: expect.any(String),
        subscription: { name: "Old pager", deletedAt: expect.any(String) },
      },
    ]);
  });
});
