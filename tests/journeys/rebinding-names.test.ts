/**
 * Names that resolve to something harmless when they are looked at and to something private later, from outside: what was
 * checked is what is reached, directly and through a proxy that would reach everything. Nothing leaves this machine: what
 * is public goes to the proxy, which is a part of the test and opens nothing.
 */
import { createServer as createHttpServer, type Server } from "node:http";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { graphql } from "#graphql/document";
import { type NameServer, startNameServer } from "../support/name-server.ts";
import { type Product, startProduct } from "../support/product.ts";
import { type Receiver, startReceiver } from "../support/receiver.ts";
import { waitFor } from "../support/wait-for.ts";

const PUBLIC = "93.184.216.34";
const METADATA = "169.254.169.254";

const Create = graphql(`
  mutation RebindingCreate($input: CreateWebhookSubscriptionInput!) {
    createWebhookSubscription(input: $input) {
      webhookSubscription {
        id
      }
      userErrors {
        code
        path
        message
      }
    }
  }
`);
const Attempts = graphql(`
  query RebindingAttempts($id: ID!) {
    webhookSubscription(id: $id) {
      deliveries(first: 1) {
        edges {
          node {
            status
            attempts {
              outcome
              cause
            }
          }
        }
      }
    }
  }
`);
const ChangeNotifications = graphql(`
  mutation RebindingNotifications($uri: String!) {
    updateNotificationSettings(input: { webhookUri: $uri }) {
      userErrors {
        message
      }
    }
  }
`);
const TryNotifications = graphql(`
  mutation RebindingTryNotifications {
    sendTestNotification(input: {}) {
      results {
        fault
      }
    }
  }
`);

let names: NameServer;
let product: Product;
let receiver: Receiver;
/** Listens where the receiver does, on an address that deliveries may not reach. */
let neighbour: { server: ReturnType<typeof createServer>; connections: () => number };
let proxy: { server: Server; asked: string[] };

beforeAll(async () => {
  [names, receiver, proxy] = await Promise.all([startNameServer(), startReceiver(), startWillingProxy()]);
  neighbour = await startNeighbour(receiver.port);
  receiver.answer(() => {
    names.answer("own.example", ["127.0.0.2"]);
    return { status: 503, headers: { connection: "close" } };
  });
  product = await startProduct({
    ...names.nameSettings,
    DELIVERY_ALLOW_NETWORKS: "127.0.0.1",
    DELIVERY_PROXY: `http://127.0.0.1:${(proxy.server.address() as AddressInfo).port}`,
  });
  await product.startWorker();
});
afterAll(async () => {
  await product?.stop();
  await receiver?.close();
  neighbour?.server.close();
  proxy?.server.close();
  names?.close();
});

/** Says that it has connected to wherever it was asked to, and hangs up. */
async function startWillingProxy() {
  const asked: string[] = [];
  const server = createHttpServer();
  server.on("connect", ({ url = "" }, socket: Socket) => {
    asked.push(url);
    socket.on("error", () => {});
    socket.end("HTTP/1.1 200 Connected\r\n\r\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, asked };
}

async function startNeighbour(port: number) {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.2", resolve));
  return { server, connections: () => connections };
}

async function create(uri: string, more: object = {}) {
  const input = {
    uri,
    mode: "DIRECT" as const,
    eventTypes: ["alert.sent"],
    retryPolicy: { maxRetries: 1, baseSeconds: 1, maxSeconds: 1 },
    ...more,
  };
  return (await product.ask(Create, { input })).createWebhookSubscription;
}

/** Of the newest delivery, when it has ended. */
async function attemptsOf(id: string) {
  return waitFor(
    async () => {
      const { webhookSubscription } = await product.ask(Attempts, { id });
      const delivery = webhookSubscription?.deliveries.edges[0]?.node;
      return delivery?.status === "FAILED" ? delivery.attempts : null;
    },
    { timeoutMs: 30_000, what: "the end of a delivery" },
  );
}

test("a name that becomes private between its check and an attempt is reached nowhere, whatever proxy there is", async () => {
  names.answer("hooks.example", [PUBLIC], [PUBLIC], [METADATA]);
  names.answer("own.example", ["127.0.0.1"]);
  names.answer("mixed.example", [PUBLIC], [PUBLIC, "fd00:ec2::254"]);
  names.answer("token.example", [PUBLIC], ["10.0.0.5"]);
  names.answer("notices.example", [PUBLIC], ["::ffff:10.0.0.6"]);
  const oauth2 = { tokenUri: "https://token.example/", clientId: "c", clientSecret: "s" };
  const made = [
    await create("https://hooks.example/"),
    await create(`http://own.example:${receiver.port}/own`),
    await create("https://mixed.example/"),
    await create(`${receiver.url}/never`, { security: { oauth2 } }),
  ];
  expect(made.flatMap(({ userErrors }) => userErrors)).toEqual([]);
  const [hooks = "", own = "", mixed = "", token = ""] = made.map(({ webhookSubscription }) => webhookSubscription?.id);
  await product.ask(ChangeNotifications, { uri: "https://notices.example/" });
  await product.publish([{ type: "alert.sent" }]);

  expect(await attemptsOf(hooks)).toMatchObject([
    { outcome: "CONNECTION_ERROR" },
    { outcome: "BLOCKED_ADDRESS", cause: expect.stringContaining(`hooks.example resolves to ${METADATA}`) },
  ]);
  expect(await attemptsOf(own)).toMatchObject([
    { outcome: "HTTP_ERROR" },
    { outcome: "BLOCKED_ADDRESS", cause: expect.stringContaining("own.example resolves to 127.0.0.2") },
  ]);
  expect(await attemptsOf(mixed)).toMatchObject(Array(2).fill({ outcome: "BLOCKED_ADDRESS" }));
  expect(await attemptsOf(token)).toMatchObject(
    Array(2).fill({ outcome: "AUTHENTICATION_ERROR", cause: expect.stringContaining("may not reach") }),
  );
  const { sendTestNotification } = await product.ask(TryNotifications, {});
  expect(sendTestNotification.results).toEqual([{ fault: expect.stringContaining("notices.example resolves to") }]);

  expect(proxy.asked).toEqual([`${PUBLIC}:443`]);
  expect(neighbour.connections()).toBe(0);
  expect(receiver.requests.map(({ path }) => path)).toEqual(["/own"]);
  // One look-up at save and one for each attempt: what it answered is what was dialled.
  expect(names.asked("hooks.example")).toBe(3);
});

test.each([
  ["IPv4-mapped", "::ffff:10.0.0.1"],
  ["IPv4-compatible", "::7f00:1"],
  ["IPv4-translated", "::ffff:0:a00:1"],
  ["NAT64", "64:ff9b::a00:1"],
  ["NAT64 for local use", "64:ff9b:1::a00:1"],
  ["6to4", "2002:a00:1::1"],
  ["Teredo", "2001:0:a00:1::1"],
  ["ISATAP", "2606:4700::5efe:a00:1"],
  ["unique local", "fd00:ec2::254"],
  ["link-local", "fe80::1"],
])(
  "a name that resolves to a private address in an %s one is refused at save, also beside a public one",
  async (_how, address) => {
    names.answer("embedded.example", [address]);
    names.answer("beside.example", [PUBLIC, address]);
    for (const host of ["embedded.example", "beside.example"]) {
      const { userErrors } = await create(`https://${host}/`);
      expect(userErrors).toEqual([
        { code: "BLOCKED_ADDRESS", path: ["uri"], message: expect.stringContaining("resolves to") },
      ]);
    }
  },
);
