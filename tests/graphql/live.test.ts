/** Live: deliveries as they change, from any process to any process, to those who may see them. */
import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import postgres from "postgres";
import { describe, expect, inject, test } from "vitest";
import { type ApiKey, listApiKeys, revokeApiKey } from "#db/api-keys";
import { client } from "#db/client";
import { notifyDeliveryChanges } from "#db/delivery-changes";
import { endSession } from "#db/ended-sessions";
import { newId } from "#db/new-id";
import { deleteUser, insertUser, type User, updateUser } from "#db/users";
import { countWatchers } from "#graphql/live-deliveries";
import { type RequestCookies, sessionOptions } from "#graphql/session";
import { answerStream } from "#graphql/stream";
import { publishEvents } from "#jobs/publish-events";
import { encodeId } from "#webhooks/id";
import { countStatements, createKey, createTenant, startWorker, withDatabase } from "../support/api.ts";
import { alert, makeDueDeliveries, makeIntegration, makeSubscription } from "../support/definitions.ts";
import { startReceiver } from "../support/receiver.ts";
import { waitFor } from "../support/wait-for.ts";

withDatabase();

type Update = { id: string; status: string; attemptCount: number; subscription: { name: string } };

const QUERY = `subscription Watch($filter: DeliveryFilter) {
  deliveryUpdated(filter: $filter) { id status attemptCount subscription { name } }
}`;

/** Opens a stream and collects what comes; `close` is a client that vanishes. */
async function watch(credentials: string | RequestCookies, filter: object | null = null, query = QUERY) {
  const vanish = new AbortController();
  const isKey = typeof credentials === "string";
  const headers = { "content-type": "application/json", accept: "text/event-stream" };
  const request = new Request("http://localhost/api/graphql/stream", {
    method: "POST",
    headers: isKey ? { ...headers, "x-api-key": credentials } : headers,
    body: JSON.stringify({ query, variables: { filter } }),
    signal: vanish.signal,
  });
  const response = await answerStream(request, isKey ? { getAll: () => [] } : credentials);
  const updates: Update[] = [];
  let heard = "";
  let read = 0;
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const reading = (async () => {
    for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
      heard += chunk.value;
      for (let end = heard.indexOf("\n\n", read); end >= 0; end = heard.indexOf("\n\n", read)) {
        const message = /^data: ?(\{.*)$/m.exec(heard.slice(read, end))?.[1];
        const update = message && JSON.parse(message).data?.deliveryUpdated;
        if (update) updates.push(update);
        read = end + 2;
      }
    }
  })();
  const close = async () => {
    await reader?.cancel();
    await reading;
  };
  return { status: response.status, updates, heard: () => heard, close };
}

async function sessionOf({ id: sub, sessionVersion }: User, sessionId = newId()): Promise<RequestCookies> {
  const value = await encode({ token: { sub, sessionVersion, sessionId }, secret: sessionOptions().secret ?? "" });
  return { getAll: () => [{ name: "next-auth.session-token", value }] };
}

test("whoever watches hears of each delivery: made, attempted, ended; others do not", async () => {
  const tenant = await createTenant();
  const stranger = await createTenant();
  const receiver = await startReceiver();
  const worker = await startWorker();
  const subscriptionId = await makeSubscription(tenant.id, { uri: `${receiver.url}/live`, name: "Siren log" });
  await makeIntegration(tenant.id, { subscriptionIds: [subscriptionId] });
  const all = await watch(tenant.key);
  const failedOnly = await watch(tenant.key, { statuses: ["FAILED"] });
  const elsewhere = await watch(stranger.key);
  await waitFor(() => countWatchers() === 3, { what: "three watchers" });
  await publishEvents(tenant.id, [alert()]);
  const last = await waitFor(() => all.updates.find((update) => update.status === "SUCCEEDED"), {
    what: "the delivery's success",
  });
  expect(last).toMatchObject({ attemptCount: 1, subscription: { name: "Siren log" } });
  expect(failedOnly.updates).toEqual([]);
  expect(elsewhere.updates).toEqual([]);
  await Promise.all([all.close(), failedOnly.close(), elsewhere.close()]);
  await waitFor(() => countWatchers() === 0, { what: "no watcher" });
  await worker.stop();
  await receiver.close();
});

test("what another process notifies arrives, with the state that the row has now", async () => {
  const tenant = await createTenant();
  const subscriptionId = await makeSubscription(tenant.id, { uri: "https://cad.harlan.example/" });
  await makeIntegration(tenant.id, { subscriptionIds: [subscriptionId] });
  const worker = await startWorker();
  await publishEvents(tenant.id, [alert()]);
  const [row] = await waitFor(
    async () => {
      const rows = await client().sql<{ id: string }[]>`select id from deliveries where tenant_id = ${tenant.id}`;
      return rows.length > 0 ? rows : null;
    },
    { what: "the delivery" },
  );
  await worker.stop();
  const watching = await watch(tenant.key, { subscriptionIds: [encodeId("sub", subscriptionId)] });
  await waitFor(() => countWatchers() === 1, { what: "one watcher" });
  const deliveryId = row?.id ?? "";
  await notifyDeliveryChanges(client().sql, [{ tenantId: tenant.id, deliveryId }]);
  const [update] = await waitFor(() => (watching.updates.length > 0 ? watching.updates : null), { what: "the update" });
  expect(update?.id).toBe(encodeId("dlv", deliveryId));
  await watching.close();
});

test("an outage of the database ends what is watched, as something may have been missed, and then all goes on", async () => {
  const { tenantId, deliveryIds } = await makeDueDeliveries("https://cad.example/hooks", 1);
  const [deliveryId = ""] = deliveryIds;
  const key = await createKey(tenantId, ["READ"]);
  const before = await watch(key);
  const name = new URL(process.env.DATABASE_URL ?? "").pathname.slice(1);
  const maintenance = postgres(inject("postgresUrl"), { max: 1, onnotice: () => {} });
  try {
    // The driver tries to listen anew at once, and never again when it cannot.
    await maintenance.unsafe(`alter database ${name} with allow_connections false`);
    await maintenance`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`;
    await waitFor(() => /event: complete/.test(before.heard()), { what: "the end of the stream", timeoutMs: 30_000 });
  } finally {
    await maintenance.unsafe(`alter database ${name} with allow_connections true`);
    await maintenance.end();
  }
  await before.close();
  const after = await waitFor(() => watch(key).catch(() => null), { what: "somebody to listen", timeoutMs: 30_000 });
  await waitFor(
    async () => {
      await notifyDeliveryChanges(client().sql, [{ tenantId, deliveryId }]).catch(() => undefined);
      return after.updates.length > 0;
    },
    { what: "an update after the outage", timeoutMs: 30_000 },
  );
  await after.close();
});

test("what changes together is read together, whatever is asked of each", async () => {
  const tenant = await createTenant();
  const subscriptionId = await makeSubscription(tenant.id, { uri: "http://127.0.0.1:1/" });
  await makeIntegration(tenant.id, { subscriptionIds: [subscriptionId] });
  // Nothing is held before it is attempted.
  const worker = await startWorker({ CIRCUIT_BREAKER_ATTEMPTS: "0" });
  await publishEvents(tenant.id, Array(40).fill(alert()));
  const rows = await waitFor(
    async () => {
      const found = await client().sql<{ id: string }[]>`
        select id from deliveries where tenant_id = ${tenant.id} and attempt_count > 0`;
      return found.length === 40 ? found : null;
    },
    { what: "forty attempted deliveries" },
  );
  await worker.stop();
  const query = `subscription {
    deliveryUpdated { id event { payload } integration { name } subscription { name } attempts { outcome request { body } } }
  }`;
  const watching = await watch(tenant.key, null, query);
  await waitFor(() => countWatchers() === 1, { what: "one watcher" });
  const { statements } = await countStatements(async () => {
    await notifyDeliveryChanges(
      client().sql,
      rows.map(({ id: deliveryId }) => ({ tenantId: tenant.id, deliveryId })),
    );
    await waitFor(() => watching.updates.length === 40, { what: "all of them" });
  });
  expect(new Set(watching.updates.map(({ id }) => id)).size).toBe(40);
  expect(JSON.stringify(watching.updates)).not.toContain("null");
  expect(statements).toBeLessThan(15);
  await watching.close();
});

test("nobody unknown, nobody without READ and nothing but subscriptions is let in", async () => {
  const tenant = await createTenant();
  expect((await watch("wrong")).status).toBe(401);
  expect((await watch(tenant.key, null, "query { viewer { name } }")).status).toBe(400);
  expect((await watch(tenant.key, null, "subscription { nonsense }")).status).toBe(400);
  expect((await watch(tenant.key, null, "subscription {")).status).toBe(400);
  const publisher = await watch(await createKey(tenant.id, ["PUBLISH"]));
  await waitFor(() => /FORBIDDEN/.test(publisher.heard()), { what: "the refusal" });
  expect(publisher.updates).toEqual([]);
});

test("what fails before anything is known of the viewer is answered like any fault of ours, without its words", async () => {
  const request = new Request("http://localhost/api/graphql/stream", { method: "POST" });
  const answer = await answerStream(request, {
    getAll: () => {
      throw new Error("Failed query, with its parameters");
    },
  });
  expect(answer.status).toBe(500);
  const text = await answer.text();
  expect(text).toContain("INTERNAL_SERVER_ERROR");
  expect(text).not.toContain("parameters");
});

test("an argument that is refused is said with its code alone", async () => {
  const tenant = await createTenant();
  const watching = await watch(tenant.key, { eventTypes: Array.from({ length: 1001 }, () => "alert.sent") });
  await waitFor(() => /event: complete/.test(watching.heard()), { what: "the end of the stream" });
  expect(watching.heard()).toContain('"path":["deliveryUpdated"],"extensions":{"code":"BAD_USER_INPUT"}}');
});

describe("without any change, a stream ends with a clear error within 5 s of", () => {
  type Ending = { credentials: string | RequestCookies; end: () => Promise<unknown>; code: string };

  async function withKey(end: (key: ApiKey) => Promise<unknown>, code = "UNAUTHENTICATED"): Promise<Ending> {
    const tenant = await createTenant();
    const [key] = await listApiKeys(tenant.id);
    if (!key) throw new Error("The tenant has a key.");
    return { credentials: tenant.key, end: () => end(key), code };
  }

  async function withSession(end: (user: User, sessionId: string) => Promise<unknown>): Promise<Ending> {
    const sessionId = newId();
    const { id: tenantId } = await createTenant();
    const email = `${randomUUID()}@example.com`;
    const user = await insertUser({ tenantId, email, name: "Dana", role: "EDITOR", password: "correct horse battery" });
    return { credentials: await sessionOf(user, sessionId), end: () => end(user, sessionId), code: "UNAUTHENTICATED" };
  }

  test.concurrent.each<[string, () => Promise<Ending>]>([
    ["its key's revocation", () => withKey((key) => revokeApiKey(client().db, key, new Date()))],
    [
      "its key's expiry",
      () => withKey(({ id }) => client().sql`update api_keys set expires_at = now() where id = ${id}`),
    ],
    [
      "its key's loss of permissions",
      () =>
        withKey(({ id }) => client().sql`update api_keys set permissions = '{PUBLISH}' where id = ${id}`, "FORBIDDEN"),
    ],
    ["its user's signing out", () => withSession((_user, sessionId) => endSession(sessionId))],
    ["its user's removal", () => withSession((user) => deleteUser(client().db, user))],
    [
      "its user's new role",
      () => withSession((user) => updateUser(client().db, user, { role: "VIEWER" }, { endsSessions: true })),
    ],
  ])("%s", async (_name, prepare) => {
    const { credentials, end, code } = await prepare();
    const watching = await watch(credentials);
    await end();
    await waitFor(() => /event: complete/.test(watching.heard()), { timeoutMs: 5000, what: "the end of the stream" });
    expect(watching.heard()).toMatch(new RegExp(`"extensions":{"code":"${code}"}`));
    expect(watching.updates).toEqual([]);
  });
});

test("variables that do not fit are the caller's fault, and are said", async () => {
  const tenant = await createTenant();
  for (const filter of [{ statuses: ["NOT_A_STATUS"] }, { createdFrom: "yesterday" }, { bogus: 1 }]) {
    const request = new Request("http://localhost/api/graphql/stream", {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream", "x-api-key": tenant.key },
      body: JSON.stringify({ query: QUERY, variables: { filter } }),
    });
    const response = await answerStream(request, { getAll: () => [] });
    const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
    expect([response.status, errors[0]?.extensions.code]).toEqual([400, "BAD_USER_INPUT"]);
    expect(errors[0]?.message).toContain("$filter");
  }
});
