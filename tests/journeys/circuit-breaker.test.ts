/**
 * A receiver that is down for a while, from outside: paused, probed, and everything arrives when it is back. Two workers
 * see it, and the administrators are told of each change once, also where a notice does not arrive the first time.
 */
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { graphql } from "#graphql/document";
import { type MailServer, startMailServer } from "../support/mail-server.ts";
import { type Product, startProduct } from "../support/product.ts";
import { type ReceivedRequest, type Receiver, startReceiver } from "../support/receiver.ts";
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

const NotifyAt = graphql(`
  mutation BreakerNotifyAt($uri: String!) {
    updateNotificationSettings(input: { webhookUri: $uri }) {
      notificationSettings {
        signingKey
      }
    }
  }
`);

const Notices = graphql(`
  query BreakerNotices {
    notifications(first: 50) {
      edges {
        node {
          id
          kind
          sentence
        }
      }
    }
    notificationSettings {
      webhookFault {
        message
      }
      mailFault {
        message
      }
    }
  }
`);

let product: Product;
let receiver: Receiver;
let mailServer: MailServer;
/** Takes notices, when it takes any. */
let noticeReceiver: Receiver;
let signingKey = "";
beforeAll(async () => {
  [receiver, noticeReceiver, mailServer] = await Promise.all([startReceiver(), startReceiver(), startMailServer()]);
  product = await startProduct({
    CIRCUIT_BREAKER_SECONDS: "1",
    CIRCUIT_BREAKER_PROBE_SECONDS: "1",
    SMTP_URL: mailServer.url,
    MAIL_FROM: "alerts@example.com",
  });
  await Promise.all([product.startWorker(), product.startWorker()]);
  const { updateNotificationSettings } = await product.ask(NotifyAt, { uri: `${noticeReceiver.url}/hush?token=hush` });
  signingKey = updateNotificationSettings.notificationSettings?.signingKey ?? "";
  noticeReceiver.answer({ status: 503 });
  mailServer.refuse(451);
});
afterAll(async () => {
  await product?.stop();
  await receiver?.close();
  await noticeReceiver?.close();
  await mailServer?.close();
});

const PATIENTLY = { timeoutMs: 60_000 };

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
  await noticeReceiver.waitFor(1, PATIENTLY);
  const faults = await waitFor(async () => {
    const { notificationSettings } = await product.ask(Notices, {});
    return notificationSettings.webhookFault && notificationSettings.mailFault ? notificationSettings : null;
  }, PATIENTLY);
  expect(faults).toEqual({
    webhookFault: { message: `127.0.0.1:${noticeReceiver.port} answered 503 Service Unavailable.` },
    mailFault: { message: "The mail server refused the mail (451)." },
  });
  const before = receiver.requests.length;
  await product.publish(alerts(1, "Emergency"));
  const held = await waitFor(async () => {
    const newest = (await look())?.deliveries.edges[0]?.node;
    return newest?.status === "HELD" ? newest : null;
  }, PATIENTLY);
  expect(held.summary).toMatch(/it is paused.*nothing is lost/);
  expect(receiver.requests.length - before).toBeLessThanOrEqual(3);
  receiver.answer({ status: 200 });
  noticeReceiver.answer({ status: 200 });
  mailServer.refuse(null);
  await waitFor(async () => {
    const nodes = (await look())?.deliveries.edges.map(({ node }) => node.status) ?? [];
    return nodes.length === 13 && nodes.every((status) => status === "SUCCEEDED");
  }, PATIENTLY);
  expect((await look())?.health.state).toBe("HEALTHY");
}, 90_000);

test("of both changes everybody was told once, by two workers, and again where the first attempt was refused", async () => {
  const { notifications } = await product.ask(Notices, {});
  const told = notifications.edges.map(({ node }) => node).reverse();
  expect(told.map(({ kind }) => kind)).toEqual(["PAUSED", "RECOVERED"]);
  await noticeReceiver.waitFor(3, PATIENTLY);
  const mails = await mailServer.waitFor(2);
  await waitFor(async () => {
    const { notificationSettings } = await product.ask(Notices, {});
    return notificationSettings.webhookFault === null && notificationSettings.mailFault === null;
  }, PATIENTLY);
  const idsOf = noticeReceiver.requests.map(({ headers }) => headers["webhook-id"]);
  expect(idsOf.toSorted()).toEqual([told[0]?.id, told[0]?.id, told[1]?.id].toSorted());
  for (const { text, headers } of noticeReceiver.requests) {
    const { id, sentence } = new Webhook(signingKey).verify(text, headers) as { id: string; sentence: string };
    expect(told.find((each) => each.id === id)?.sentence).toBe(sentence);
  }
  expect(mails.map(({ to }) => to)).toEqual([[product.admin.email], [product.admin.email]]);
  for (const { sentence } of told) {
    expect(mails.filter(({ text }) => text.includes(sentence.slice(0, 40)))).toHaveLength(1);
  }
}, 60_000);

test("what was held by an outage drains from two workers in seconds: Emergency first, then in order", async () => {
  const numbered = (from: number, count: number, priority: string) =>
    Array.from({ length: count }, (_, at) => ({
      type: "alert.read",
      metadata: { attributes: { priority, number: from + at } },
    }));
  const numberOf = ({ json }: ReceivedRequest) =>
    (json as { metadata: { attributes: { number: number } } }).metadata.attributes.number;
  const drain = await startReceiver();
  try {
    // As long as a receiver hangs, each of its attempts says that it is slow.
    drain.answer({ status: 503, delayMs: 3_000 });
    const { createIntegration } = await product.ask(Create, {
      input: {
        name: "Read alerts",
        trigger: "alert.read",
        actions: [{ newSubscription: { uri: `${drain.url}/drain`, eventTypes: ["alert.read"] } }],
      },
    });
    const id = createIntegration.integration?.actions[0]?.subscription.id ?? "";
    const health = async () => (await product.ask(Look, { id })).webhookSubscription?.health;
    await product.publish(numbered(0, 30, "Operational"));
    await waitFor(async () => (await health())?.state === "PAUSED", PATIENTLY);
    await product.publish(numbered(1_000, 3, "Emergency"));
    for (let portion = 0; portion < 6; portion += 1)
      await product.publish(numbered(2_000 + portion * 100, 100, "Operational"));
    await drain.waitFor(2, { ...PATIENTLY, matching: (request) => Math.floor(numberOf(request) / 1_000) === 1 });
    await waitFor(async () => ((await health())?.heldDeliveries ?? 0) >= 600, PATIENTLY);
    const before = drain.requests.length;
    drain.answer({ status: 200 });
    const arrivedOf = () => new Set(drain.requests.slice(before).map(numberOf));
    const first = (await drain.waitFor(before + 1, PATIENTLY))[before];
    await waitFor(() => arrivedOf().size >= 633, PATIENTLY);
    const arrivals = drain.requests.slice(before);
    const lastAt = arrivals.at(-1)?.receivedAt.getTime() ?? 0;
    expect(lastAt - (first?.receivedAt.getTime() ?? 0)).toBeLessThan(12_000);
    const places = new Map(arrivals.map((request, place) => [numberOf(request), place]));
    for (const number of [1_000, 1_001, 1_002]) expect(places.get(number)).toBeLessThan(50);
    for (let at = 0; at < 600; at += 1) expect(Math.abs((places.get(2_000 + at) ?? 0) - (33 + at))).toBeLessThan(300);
  } finally {
    await drain.close();
  }
}, 120_000);
