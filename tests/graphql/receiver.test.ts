/** The built-in receiver: what it keeps, verifies and shows. */
import { beforeAll, describe, expect, test } from "vitest";
import { client } from "#db/client";
import { insertReceiverInbox, type ReceiverInbox } from "#db/receiver-inboxes";
import { graphql } from "#graphql/document";
import { receiveRequest } from "#graphql/receive-request";
import { encodeId } from "#webhooks/id";
import { buildSignature } from "#webhooks/signature";
import { createTenant, type TestTenant, withDatabase } from "../support/api.ts";

withDatabase();

const INBOX = graphql(`
  query ($id: ID!) {
    receiverInbox(id: $id) {
      id
      name
      uri
      requests(first: 200) { id method headers { name value } body receivedAt signatureVerified verifiedBy { id } }
    }
  }
`);
const SUBSCRIBE = graphql(`
  mutation ($input: CreateWebhookSubscriptionInput!) {
    createWebhookSubscription(input: $input) {
      webhookSubscription { id signingKeys { value createdAt } }
      userErrors { message }
    }
  }
`);

let tenant: TestTenant;
let inbox: ReceiverInbox;
let id: string;
beforeAll(async () => {
  tenant = await createTenant();
  inbox = await insertReceiverInbox(tenant.id, { name: "Trial", expiresAt: null, answer: null });
  id = encodeId("rcv", inbox.id);
});

function send(body: string, headers: Record<string, string> = {}, token = inbox.token) {
  return receiveRequest(new Request("http://localhost/", { method: "POST", headers, body }), token);
}

async function requests() {
  const { receiverInbox } = await tenant.ask(INBOX, { id });
  return receiverInbox?.requests ?? [];
}

describe("an inbox", () => {
  test("keeps what arrives, newest first, and answers 202", async () => {
    const response = await send('"Ping!"', { "x-one": "1" });
    expect([response.status, await response.json()]).toEqual([202, { received: true }]);
    await send("second");
    const [second, first] = await requests();
    expect([second?.body, first?.body]).toEqual(["second", '"Ping!"']);
    expect(first).toMatchObject({ method: "POST", signatureVerified: false });
    expect(first?.headers).toContainEqual({ name: "x-one", value: "1" });
  });

  test("keeps the newest 200 only", async () => {
    for (let index = 0; index < 205; index += 1) await send(`n${index}`);
    const bodies = (await requests()).map((request) => request.body);
    expect([bodies.length, bodies.at(0), bodies.at(-1)]).toEqual([200, "n204", "n5"]);
    const [row] = await client().sql`select count(*)::int as count from received_requests`;
    expect(row?.count).toBe(200);
  });

  test("takes neither what is too large nor what knows no token", async () => {
    expect((await send("x".repeat(400 * 1024))).status).toBe(413);
    expect((await send("x", {}, "nobody")).status).toBe(404);
    expect((await send("x", {}, "\0")).status).toBe(404);
  });

  test("knows the signatures of subscriptions that point at it, and shows none of their secrets", async () => {
    const { receiverInbox } = await tenant.ask(INBOX, { id });
    const answer = await tenant.ask(SUBSCRIBE, {
      input: {
        uri: receiverInbox?.uri.replace("http://127.0.0.1:3000", "http://127.0.0.1:9") ?? "",
        eventTypes: ["alert.sent"],
        security: { headers: [{ name: "x-token", value: "header-secret" }] },
      },
    });
    expect(answer.createWebhookSubscription.userErrors).toEqual([]);
    const made = answer.createWebhookSubscription.webhookSubscription;
    const key = made?.signingKeys[0];
    const body = '{"id":"evt_1","secret":"body-\\"secret"}';
    const now = new Date();
    const seconds = Math.floor(now.getTime() / 1000);
    const keys = [{ key: key?.value ?? "", createdAt: now, expiresAt: null }];
    const headers = {
      "webhook-id": "dlv_1",
      "webhook-timestamp": String(seconds),
      "webhook-signature": buildSignature("dlv_1", seconds, body, keys, now),
      "x-token": "header-secret",
      authorization: "Bearer token-secret",
    };
    await send(body, headers);
    await send(`${body} `, headers);
    const [changed, signed] = await requests();
    expect([changed?.signatureVerified, signed?.signatureVerified]).toEqual([false, true]);
    expect([changed?.verifiedBy, signed?.verifiedBy]).toEqual([null, { id: made?.id }]);
    expect(JSON.stringify([changed, signed])).not.toMatch(/header-secret|token-secret|body-/);
    expect(signed?.body).toMatch(/^\{"id":"evt_1","secret":"[^"]+"\}$/);
  });

  test.each([
    ['{"id":"evt_1","secret":"hidden-1"}', '{"id":"evt_1","secret":"••••••••"}'],
    ['{ "secret" : "hidden-\\"2" }\n', '{ "secret" : "••••••••" }\n'],
    ['{"data":{"secret":"hidden-3"},"secrets":"open"}', '{"data":{"secret":"••••••••"},"secrets":"open"}'],
    ['{"say":"a \\"secret\\":\\"kept\\""}', '{"say":"a \\"secret\\":\\"kept\\""}'],
    ['{"secret":"hidden-4', '{"secret":"••••••••'],
  ])("keeps no secret of the body %s", async (body, kept) => {
    await send(body);
    const [stored] = await client().sql`select body from received_requests where tenant_id = ${tenant.id}
      order by id desc limit 1`;
    expect(stored?.body).toBe(kept);
  });

  test("goes on saying who signed after the key is gone and the subscription points elsewhere", async () => {
    const before = (await requests()).find((request) => request.signatureVerified);
    await client().sql`update subscriptions set uri = 'https://elsewhere.example.com/' where tenant_id = ${tenant.id}`;
    const after = (await requests()).find((request) => request.signatureVerified);
    expect(after).toEqual(before);
    expect(after?.verifiedBy).not.toBeNull();
  });

  test("shows no secret of a subscription that has gone elsewhere or carries another one since", async () => {
    const { uri = "" } = (await tenant.ask(INBOX, { id })).receiverInbox ?? {};
    const input = {
      uri: uri.replace("http://127.0.0.1:3000", "http://127.0.0.1:9"),
      eventTypes: ["alert.sent"],
      security: { headers: [{ name: "x-former", value: "former-secret" }] },
    };
    const { createWebhookSubscription } = await tenant.ask(SUBSCRIBE, { input });
    expect(createWebhookSubscription.userErrors).toEqual([]);
    await send("before", { "x-former": "former-secret", "x-other": "shown" });
    await client().sql`update subscriptions set uri = 'https://elsewhere.example.com/' where tenant_id = ${tenant.id}`;
    const [before] = await requests();
    expect(before?.body).toBe("before");
    expect(before?.headers).toContainEqual({ name: "x-other", value: "shown" });
    expect(JSON.stringify(before)).not.toContain("former-secret");
    const [stored] = await client().sql<{ text: string }[]>`
      select string_agg(headers::text, '') as text from received_requests where tenant_id = ${tenant.id}`;
    expect(stored?.text).not.toMatch(/former-secret|token-secret|header-secret/);
  });

  test("is its tenant's only", async () => {
    const other = await createTenant();
    expect((await other.ask(INBOX, { id })).receiverInbox).toBeNull();
    expect((await other.ask(graphql(`query { receiverInboxes { id } }`), {})).receiverInboxes).toEqual([]);
    expect((await tenant.ask(graphql(`query { receiverInboxes { id } }`), {})).receiverInboxes).toEqual([{ id }]);
  });
});
