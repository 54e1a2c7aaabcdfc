/** Inboxes of the built-in receiver: making and removing them, how long they stay, and the answers set for them. */
import { beforeEach, describe, expect, test } from "vitest";
import { client } from "#db/client";
import { graphql } from "#graphql/document";
import { receiveRequest } from "#graphql/receive-request";
import { pruneHistory } from "#jobs/prune-history";
import { createTenant, type TestTenant, withDatabase } from "../support/api.ts";

withDatabase();

const CREATE = graphql(`
  mutation ($input: CreateReceiverInboxInput!) {
    createReceiverInbox(input: $input) {
      receiverInbox { id name uri expiresAt requestCount answer { statusCode delaySeconds times timesLeft } }
      userErrors { code message path }
    }
  }
`);
const UPDATE = graphql(`
  mutation ($input: UpdateReceiverInboxInput!) {
    updateReceiverInbox(input: $input) {
      receiverInbox { name expiresAt answer { statusCode delaySeconds retryAfterSeconds body times timesLeft } }
      userErrors { code message path }
    }
  }
`);
const CLEAR = graphql(`
  mutation ($input: IdInput!) {
    clearReceiverInbox(input: $input) { receiverInbox { requestCount uri } userErrors { code } }
  }
`);
const DELETE = graphql(`
  mutation ($input: IdInput!) { deleteReceiverInbox(input: $input) { deletedId userErrors { code } } }
`);
const INBOX = graphql(`
  query ($id: ID!, $first: Int) {
    receiverInbox(id: $id) {
      requestCount
      answer { timesLeft }
      subscriptions { name }
      requests(first: $first) { body answeredStatusCode }
    }
  }
`);
const INBOXES = graphql(`query { receiverInboxes { id } }`);

let tenant: TestTenant;
beforeEach(async () => {
  tenant = await createTenant();
});

async function create(input: object = {}) {
  const { createReceiverInbox } = await tenant.ask(CREATE, { input });
  const { receiverInbox: inbox, userErrors } = createReceiverInbox;
  if (!inbox) throw new Error(JSON.stringify(userErrors));
  return { ...inbox, token: inbox.uri.split("/").at(-1) ?? "" };
}

function send(token: string, body = "{}", signal?: AbortSignal) {
  return receiveRequest(new Request("http://localhost/", { method: "POST", body, signal: signal ?? null }), token);
}

const statusesOf = async (token: string, count: number) =>
  (await Promise.all(Array.from({ length: count }, () => send(token)))).map(({ status }) => status).toSorted();

describe("an inbox", () => {
  test("is made with nothing but a wish for one: a fresh URL, a name, a week to live", async () => {
    const [first, second] = [await create(), await create()];
    expect([first.name, second.name]).toEqual(["Inbox 1", "Inbox 2"]);
    expect(first.uri).not.toBe(second.uri);
    expect(Date.parse(String(first.expiresAt)) - Date.now()).toBeCloseTo(7 * 24 * 3600_000, -5);
    expect(first).toMatchObject({ requestCount: 0, answer: null });
    expect((await send(first.token)).status).toBe(202);
    expect((await tenant.ask(INBOX, { id: first.id })).receiverInbox?.requestCount).toBe(1);
  });

  test("names the subscriptions that point at it", async () => {
    const { id, uri } = await create({ name: "Trial" });
    const input = { uri, name: "CAD on trial", eventTypes: ["alert.sent"] };
    await tenant.ask(
      graphql(`
        mutation ($input: CreateWebhookSubscriptionInput!) {
          createWebhookSubscription(input: $input) { userErrors { message } }
        }
      `),
      { input },
    );
    const { receiverInbox } = await tenant.ask(INBOX, { id });
    expect(receiverInbox?.subscriptions).toEqual([{ name: "CAD on trial" }]);
  });

  test("shows as many of its requests as are asked for, the newest", async () => {
    const { id, token } = await create();
    for (const body of ["1", "2", "3"]) await send(token, body);
    const { receiverInbox } = await tenant.ask(INBOX, { id, first: 2 });
    expect(receiverInbox?.requestCount).toBe(3);
    expect(receiverInbox?.requests.map(({ body }) => body)).toEqual(["3", "2"]);
    await expect(tenant.ask(INBOX, { id, first: 201 })).rejects.toThrow("first is 201; 0 to 200 is expected.");
  });

  test("is gone once it has expired, and what it got with it", async () => {
    const { id, token } = await create({ expiresInDays: 1 });
    await send(token);
    await client().sql`update receiver_inboxes set expires_at = now() - interval '1 second' where token = ${token}`;
    expect((await send(token)).status).toBe(404);
    expect((await tenant.ask(INBOXES, {})).receiverInboxes).toEqual([]);
    const { updateReceiverInbox } = await tenant.ask(UPDATE, { input: { id, expiresInDays: null } });
    expect(updateReceiverInbox.userErrors).toMatchObject([{ code: "NOT_FOUND", path: ["id"] }]);
    await pruneHistory(new Date());
    const [row] = await client().sql`select
      (select count(*)::int from receiver_inboxes where token = ${token}) as inboxes,
      (select count(*)::int from received_requests where tenant_id = ${tenant.id}) as requests`;
    expect(row).toEqual({ inboxes: 0, requests: 0 });
  });

  test("can be kept for good", async () => {
    const { id, expiresAt } = await create();
    expect(expiresAt).not.toBeNull();
    const { updateReceiverInbox } = await tenant.ask(UPDATE, { input: { id, expiresInDays: null } });
    expect(updateReceiverInbox.receiverInbox?.expiresAt).toBeNull();
  });

  test("is cleared and stays, or is deleted and answers 404", async () => {
    const { id, uri, token } = await create();
    await send(token);
    expect((await tenant.ask(CLEAR, { input: { id } })).clearReceiverInbox).toEqual({
      receiverInbox: { requestCount: 0, uri },
      userErrors: [],
    });
    expect((await send(token)).status).toBe(202);
    expect((await tenant.ask(DELETE, { input: { id } })).deleteReceiverInbox.deletedId).toBe(id);
    expect((await send(token)).status).toBe(404);
    const other = await createTenant();
    const kept = await create();
    expect((await other.ask(DELETE, { input: { id: kept.id } })).deleteReceiverInbox.userErrors).toEqual([
      { code: "NOT_FOUND" },
    ]);
    expect((await send(kept.token)).status).toBe(202);
  });

  test("is one of 20 at most", async () => {
    for (let made = 0; made < 20; made += 1) await create();
    const { createReceiverInbox } = await tenant.ask(CREATE, { input: { name: "" } });
    expect(createReceiverInbox.userErrors).toMatchObject([
      { code: "REQUIRED", path: ["name"] },
      { code: "LIMIT_EXCEEDED", message: "There are 20 inboxes, which is the most; delete one first.", path: [] },
    ]);
  });
});

describe("an answer that was set", () => {
  test("has status, Retry-After and body, and stands beside each request", async () => {
    const { id, token } = await create();
    const answer = { statusCode: 503, retryAfterSeconds: 30, body: '{"error":"busy"}' };
    await tenant.ask(UPDATE, { input: { id, answer } });
    const response = await send(token);
    expect([response.status, response.headers.get("retry-after"), await response.text()]).toEqual([
      503,
      "30",
      '{"error":"busy"}',
    ]);
    expect(response.headers.get("content-type")).toBe("application/json");
    await tenant.ask(UPDATE, { input: { id, answer: { statusCode: 204, body: "<b>text</b>" } } });
    expect([(await send(token)).status, await (await send(token)).text()]).toEqual([204, ""]);
    await tenant.ask(UPDATE, { input: { id, answer: { statusCode: 400, body: "<b>text</b>" } } });
    expect((await send(token)).headers.get("content-type")).toBe("text/plain; charset=utf-8");
    await tenant.ask(UPDATE, { input: { id, answer: null } });
    expect((await send(token)).status).toBe(202);
    const { receiverInbox } = await tenant.ask(INBOX, { id });
    expect(receiverInbox?.requests.map(({ answeredStatusCode }) => answeredStatusCode)).toEqual([
      202, 400, 204, 204, 503,
    ]);
  });

  test("can be for the next few requests, however many come at once; then all is well", async () => {
    const { id, token } = await create({ answer: { statusCode: 500, times: 2 } });
    expect(await statusesOf(token, 5)).toEqual([202, 202, 202, 500, 500]);
    expect((await tenant.ask(INBOX, { id })).receiverInbox?.answer).toEqual({ timesLeft: 0 });
    await tenant.ask(UPDATE, { input: { id, name: "Renamed" } });
    expect(await statusesOf(token, 2)).toEqual([202, 202]);
    await tenant.ask(UPDATE, { input: { id, answer: { statusCode: 429, times: 1 } } });
    expect(await statusesOf(token, 2)).toEqual([202, 429]);
  });

  test("can let the sender wait, who may go away meanwhile", async () => {
    const { id, token } = await create({ answer: { statusCode: 200, delaySeconds: 1 } });
    const before = performance.now();
    expect((await send(token)).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(950);
    await tenant.ask(UPDATE, { input: { id, answer: { statusCode: 200, delaySeconds: 35 } } });
    const began = performance.now();
    await send(token, "gone", AbortSignal.timeout(200));
    expect(performance.now() - began).toBeLessThan(5_000);
    expect((await tenant.ask(INBOX, { id })).receiverInbox?.requests[0]?.body).toBe("gone");
  });
});
