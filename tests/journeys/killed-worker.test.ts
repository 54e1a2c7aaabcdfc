/** kill -9 of all workers in the middle of 2,000 deliveries, of a replay and of a recovery loses none, and skips none. */
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { graphql } from "#graphql/document";
import type { RunningProcess } from "../support/processes.ts";
import { type Product, startProduct } from "../support/product.ts";
import { type ReceivedRequest, type Receiver, startReceiver } from "../support/receiver.ts";
import { waitFor } from "../support/wait-for.ts";

const EVENTS = 2_000;
const EVENTS_PER_REQUEST = 1_000;
const RECOVERED_WITHIN_MS = 60_000;
const FREE_WITHIN_MS = 30_000;

const CreateIntegration = graphql(`
  mutation KilledWorkerIntegration($uri: String!) {
    createIntegration(
      input: {
        name: "Everything"
        trigger: "alert.sent"
        actions: [{ newSubscription: { uri: $uri, eventTypes: ["alert.sent"] } }]
      }
    ) {
      integration {
        id
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

const Counts = graphql(`
  query KilledWorkerCounts {
    all: deliveries(first: 1) {
      totalCount
    }
    succeeded: deliveries(first: 1, filter: { statuses: [SUCCEEDED] }) {
      totalCount
    }
  }
`);

const Replay = graphql(`
  mutation KilledWorkerReplay($id: ID!, $perSecond: Int!) {
    replayEvents(
      input: {
        integrationId: $id
        receivedFrom: "2020-01-01T00:00:00Z"
        receivedTo: "2100-01-01T00:00:00Z"
        perSecond: $perSecond
      }
    ) {
      recovery {
        id
      }
      total
    }
  }
`);

const Recover = graphql(`
  mutation KilledWorkerRecover($id: ID!, $perSecond: Int!) {
    recoverDeliveries(input: { filter: { subscriptionIds: [$id] }, perSecond: $perSecond }) {
      recovery {
        id
      }
      total
    }
  }
`);

const Cancel = graphql(`
  mutation KilledWorkerCancel($id: ID!) {
    cancelRecovery(input: { id: $id }) {
      recovery {
        status
        done
      }
    }
  }
`);

const Recoveries = graphql(`
  query KilledWorkerRecoveries($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Recovery {
        status
        total
        done
        completedAt
      }
    }
  }
`);

const CountsOf = graphql(`
  query KilledWorkerCountsOf($id: ID!) {
    all: deliveries(first: 1, filter: { subscriptionIds: [$id] }) {
      totalCount
    }
    succeeded: deliveries(first: 1, filter: { subscriptionIds: [$id], statuses: [SUCCEEDED] }) {
      totalCount
    }
    failed: deliveries(first: 1, filter: { subscriptionIds: [$id], statuses: [FAILED] }) {
      totalCount
    }
  }
`);

/** Of the replay and the recovery. */
const KILLS = 2;

let product: Product;
let receiver: Receiver;
let sql: postgres.Sql;
const workers: RunningProcess[] = [];

beforeAll(async () => {
  [product, receiver] = await Promise.all([startProduct({ CIRCUIT_BREAKER_ATTEMPTS: "0" }), startReceiver()]);
  sql = postgres(product.databaseUrl, { max: 1, onnotice: () => {} });
  const { createIntegration } = await product.ask(CreateIntegration, { uri: `${receiver.url}/all` });
  expect(createIntegration.userErrors).toEqual([]);
});
afterAll(async () => {
  await sql?.end();
  await product?.stop();
  await receiver?.close();
});

test(`all of ${EVENTS} alerts arrive although the worker is killed`, { timeout: 150_000 }, async () => {
  receiver.answer({ status: 200, delayMs: 10 });
  for (let from = 0; from < EVENTS; from += EVENTS_PER_REQUEST) {
    const events = Array.from({ length: EVENTS_PER_REQUEST }, (_, at) => ({
      type: "alert.sent",
      data: { number: from + at },
    }));
    expect(await product.publish(events)).toMatchObject({ status: 202, answer: { accepted: EVENTS_PER_REQUEST } });
  }
  const killed = await product.startWorker();
  await receiver.waitFor(300, { timeoutMs: 60_000 });
  await killed.stop("SIGKILL");
  expect(receiver.requests.length).toBeLessThan(EVENTS - 300);

  const startedAt = Date.now();
  workers.push(await product.startWorker());
  await waitFor(() => numbersArrived().size === EVENTS, {
    timeoutMs: RECOVERED_WITHIN_MS,
    what: "all alerts to arrive",
  });
  expect(Date.now() - startedAt).toBeLessThan(RECOVERED_WITHIN_MS);

  await waitFor(async () => (await product.ask(Counts, {})).succeeded.totalCount === EVENTS, {
    timeoutMs: 60_000,
    what: "all deliveries to stand as succeeded",
  });
  expect((await product.ask(Counts, {})).all.totalCount).toBe(EVENTS);
  expect(new Set(receiver.requests.map(idOf)).size).toBe(EVENTS);
  expect(new Set(receiver.requests.map((request) => `${numberOf(request)} ${idOf(request)}`)).size).toBe(EVENTS);
});

test("a replay and a recovery of 2,000 each go on although all workers are killed, and killed again", {
  timeout: 240_000,
}, async () => {
  const failing = await createIntegration("/failing");
  receiver.answer(({ path }) => ({ status: path === "/failing" ? 410 : 200 }));
  await product.ask(Replay, { id: failing.integrationId, perSecond: 1_000 });
  await waitFor(async () => (await countsOf(failing)).failed === EVENTS, { timeoutMs: 60_000, what: "failures" });
  const idsOfFailed = idsAt("/failing");
  receiver.answer({ status: 200, delayMs: 10 });

  const replayed = await createIntegration("/replayed");
  const { replayEvents } = await product.ask(Replay, { id: replayed.integrationId, perSecond: 250 });
  const { recoverDeliveries } = await product.ask(Recover, { id: failing.subscriptionId, perSecond: 250 });
  expect([replayEvents.total, recoverDeliveries.total]).toEqual([EVENTS, EVENTS]);
  const ids = [replayEvents.recovery?.id ?? "", recoverDeliveries.recovery?.id ?? ""];
  const progress = async () => (await recoveries(ids)).map(({ done }) => done);

  await waitFor(async () => (await progress()).every((done) => done >= 500), { timeoutMs: 30_000, what: "a start" });
  await killWorkers();
  const before = await progress();
  expect(Math.max(...before)).toBeLessThan(EVENTS);
  workers.push(await product.startWorker(), await product.startWorker());
  await waitFor(async () => (await progress()).every((done, at) => done > (before[at] ?? 0)), {
    timeoutMs: 30_000,
    what: "both to go on",
  });
  const lockedBy = await killWorkers();
  const killedMs = performance.now();
  workers.push(await product.startWorker());
  await waitFor(async () => (await lockersOfJobs()).every((pool) => !lockedBy.includes(pool)), {
    timeoutMs: FREE_WITHIN_MS,
    what: "the jobs of the killed workers to be free",
  });
  expect(performance.now() - killedMs).toBeLessThan(FREE_WITHIN_MS);

  const ended = await waitFor(
    async () => {
      const all = await recoveries(ids);
      return all.every(({ status }) => status === "COMPLETED") ? all : null;
    },
    { timeoutMs: 60_000, what: "both to end" },
  );
  expect(ended).toMatchObject(Array(2).fill({ total: EVENTS, done: EVENTS, completedAt: expect.any(String) }));
  for (const each of [failing, replayed]) {
    await waitFor(async () => (await countsOf(each)).succeeded === EVENTS, { timeoutMs: 60_000, what: "successes" });
    expect(await countsOf(each)).toEqual({ all: EVENTS, succeeded: EVENTS, failed: 0 });
  }
  expect(new Set(idsAt("/replayed")).size).toBe(EVENTS);
  expect(new Set(idsAt("/failing"))).toEqual(new Set(idsOfFailed));
  const mostOften = Math.max(...countEach(idsAt("/replayed")).values());
  expect(mostOften).toBeLessThanOrEqual(KILLS + 1);
});

test("a recovery that is cancelled on its way takes no more, and counts what it took", async () => {
  const cancelled = await createIntegration("/cancelled");
  const { replayEvents } = await product.ask(Replay, { id: cancelled.integrationId, perSecond: 100 });
  const id = replayEvents.recovery?.id ?? "";
  await waitFor(async () => (await recoveries([id])).every(({ done }) => done >= 200), { what: "a start" });
  const { cancelRecovery } = await product.ask(Cancel, { id });
  const done = cancelRecovery.recovery?.done ?? 0;
  expect(done).toBeLessThan(EVENTS);
  await waitFor(async () => (await waitingJobs()) === 0, { timeoutMs: 30_000, what: "an empty queue" });
  expect(await recoveries([id])).toMatchObject([{ status: "CANCELLED", done, total: EVENTS }]);
  expect(await countsOf(cancelled)).toEqual({ all: done, succeeded: done, failed: 0 });
  expect(idsAt("/cancelled")).toHaveLength(done);
});

type Made = { integrationId: string; subscriptionId: string };

async function createIntegration(path: string): Promise<Made> {
  const { createIntegration } = await product.ask(CreateIntegration, { uri: receiver.url + path });
  const { id = "", actions = [] } = createIntegration.integration ?? {};
  return { integrationId: id, subscriptionId: actions[0]?.subscription.id ?? "" };
}

async function countsOf({ subscriptionId }: Made) {
  const { all, succeeded, failed } = await product.ask(CountsOf, { id: subscriptionId });
  return { all: all.totalCount, succeeded: succeeded.totalCount, failed: failed.totalCount };
}

async function recoveries(ids: string[]) {
  const { nodes } = await product.ask(Recoveries, { ids });
  return nodes.flatMap((node) => (node && "done" in node ? [node] : []));
}

/** kill -9 of all; answers the pools that hold jobs now. */
async function killWorkers(): Promise<string[]> {
  await Promise.all(workers.splice(0).map((worker) => worker.stop("SIGKILL")));
  return lockersOfJobs();
}

async function lockersOfJobs(): Promise<string[]> {
  const rows = await sql<{ pool: string }[]>`
    select distinct locked_by as pool from graphile_worker._private_jobs where locked_by is not null`;
  return rows.map(({ pool }) => pool);
}

async function waitingJobs(): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from graphile_worker._private_jobs`;
  return row?.count ?? 0;
}

function idsAt(path: string): string[] {
  return receiver.requests.filter((request) => request.path === path).map(idOf);
}

function countEach(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

function idOf({ headers }: ReceivedRequest): string {
  return headers["webhook-id"] ?? "";
}

function numberOf({ json }: { json: unknown }): number {
  return (json as { data: { number: number } }).data.number;
}

function numbersArrived(): Set<number> {
  return new Set(receiver.requests.map(numberOf));
}
