/** A receiver that is down for a while, from outside: paused, probed, and everything arrives when it is back. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { graphql } from "#graphql/document";
import { type Product, startProduct } from "../support/product.ts";
import { type Receiver, startReceiver } from "../support/receiver.ts";
import { waitFor } from "../support/wait-for.ts";

const Create = graphql(`
  mutation BreakerIntegration($input: CreateIntegrationInput!) {
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

const Look = graphql(`
  query BreakerSubscription($id: ID!) {
    webhookSubscription(id: $id) {
      health {
        state
        summary
        heldDeliveries
      }
      deliveries(first: 50) {
        edges {
          node {
            status
            summary
          }
        }
      }
    }
  }
`);

let product: Product;
let receiver: Receiver;
beforeAll(async () => {
  [product, receiver] = await Promise.all([
    startProduct({ CIRCUIT_BREAKER_SECONDS: "1", CIRCUIT_BREAKER_PROBE_SECONDS: "1" }),
    startReceiver(),
  ]);
  await product.startWorker();
});
afterAll(async () => {
  await product?.stop();
  await receiver?.close();
});

const PATIENTLY = { timeoutMs: 30_000 };

const alerts = (count: number, priority: string) =>
  Array.from({ length: count }, () => ({ type: "alert.sent", metadata: { attributes: { priority } } }));

test("a receiver that is down is paused, what comes is held, and all of it arrives once it is back", async () => {
  receiver.answer({ status: 503 });
  const { createIntegration } = await product.ask(Create, {
    input: {
      name: "All alerts",
      trigger: "alert.sent",
      actions: [
        {
          newSubscription: {
            uri: `${receiver.url}/cad`,
            eventTypes: ["alert.sent"],
            retryPolicy: { maxRetries: 50, baseSeconds: 1, maxSeconds: 1 },
          },
        },
      ],
    },
  });
  const id = createIntegration.integration?.actions[0]?.subscription.id ?? "";
  const look = async () => (await product.ask(Look, { id })).webhookSubscription;
  await product.publish(alerts(12, "Operational"));
  const paused = await waitFor(async () => {
    const seen = await look();
    return seen?.health.state === "PAUSED" && seen.health.heldDeliveries >= 11 ? seen : null;
  }, PATIENTLY);
  expect(paused.health.summary).toMatch(/^Paused: the last \d+ attempts failed.*503.*1[12] deliveries are kept/);
  const before = receiver.requests.length;
  await product.publish(alerts(1, "Emergency"));
  const held = await waitFor(async () => {
    const newest = (await look())?.deliveries.edges[0]?.node;
    return newest?.status === "HELD" ? newest : null;
  }, PATIENTLY);
  expect(held.summary).toMatch(/it is paused.*nothing is lost/);
  expect(receiver.requests.length - before).toBeLessThanOrEqual(3);
  receiver.answer({ status: 200 });
  await waitFor(async () => {
    const nodes = (await look())?.deliveries.edges.map(({ node }) => node.status) ?? [];
    return nodes.length === 13 && nodes.every((status) => status === "SUCCEEDED");
  }, PATIENTLY);
  expect((await look())?.health.state).toBe("HEALTHY");
}, 90_000);
