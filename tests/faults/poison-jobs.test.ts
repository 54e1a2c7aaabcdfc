/** What can never be done does not stop what can: poisonous jobs, and a database that refuses every write for a while. */
import postgres from "postgres";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { client } from "#db/client";
import { checkHealth } from "#graphql/health";
import { answerPublishing } from "#graphql/publish-request";
import { publishEvents } from "#jobs/publish-events";
import { createKey, withDatabase } from "../support/api.ts";
import { alert, makeDueDeliveries, makeIntegration, makeSubscription, makeTenant } from "../support/definitions.ts";
import { startProcess } from "../support/processes.ts";
import { type Receiver, startReceiver } from "../support/receiver.ts";
import { waitFor } from "../support/wait-for.ts";
import { KeptProcess } from "./kept-process.ts";

const POISON = 100;
const UNKNOWN_ID = "01900000-0000-7000-8000-000000000000";

withDatabase();

let receiver: Receiver;
/** The queue of a worker ends itself when it cannot write down how a job ended. */
let worker: KeptProcess;
let tenantId: string;
beforeAll(async () => {
  receiver = await startReceiver();
  const { DATABASE_URL = "", AUTH_SECRET = "", ENCRYPTION_KEY = "", DELIVERY_ALLOW_NETWORKS = "" } = process.env;
  const settings = { DATABASE_URL, AUTH_SECRET, ENCRYPTION_KEY, DELIVERY_ALLOW_NETWORKS };
  worker = new KeptProcess(() => startProcess("scripts/worker.ts", { LOG_LEVEL: "info", ...settings }));
  tenantId = await makeTenant();
  const subscriptionId = await makeSubscription(tenantId, { uri: `${receiver.url}/well` });
  await makeIntegration(tenantId, { subscriptionIds: [subscriptionId] });
});
afterAll(async () => {
  await worker.stop("SIGTERM");
  await receiver.close();
});

const arrived = (mark: string) =>
  receiver.waitFor(1, { timeoutMs: 60_000, matching: ({ text }) => text.includes(mark) });

test("jobs that fail every time, however many and urgent, hold up nothing, and say why", async () => {
  const { sql } = client();
  const orphans = await makeDueDeliveries(receiver.url, 2);
  await sql`delete from integration_actions where subscription_id = ${orphans.subscriptionId}`;
  await sql`delete from signing_keys where subscription_id = ${orphans.subscriptionId}`;
  await sql`delete from subscriptions where id = ${orphans.subscriptionId}`;
  const broken = await makeTenant("Broken");
  await makeIntegration(broken, {
    subscriptionIds: [await makeSubscription(broken, { uri: `${receiver.url}/broken` })],
  });
  await publishEvents(broken, [alert({ priority: "Emergency" })]);
  await sql`update integrations set filters = '{"not": "filters"}' where tenant_id = ${broken}`;
  for (const payload of [{ nonsense: true }, { deliveryIds: "all" }, { deliveryIds: [] }]) {
    await sql`
      select graphile_worker.add_job(task, ${JSON.stringify(payload)}::json, priority => -20)
        from generate_series(1, ${POISON}::int), (values ('deliver'), ('match-events'), ('probe-subscription')) as t(task)`;
  }
  await sql`select graphile_worker.add_job('deliver', ${JSON.stringify({ deliveryIds: [UNKNOWN_ID] })}::json)`;
  worker.start();
  const waitingFor = async () => (await checkHealth()).worker === "ok";
  await waitFor(waitingFor, { timeoutMs: 60_000, what: "the worker to work" });
  const startMs = performance.now();
  await publishEvents(tenantId, [alert({ mark: "beside poison" }), alert({ priority: "Emergency", mark: "urgently" })]);
  await Promise.all([arrived("beside poison"), arrived("urgently")]);
  expect(performance.now() - startMs).toBeLessThan(15_000);

  const failed = await waitFor(
    async () => {
      const rows = await sql`
        select task_identifier as task, count(*)::int as count, min(attempts)::int as attempts,
               bool_and(run_at > now() - interval '1 minute') as paced, string_agg(distinct last_error, ' ') as error
          from graphile_worker.jobs where last_error is not null group by 1 order by 1`;
      return rows.reduce((sum, { count }) => sum + count, 0) >= POISON * 9 + 3 ? rows : null;
    },
    { timeoutMs: 60_000, what: "every poisonous job to have failed" },
  );
  expect(failed.map(({ task, count }) => [task, count])).toEqual([
    ["deliver", POISON * 3 + 2],
    ["match-events", POISON * 3 + 1],
    ["probe-subscription", POISON * 3],
  ]);
  expect(failed[0]?.error).toContain(`names the subscription ${orphans.subscriptionId}, which is gone`);
}, 90_000);

test("while the database refuses to write nothing is acknowledged and health says so, and afterwards all goes on", async () => {
  worker.start();
  const key = await createKey(tenantId, ["PUBLISH"]);
  const publish = async (externalId: string) => {
    const response = await answerPublishing(
      new Request("http://localhost/api/events", {
        method: "POST",
        headers: { "content-type": "application/json", "x-api-key": key },
        body: JSON.stringify({ ...alert({ mark: externalId }, externalId), occurredAt: undefined }),
      }),
      { getAll: () => [] },
    );
    return { status: response.status, text: await response.text() };
  };
  expect((await publish("before")).status).toBe(202);
  await arrived("before");
  await setReadOnly(true);
  const refused = await publish("meanwhile");
  expect(refused.status).toBe(500);
  expect(refused.text).toMatch(/the log knows it as [0-9a-f-]{36}/);
  expect(refused.text).not.toMatch(/read-only|transaction|insert/i);
  expect(await checkHealth()).toMatchObject({ status: "unavailable", database: "unavailable" });
  await setReadOnly(false);
  const [stored] = await client().sql`select count(*)::int as count from events where external_id = 'meanwhile'`;
  expect(stored?.count).toBe(0);
  expect(await publish("meanwhile")).toMatchObject({ status: 202, text: expect.stringContaining('"accepted":1') });
  await arrived("meanwhile");
  const isWell = async () => (await checkHealth()).status === "ok";
  await waitFor(isWell, { what: "health to say that all is well" });
}, 90_000);

/** A disk cannot be filled here without harm to others: PostgreSQL refuses writes, in new sessions, which all then are. */
async function setReadOnly(isReadOnly: boolean): Promise<void> {
  const maintenance = postgres(inject("postgresUrl"), { max: 1, onnotice: () => {} });
  const name = new URL(process.env.DATABASE_URL ?? "").pathname.slice(1);
  await maintenance.unsafe(`alter database ${name} set default_transaction_read_only = ${isReadOnly ? "on" : "off"}`);
  await maintenance`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`;
  await maintenance.end();
  const isOver = async () => {
    const [row] = await client().sql`select current_setting('transaction_read_only') as value`;
    return row?.value === (isReadOnly ? "on" : "off");
  };
  await waitFor(isOver, { what: "new sessions" });
}
