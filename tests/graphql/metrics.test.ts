/** Health, metrics and GraphiQL: what operators and engineers look at. */
import { beforeAll, describe, expect, test } from "vitest";
import { client } from "#db/client";
import { beatHeart } from "#db/worker-pools";
import { graphql } from "#graphql/document";
import { graphiqlPage } from "#graphql/graphiql";
import { checkHealth } from "#graphql/health";
import { renderMetrics } from "#graphql/metrics";
import { publishEvents } from "#jobs/publish-events";
import { GET as healthRoute } from "../../app/api/health/route.ts";
import { createTenant, startWorker, type TestTenant, withDatabase } from "../support/api.ts";
import { startReceiver } from "../support/receiver.ts";
import { waitFor } from "../support/wait-for.ts";

withDatabase();

let tenant: TestTenant;
beforeAll(async () => {
  tenant = await createTenant();
});

const alert = { type: "alert.sent", externalId: null, occurredAt: null, metadata: {}, data: {} };

test("health names the part that does not work", async () => {
  expect(await checkHealth()).toEqual({ status: "unavailable", database: "ok", worker: "unavailable" });
  await beatHeart(client(), "test-pool");
  expect(await checkHealth()).toEqual({ status: "ok", database: "ok", worker: "ok" });
  await client().sql`alter table worker_pools rename to worker_pools_away`;
  expect(await checkHealth()).toMatchObject({ status: "unavailable", database: "unavailable" });
  await client().sql`alter table worker_pools_away rename to worker_pools`;
});

test("one part can be asked for alone, so that a web server without a worker counts as one that answers", async () => {
  const ask = async (query: string) => {
    const answer = await healthRoute(new Request(`http://localhost/api/health${query}`));
    return [answer.status, await answer.json()];
  };
  await client().sql`delete from worker_pools`;
  expect(await ask("")).toEqual([503, { status: "unavailable", database: "ok", worker: "unavailable" }]);
  expect(await ask("?part=database")).toEqual([200, { status: "ok", database: "ok" }]);
  expect(await ask("?part=worker")).toEqual([503, { status: "unavailable", worker: "unavailable" }]);
  expect(await ask("?part=status")).toEqual([400, { error: "part is one of database, worker." }]);
});

describe("metrics", () => {
  test("show what waits before a worker runs, and what attempts came to after", async () => {
    const receiver = await startReceiver();
    await tenant.ask(
      graphql(`
        mutation ($input: CreateWebhookSubscriptionInput!) { createWebhookSubscription(input: $input) { userErrors { code } } }
      `),
      { input: { uri: `${receiver.url}/x`, eventTypes: ["alert.sent"] } },
    );
    await publishEvents(tenant.id, [alert]);
    const before = await renderMetrics();
    expect(before.contentType).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(before.text).toMatch(/^signalpost_queue_jobs\{task="match-events"\} 1$/m);
    expect(before.text).toMatch(/^signalpost_queue_oldest_seconds\{task="match-events"\} [\d.e-]+$/m);
    const worker = await startWorker();
    const after = await waitFor(async () => {
      const { text } = await renderMetrics();
      return text.includes('signalpost_recent_attempts{outcome="SUCCEEDED"} 1') ? text : null;
    });
    await worker.stop();
    await receiver.close();
    expect(after).toMatch(/^signalpost_recent_attempt_seconds\{outcome="SUCCEEDED",quantile="0\.99"\} [\d.e-]+$/m);
    const wait =
      /^signalpost_recent_event_to_first_attempt_seconds\{outcome="SUCCEEDED",quantile="0\.5"\} ([\d.e-]+)$/m;
    expect(Number(wait.exec(after)?.[1])).toBeGreaterThan(0);
    expect(after).toMatch(/^signalpost_graphql_operation_seconds_count\{operation="mutation"\} 1$/m);
    expect(after).not.toContain(tenant.id);
  });
});

test("GraphiQL asks our own API and loads nothing from elsewhere", () => {
  const page = graphiqlPage();
  expect(page).toContain("/api/graphql");
  expect(page).not.toMatch(/<(script|link|img)[^>]+(src|href)\s*=\s*["']?(https?:)?\/\//i);
});

test("GraphiQL POSTs live operations to where they are answered, and has an example of one and of an integration", () => {
  const page = graphiqlPage();
  const options = JSON.parse(/\{"title":"Signalpost GraphiQL".*\}/.exec(page)?.[0] ?? "null");
  // An `endpoint` would be asked for live operations too, whatever subscriptionsEndpoint says.
  expect(options).toMatchObject({ method: "POST", subscriptionsEndpoint: "/api/graphql/stream" });
  expect(options).not.toHaveProperty("endpoint");
  const queries = options.defaultTabs.map(({ query }: { query: string }) => query).join("\n");
  expect(queries).toMatch(/^subscription \w+ \{\s+deliveryUpdated\b/m);
  expect(queries).toMatch(/^mutation \w+ \{\s+createIntegration\b/m);
});
