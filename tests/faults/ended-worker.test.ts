/** Workers that end, or lose their connection: what they had in hand is done, or free for others within half a minute. */
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { client } from "#db/client";
import { findFreePort } from "#db/embedded-postgres";
import { publishEvents } from "#jobs/publish-events";
import { withDatabase } from "../support/api.ts";
import { alert, makeIntegration, makeSubscription, makeTenant } from "../support/definitions.ts";
import { type RunningProcess, startProcess, startWorker } from "../support/processes.ts";
import { type Receiver, startReceiver } from "../support/receiver.ts";
import { startTcpProxy } from "../support/tcp-proxy.ts";
import { waitFor } from "../support/wait-for.ts";
import { KeptProcess } from "./kept-process.ts";

const IS_LONG = Number(process.env.FAULT_DELIVERIES ?? 0) >= 10_000;
const FREE_WITHIN_MS = 30_000;

withDatabase();

let receiver: Receiver;
let tenantId: string;
const workers: RunningProcess[] = [];
beforeAll(async () => {
  receiver = await startReceiver();
  tenantId = await makeTenant();
  const subscriptionId = await makeSubscription(tenantId, { uri: `${receiver.url}/hook` });
  await makeIntegration(tenantId, { subscriptionIds: [subscriptionId] });
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop("SIGKILL")));
});
afterAll(() => receiver.close());

async function startOn(databaseUrl = process.env.DATABASE_URL ?? ""): Promise<RunningProcess> {
  const { AUTH_SECRET = "", ENCRYPTION_KEY = "", DELIVERY_ALLOW_NETWORKS = "" } = process.env;
  const worker = await startWorker({ DATABASE_URL: databaseUrl, AUTH_SECRET, ENCRYPTION_KEY, DELIVERY_ALLOW_NETWORKS });
  workers.push(worker);
  return worker;
}

async function lockedJobs(): Promise<{ id: string; locked_by: string }[]> {
  return client().sql`select id, locked_by from graphile_worker._private_jobs where locked_by is not null`;
}

test("a worker that is told to stop ends the attempts that it has begun, and leaves nothing locked", async () => {
  receiver.answer({ status: 200, delayMs: 1_500 });
  const worker = await startOn();
  const { events } = await publishEvents(tenantId, Array(6).fill(alert()));
  await receiver.waitFor(6);
  expect(await worker.stop("SIGTERM")).toBe(0);
  const rows = await client().sql`
    select status, attempt_count from deliveries where event_id = any(${events.map(({ id }) => id)}::uuid[])`;
  expect(rows.map(({ status, attempt_count }) => [status, attempt_count])).toEqual(Array(6).fill(["SUCCEEDED", 1]));
  expect(receiver.requests).toHaveLength(6);
  expect(await lockedJobs()).toEqual([]);
  expect(await client().sql`select id from worker_pools`).toHaveLength(0);
});

test.runIf(IS_LONG)(
  "the jobs of a killed worker are free for others within 30 s",
  async () => {
    receiver.answer({ hang: true });
    const worker = await startOn();
    await publishEvents(tenantId, Array(40).fill(alert()));
    const held = await waitFor(async () => (await lockedJobs())[0]);
    await worker.stop("SIGKILL");
    const killedMs = performance.now();
    await startOn();
    const isFree = async () => (await lockedJobs()).every(({ locked_by }) => locked_by !== held.locked_by);
    await waitFor(isFree, { timeoutMs: FREE_WITHIN_MS, what: "the jobs to be free" });
    expect(performance.now() - killedMs).toBeLessThan(FREE_WITHIN_MS);
    receiver.answer({ status: 200 });
  },
  90_000,
);

test.runIf(IS_LONG)(
  "jobs that were given out on a connection that broke are free again, though their worker lives",
  async () => {
    receiver.answer({ status: 200 });
    await client().sql`delete from graphile_worker._private_jobs`;
    const proxy = await startTcpProxy(Number(new URL(process.env.DATABASE_URL ?? "").port));
    const url = new URL(process.env.DATABASE_URL ?? "");
    url.port = String(proxy.port);
    const worker = await startOn(url.href);
    await publishEvents(tenantId, [alert({ mark: "got as usual" })]);
    await receiver.waitFor(1, { matching: ({ text }) => text.includes("got as usual") });
    await waitFor(async () => (await lockedJobs()).length === 0, { what: "the worker to be idle" });
    process.kill(worker.pid, "SIGSTOP");
    await publishEvents(tenantId, [alert({ mark: "given and never got" })]);
    await proxy.impair("half-close");
    process.kill(worker.pid, "SIGCONT");
    await waitFor(async () => (await lockedJobs()).length > 0, { what: "the worker to be given the job" });
    await proxy.impair(null);
    await receiver.waitFor(1, {
      timeoutMs: FREE_WITHIN_MS + 5_000,
      matching: ({ text }) => text.includes("given and never got"),
    });
    await proxy.close();
  },
  90_000,
);

test.runIf(IS_LONG)(
  "a worker whose connections fell silent ends, and what it had is done by the one that is started in its place, within 30 s",
  async () => {
    receiver.answer({ status: 200 });
    const url = new URL(process.env.DATABASE_URL ?? "");
    const proxy = await startTcpProxy(Number(url.port));
    url.port = String(proxy.port);
    const { AUTH_SECRET = "", ENCRYPTION_KEY = "", DELIVERY_ALLOW_NETWORKS = "" } = process.env;
    const settings = { DATABASE_URL: url.href, AUTH_SECRET, ENCRYPTION_KEY, DELIVERY_ALLOW_NETWORKS };
    const outputs: (() => string)[] = [];
    const kept = new KeptProcess(() => {
      const launched = startProcess("scripts/worker.ts", { LOG_LEVEL: "info", ...settings });
      outputs.push(launched.output);
      return launched;
    });
    kept.start();
    await publishEvents(tenantId, [alert({ mark: "before the silence" })]);
    await receiver.waitFor(1, { matching: ({ text }) => text.includes("before the silence"), timeoutMs: 30_000 });
    await waitFor(async () => (await lockedJobs()).length === 0, { what: "the worker to be idle" });
    proxy.swallow();
    const silentMs = performance.now();
    await publishEvents(tenantId, Array(20).fill(alert({ mark: "after the silence" })));
    await receiver.waitFor(20, {
      matching: ({ text }) => text.includes("after the silence"),
      timeoutMs: FREE_WITHIN_MS,
    });
    expect(performance.now() - silentMs).toBeLessThan(FREE_WITHIN_MS);
    expect(kept.deaths).toBe(1);
    expect(outputs[0]?.()).toContain("the database has not answered");
    await kept.stop("SIGTERM");
    await proxy.close();
  },
  90_000,
);

test.each(["scripts/worker.ts", "scripts/web.ts"])(
  "%s ends with the program that started it, even while it waits for a database that does not answer",
  async (script) => {
    const silent = createServer().listen(0, "127.0.0.1");
    await once(silent, "listening");
    const address = `127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const { AUTH_SECRET = "", ENCRYPTION_KEY = "" } = process.env;
    const PORT = String(await findFreePort());
    const settings = { DATABASE_URL: `postgresql://nobody@${address}/none`, PORT, AUTH_SECRET, ENCRYPTION_KEY };
    const starting = startProcess(script, settings);
    workers.push(starting);
    starting.disconnect();
    await waitFor(() => starting.hasEnded(), { timeoutMs: 20_000, what: "its end" });
    silent.close();
  },
);
