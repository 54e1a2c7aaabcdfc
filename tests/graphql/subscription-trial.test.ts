/** A subscription can be tried before it is saved: a real request with what is filled in, and nothing is kept. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { client } from "#db/client";
import { graphql } from "#graphql/document";
import { encodeId } from "#webhooks/id";
import { createTenant, type TestTenant, withDatabase } from "../support/api.ts";
import { makeSubscription } from "../support/definitions.ts";
import { type Receiver, startReceiver } from "../support/receiver.ts";

const Try = graphql(`
  mutation Try($input: TryWebhookSubscriptionInput!) {
    tryWebhookSubscription(input: $input) {
      trial {
        outcome
        cause
        statusCode
        body
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

withDatabase();

let tenant: TestTenant;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
  tenant = await createTenant();
});
beforeEach(() => {
  receiver.requests.length = 0;
  receiver.answer({ status: 200, body: "taken" });
});
afterAll(() => receiver.close());

const draft = (fields: object = {}) => ({ uri: `${receiver.url}/draft`, eventTypes: ["alert.sent"], ...fields });

async function countRows(): Promise<unknown> {
  const [row] = await client().sql`
    select (select count(*) from subscriptions) as s, (select count(*) from deliveries) as d,
           (select count(*) from events) as e, (select count(*) from graphile_worker._private_jobs) as j`;
  return row;
}

test("one that is not there yet gets a signed ping with its security, and nothing is stored but who tried it", async () => {
  const before = await countRows();
  const { tryWebhookSubscription: tried } = await tenant.ask(Try, {
    input: { newSubscription: draft({ name: "Draft board", security: { apiKey: "k3y-of-the-board" } }) },
  });
  expect(tried).toEqual({
    trial: { outcome: "SUCCEEDED", cause: "Draft board answered 200 OK.", statusCode: 200, body: "taken" },
    userErrors: [],
  });
  const [request, ...more] = receiver.requests;
  expect(more).toEqual([]);
  expect(request?.headers).toMatchObject({
    apikey: "k3y-of-the-board",
    "webhook-id": expect.stringMatching(/^dlv_/),
    "webhook-signature": expect.stringMatching(/^v1,/),
  });
  expect(request?.text).toBe('"Ping!"');
  expect(await countRows()).toEqual(before);
  const entries = await client().sql`
    select action, summary, after from audit_entries where tenant_id = ${tenant.id}`;
  expect(entries).toEqual([
    {
      action: "subscription.tried",
      summary: "Subscription Draft board was tried with a ping before it was saved.",
      after: { uri: `${receiver.url}/draft`, eventType: null },
    },
  ]);
});

test("one that is changed is tried with the secrets that are stored, which its answer never shows", async () => {
  const id = await makeSubscription(tenant.id, {
    uri: "https://192.88.99.1/old",
    security: { type: "header", headers: [{ name: "X-Board", value: "stored-s3cret" }] },
    secret: "shared-s3cret",
  });
  receiver.answer(({ text, headers }) => ({ status: 403, body: `${headers["x-board"]} ${text}` }));
  const { tryWebhookSubscription: tried } = await tenant.ask(Try, {
    input: {
      changedSubscription: { id: encodeId("sub", id), uri: `${receiver.url}/new` },
      event: { type: "alert.sent", metadata: { attributes: { priority: "Emergency" } } },
    },
  });
  expect(tried.trial).toMatchObject({ outcome: "AUTHENTICATION_ERROR", statusCode: 403 });
  const [request] = receiver.requests;
  expect(request).toMatchObject({ path: "/new", headers: { "x-board": "stored-s3cret" } });
  expect(request?.json).toMatchObject({ type: "alert.sent", secret: "shared-s3cret" });
  expect(JSON.stringify(tried)).not.toMatch(/s3cret/);
  const [stored] = await client().sql`select uri, version from subscriptions where id = ${id}`;
  expect(stored).toEqual({ uri: "https://192.88.99.1/old", version: 1 });
});

test("a receiver that is not there is an answer too", async () => {
  const { tryWebhookSubscription: tried } = await tenant.ask(Try, {
    input: { newSubscription: draft({ name: "Nobody", uri: "http://127.0.0.1:1/" }) },
  });
  expect(tried.trial).toEqual({
    outcome: "CONNECTION_ERROR",
    cause: "Nobody refused the connection.",
    statusCode: null,
    body: null,
  });
});

test("what saving would refuse is refused, all of it and at its place, and nothing is sent", async () => {
  const foreign = await createTenant();
  const theirs = encodeId("sub", await makeSubscription(foreign.id, { uri: `${receiver.url}/theirs` }));
  const faultsOf = async (input: object, ask = tenant.ask) => {
    const { tryWebhookSubscription: tried } = await ask(Try, { input });
    expect(tried.trial).toBeNull();
    return tried.userErrors.map(({ code, path }) => [code, path.join(".")]);
  };
  expect(
    await faultsOf({
      newSubscription: { uri: "https://10.0.0.1/", eventTypes: ["alert.lost"], timeoutSeconds: 99 },
      event: { type: "alert.sent", metadata: [] },
    }),
  ).toEqual([
    ["BLOCKED_ADDRESS", "newSubscription.uri"],
    ["INVALID", "newSubscription.eventTypes.0"],
    ["LIMIT_EXCEEDED", "newSubscription.timeoutSeconds"],
    ["INVALID", "event.metadata"],
  ]);
  expect(await faultsOf({ changedSubscription: { id: theirs } })).toEqual([["NOT_FOUND", "changedSubscription.id"]]);
  expect(await faultsOf({})).toEqual([["INVALID", ""]]);
  expect(await faultsOf({ newSubscription: draft(), changedSubscription: { id: theirs } })).toEqual([["INVALID", ""]]);
  const disabled = await createTenant({ integrationsEnabled: false });
  expect(await faultsOf({ newSubscription: draft() }, disabled.ask)).toEqual([["NOT_ENABLED", ""]]);
  expect(receiver.requests).toEqual([]);
});

test.each([
  ["http://127.0.0.1:9/hooks", "ALLOWED", []],
  ["http://localhost/hooks", "ALLOWED", []],
  ["https://8.8.8.8/hooks", "PUBLIC", []],
  ["https://nobody.invalid/hooks", "UNRESOLVED", []],
  ["https://10.0.0.1/hooks", null, [/^10\.0\.0\.1 is no public address/]],
  ["http://8.8.8.8/hooks", null, [/^http to 8\.8\.8\.8 is not allowed/]],
  ["https://user:word@8.8.8.8/#top", null, [/user name or password/, /fragment/]],
  ["hooks", null, [/^"hooks" is no absolute URI/]],
])("%s is looked at before it is saved, and nothing is sent there", async (uri, reach, messages) => {
  const { checkWebhookUri } = await tenant.ask(
    graphql(`
      query ($uri: String!) { checkWebhookUri(uri: $uri) { reach userErrors { message path } } }
    `),
    { uri },
  );
  expect(checkWebhookUri).toEqual({
    reach,
    userErrors: messages.map((message) => ({ message: expect.stringMatching(message), path: ["uri"] })),
  });
  expect(receiver.requests).toEqual([]);
});
