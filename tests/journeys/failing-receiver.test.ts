/** What becomes of deliveries when the receiver does not take them, from outside: retried, given up, held, resumed. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { graphql } from "#graphql/document";
import { type Product, startProduct } from "../support/product.ts";
import { type Answer, type Receiver, startReceiver } from "../support/receiver.ts";
import { waitFor } from "../support/wait-for.ts";

const CreateIntegration = graphql(`
  mutation FailingIntegration($input: CreateIntegrationInput!) {
    createIntegration(input: $input) {
      integration {
        actions {
          subscription {
            id
          }
        }
      }
      userErrors {
        message
      }
    }
  }
`);

const SetActive = graphql(`
  mutation FailingSetActive($id: ID!, $isActive: Boolean!) {
    updateWebhookSubscription(input: { id: $id, isActive: $isActive }) {
      webhookSubscription {
        isActive
      }
      userErrors {
        message
      }
    }
  }
`);

const Retry = graphql(`
  mutation FailingRetry($id: ID!) {
    retryDelivery(input: { id: $id }) {
      userErrors {
        code
      }
    }
  }
`);

const SubscriptionQuery = graphql(`
  query FailingSubscription($id: ID!) {
    webhookSubscription(id: $id) {
      health {
        state
        summary
        consecutiveFailures
        heldDeliveries
      }
      deliveries {
        edges {
          node {
            id
            status
            summary
            attemptCount
            nextAttemptAt
            completedAt
            attempts {
              number
              outcome
              cause
              statusCode
              startedAt
              durationMs
            }
          }
        }
      }
    }
  }
`);

let product: Product;
let receiver: Receiver;
/** What each path of the receiver answers; nothing said: 200. */
const answers = new Map<string, (earlier: number) => Answer>();

beforeAll(async () => {
  [product, receiver] = await Promise.all([startProduct(), startReceiver()]);
  receiver.answer((request) => {
    const earlier = receiver.requests.filter(({ path }) => path === request.path).length - 1;
    return answers.get(request.path)?.(earlier) ?? { status: 200 };
  });
  await product.startWorker();
});
afterAll(async () => {
  await product?.stop();
  await receiver?.close();
});

describe.concurrent("a receiver that fails", () => {
  test("gets the same delivery again by the retry policy, until it takes it", async () => {
    answers.set("/recovers", (earlier) => (earlier < 2 ? { status: 503, body: "not now" } : { status: 204 }));
    const id = await publishTo("/recovers", { retryPolicy: { maxRetries: 5, baseSeconds: 1, maxSeconds: 2 } });
    const delivery = await untilStatus(id, "SUCCEEDED");
    expect(delivery).toMatchObject({
      attemptCount: 3,
      nextAttemptAt: null,
      attempts: [
        { number: 1, outcome: "HTTP_ERROR", statusCode: 503, cause: expect.stringContaining("503") },
        { number: 2, outcome: "HTTP_ERROR", statusCode: 503 },
        { number: 3, outcome: "SUCCEEDED", statusCode: 204 },
      ],
    });
    const [first = 0, second = 0, third = 0] = delivery.attempts.map(({ startedAt }) => Date.parse(startedAt));
    expect(second - first).toBeGreaterThanOrEqual(1_000);
    expect(third - second).toBeGreaterThanOrEqual(2_000);
    const requests = requestsAt("/recovers");
    expect(new Set(requests.map(({ headers }) => headers["webhook-id"]))).toEqual(new Set([delivery.id]));
    expect(new Set(requests.map(({ headers }) => headers["webhook-timestamp"])).size).toBe(3);
    expect(new Set(requests.map(({ text }) => text)).size).toBe(1);
  });

  test("decides with Retry-After when the next attempt comes, up to the policy's maximum", async () => {
    answers.set("/later", (earlier) =>
      earlier === 0 ? { status: 429, headers: { "retry-after": "3600" } } : { status: 200 },
    );
    const id = await publishTo("/later", { retryPolicy: { maxRetries: 1, baseSeconds: 1, maxSeconds: 3 } });
    const { attempts } = await untilStatus(id, "SUCCEEDED");
    const [first = 0, second = 0] = attempts.map(({ startedAt }) => Date.parse(startedAt));
    expect(second - first).toBeGreaterThanOrEqual(3_000);
    expect(second - first).toBeLessThan(10_000);
  });

  test("that is gone for good is not asked again", async () => {
    answers.set("/gone", () => ({ status: 410 }));
    const id = await publishTo("/gone", {});
    const delivery = await untilStatus(id, "FAILED");
    expect(delivery).toMatchObject({ attemptCount: 1, nextAttemptAt: null, summary: expect.stringContaining("410") });
    expect(delivery.completedAt).not.toBeNull();
  });

  test("fails a delivery when the retries are used up; a person may try again", async () => {
    let isRepaired = false;
    answers.set("/broken", () => ({ status: isRepaired ? 200 : 500 }));
    const id = await publishTo("/broken", { retryPolicy: { maxRetries: 1, baseSeconds: 1, maxSeconds: 1 } });
    const failed = await untilStatus(id, "FAILED");
    expect(failed.attemptCount).toBe(2);
    isRepaired = true;
    expect(await product.ask(Retry, { id: failed.id })).toEqual({ retryDelivery: { userErrors: [] } });
    const delivery = await untilStatus(id, "SUCCEEDED");
    expect(delivery).toMatchObject({ id: failed.id, attemptCount: 3 });
    expect(new Set(requestsAt("/broken").map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  });

  test.each<[string, Answer, string, RegExp]>([
    ["answers with a redirect", { status: 302, headers: { location: "/elsewhere" } }, "REDIRECT", /302|redirect/i],
    ["does not answer in time", { hang: true }, "TIMEOUT", /did not answer within 1 second/],
    ["cuts the connection", { reset: true }, "CONNECTION_ERROR", /connection/i],
  ])("that %s is a failed attempt with its cause", async (_, answer, outcome, cause) => {
    const path = `/${outcome.toLowerCase()}`;
    answers.set(path, () => answer);
    const id = await publishTo(path, { retryPolicy: { maxRetries: 0 }, timeoutSeconds: 1 });
    const { attempts } = await untilStatus(id, "FAILED");
    expect(attempts).toMatchObject([{ outcome, cause: expect.stringMatching(cause) }]);
    expect(requestsAt("/elsewhere")).toEqual([]);
  });

  test("says in its health what is wrong, and that it is well again", async () => {
    let isRepaired = false;
    answers.set("/health", () => ({ status: isRepaired ? 200 : 503 }));
    const id = await publishTo("/health", { retryPolicy: { maxRetries: 9, baseSeconds: 1, maxSeconds: 1 } });
    const failing = await untilHealth(id, "FAILING");
    expect(failing.consecutiveFailures).toBeGreaterThan(0);
    expect(failing.summary).toContain("503");
    isRepaired = true;
    expect(await untilHealth(id, "HEALTHY")).toMatchObject({ consecutiveFailures: 0 });
  });
});

test("an inactive subscription holds what comes, and gets it when it is active again", async () => {
  const id = await publishTo("/pausing", {});
  await untilStatus(id, "SUCCEEDED");
  await setActive(id, false);
  await publishAlert("/pausing");
  const held = await untilStatus(id, "HELD");
  expect(held.attemptCount).toBe(0);
  expect(await untilHealth(id, "INACTIVE")).toMatchObject({ heldDeliveries: 1 });
  expect(requestsAt("/pausing")).toHaveLength(1);
  await setActive(id, true);
  await waitFor(async () => (await deliveriesOf(id)).every(({ status }) => status === "SUCCEEDED"));
  expect(requestsAt("/pausing").map(({ headers }) => headers["webhook-id"])).toContain(held.id);
});

test("a receiver that is not there gets it when it is", async () => {
  const { port, close } = await startReceiver();
  await close();
  const policy = { maxRetries: 30, baseSeconds: 1, maxSeconds: 1 };
  const id = await publishTo("/away", { retryPolicy: policy }, `http://127.0.0.1:${port}`);
  const { attempts } = await untilStatus(id, "RETRYING");
  expect(attempts[0]).toMatchObject({ outcome: "CONNECTION_ERROR", statusCode: null });
  const back = await startReceiver({ port });
  await back.waitFor(1);
  await untilStatus(id, "SUCCEEDED");
  await back.close();
});

type SubscriptionSettings = {
  retryPolicy?: { maxRetries: number; baseSeconds?: number; maxSeconds?: number };
  timeoutSeconds?: number;
};

/** Makes a subscription with an integration of its own for what is published to the path, publishes one; its id. */
async function publishTo(path: string, settings: SubscriptionSettings, origin = receiver.url): Promise<string> {
  const { createIntegration } = await product.ask(CreateIntegration, {
    input: {
      name: path,
      trigger: "alert.sent",
      filters: [{ conditions: [{ field: "data.path", values: [path] }] }],
      actions: [{ newSubscription: { uri: origin + path, eventTypes: ["alert.sent"], ...settings } }],
    },
  });
  expect(createIntegration.userErrors).toEqual([]);
  await publishAlert(path);
  return createIntegration.integration?.actions[0]?.subscription.id ?? "";
}

async function publishAlert(path: string): Promise<void> {
  expect(await product.publish({ type: "alert.sent", data: { path } })).toMatchObject({ status: 202 });
}

async function setActive(id: string, isActive: boolean): Promise<void> {
  const { updateWebhookSubscription } = await product.ask(SetActive, { id, isActive });
  expect(updateWebhookSubscription).toEqual({ webhookSubscription: { isActive }, userErrors: [] });
}

async function askSubscription(id: string) {
  const { webhookSubscription } = await product.ask(SubscriptionQuery, { id });
  if (!webhookSubscription) throw new Error(`There is no subscription ${id}.`);
  return webhookSubscription;
}

async function deliveriesOf(id: string) {
  return (await askSubscription(id)).deliveries.edges.map(({ node }) => node);
}

/** The newest delivery of the subscription, once it has the status. */
function untilStatus(id: string, status: string) {
  return waitFor(
    async () => {
      const [newest] = await deliveriesOf(id);
      return newest?.status === status ? newest : null;
    },
    { timeoutMs: 60_000, what: `a delivery that is ${status}` },
  );
}

function untilHealth(id: string, state: string) {
  return waitFor(
    async () => {
      const { health } = await askSubscription(id);
      return health.state === state ? health : null;
    },
    { timeoutMs: 60_000, what: `health ${state}` },
  );
}

function requestsAt(path: string) {
  return receiver.requests.filter((request) => request.path === path);
}
