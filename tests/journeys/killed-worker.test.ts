/** kill -9 of the only worker in the middle of 2,000 deliveries loses none of them. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { graphql } from "#graphql/document";
import { type Product, startProduct } from "../support/product.ts";
import { type ReceivedRequest, type Receiver, startReceiver } from "../support/receiver.ts";
import { waitFor } from "../support/wait-for.ts";

const EVENTS = 2_000;
const EVENTS_PER_REQUEST = 1_000;
const RECOVERED_WITHIN_MS = 60_000;

const CreateIntegration = graphql(`
  mutation KilledWorkerIntegration($uri: String!) {
    createIntegration(
      input: {
        name: "Everything"
        trigger: "alert.sent"
        actions: [{ newSubscription: { uri: $uri, eventTypes: ["alert.sent"] } }]
      }
    ) {
      userErrors {
        message
      }
    }
  }
`);

const Counts = graphql(`
  query KilledWorkerCounts {
    all: deliveries(first: 1) {
      totalCount
    }
    succeeded: deliveries(first: 1, filter: { statuses: [SUCCEEDED] }) {
      totalCount
    }
  }
`);

let product: Product;
let receiver: Receiver;

beforeAll(async () => {
  [product, receiver] = await Promise.all([startProduct(), startReceiver()]);
  const { createIntegration } = await product.ask(CreateIntegration, { uri: `${receiver.url}/all` });
  expect(createIntegration.userErrors).toEqual([]);
});
afterAll(async () => {
  await product?.stop();
  await receiver?.close();
});

test(`all of ${EVENTS} alerts arrive although the worker is killed`, { timeout: 150_000 }, async () => {
  receiver.answer({ status: 200, delayMs: 10 });
  for (let from = 0; from < EVENTS; from += EVENTS_PER_REQUEST) {
    const events = Array.from({ length: EVENTS_PER_REQUEST }, (_, at) => ({
      type: "alert.sent",
      data: { number: from + at },
    }));
    expect(await product.publish(events)).toMatchObject({ status: 202, answer: { accepted: EVENTS_PER_REQUEST } });
  }
  const killed = await product.startWorker();
  await receiver.waitFor(300, { timeoutMs: 30_000 });
  await killed.stop("SIGKILL");
  expect(receiver.requests.length).toBeLessThan(EVENTS - 300);

  const startedAt = Date.now();
  await product.startWorker();
  await waitFor(() => numbersArrived().size === EVENTS, {
    timeoutMs: RECOVERED_WITHIN_MS,
    what: "all alerts to arrive",
  });
  expect(Date.now() - startedAt).toBeLessThan(RECOVERED_WITHIN_MS);

  await waitFor(async () => (await product.ask(Counts, {})).succeeded.totalCount === EVENTS, {
    timeoutMs: 30_000,
    what: "all deliveries to stand as succeeded",
  });
  expect((await product.ask(Counts, {})).all.totalCount).toBe(EVENTS);
  const idOf = ({ headers }: ReceivedRequest) => headers["webhook-id"];
  expect(new Set(receiver.requests.map(idOf)).size).toBe(EVENTS);
  expect(new Set(receiver.requests.map((request) => `${numberOf(request)} ${idOf(request)}`)).size).toBe(EVENTS);
});

function numberOf({ json }: { json: unknown }): number {
  return (json as { data: { number: number } }).data.number;
}

function numbersArrived(): Set<number> {
  return new Set(receiver.requests.map(numberOf));
}
