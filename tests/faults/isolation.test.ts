/**
 * One subscription hangs, one fails, and a backlog waits for both: Emergency starts at once all the same, and who is well
 * keeps its throughput. The backlog is 100,000 deliveries in `npm run test:faults`, and a small one in `npm test`.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { client } from "#db/client";
import { publishEvents } from "#jobs/publish-events";
import { startWorker, withDatabase } from "../support/api.ts";
import { alert, makeIntegration, makeSubscription, makeTenant } from "../support/definitions.ts";
import { type Receiver, startReceiver } from "../support/receiver.ts";
import { waitFor } from "../support/wait-for.ts";

const IS_LONG = Number(process.env.FAULT_DELIVERIES ?? 0) >= 10_000;
const BACKLOG = IS_LONG ? 100_000 : 2_000;
const URGENT = IS_LONG ? 300 : 50;
const URGENT_EVERY_MS = 30;
/**
 * With and without the backlog by turns, and so many deliveries each time. How fast a machine is comes and goes by a tenth
 * within seconds: many short turns tell more than a few long ones.
 */
const ROUNDS = IS_LONG ? 3 : 4;
const STREAM = IS_LONG ? 10_000 : 1_500;
const BURST = 250;
/** So many of a stream are published before they arrive, so that its receiver is never short of any. */
const AHEAD = 1_000;
const EVENTS_PER_PUBLISH = 1_000;

withDatabase();

let receiver: Receiver;
let worker: Awaited<ReturnType<typeof startWorker>>;
let well: string;
beforeAll(async () => {
  receiver = await startReceiver();
  receiver.answer(({ path }) => {
    if (path === "/hangs") return { hang: true };
    return { status: path === "/fails" ? 500 : 200 };
  });
  worker = await startWorker();
  well = await makeReceiving("/well");
});
afterAll(async () => {
  await receiver.close();
  await worker.stop();
});

async function makeReceiving(path: string): Promise<string> {
  const tenantId = await makeTenant();
  const subscriptionId = await makeSubscription(tenantId, { uri: receiver.url + path, timeoutSeconds: 5 });
  await makeIntegration(tenantId, { subscriptionIds: [subscriptionId] });
  return tenantId;
}

const countArrived = () => receiver.requests.filter(({ path }) => path === "/well").length;

/** Deliveries a second to the receiver that is well, while more of them wait than it takes at once. */
async function measureThroughput(): Promise<number> {
  const before = countArrived();
  const startMs = performance.now();
  for (let published = BURST; published <= STREAM; published += BURST) {
    await publishEvents(well, Array(BURST).fill(alert()));
    const target = before + (published < STREAM ? published - AHEAD : STREAM);
    await waitFor(() => countArrived() >= target, { timeoutMs: 60_000, what: "a stream to arrive" });
  }
  return (STREAM * 1_000) / (performance.now() - startMs);
}

/** Milliseconds from publishing to arrival, in order. */
async function measureUrgent(): Promise<number[]> {
  const latencies: Promise<number>[] = [];
  for (let number = 0; number < URGENT; number += 1) {
    const startMs = performance.now();
    const mark = `urgent ${number} ${startMs}`;
    latencies.push(
      publishEvents(well, [alert({ priority: "Emergency", mark })]).then(async () => {
        const wasMarked = ({ text }: { text: string }) => text.includes(mark);
        await waitFor(() => receiver.requests.slice(-2_000).some(wasMarked), { timeoutMs: 60_000, what: mark });
        return performance.now() - startMs;
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, URGENT_EVERY_MS));
  }
  return (await Promise.all(latencies)).toSorted((a, b) => a - b);
}

/** Answers how to take the backlog away again. */
async function pileUp(): Promise<() => Promise<void>> {
  const burdened = await Promise.all([makeReceiving("/hangs"), makeReceiving("/fails")]);
  for (let published = 0; published < BACKLOG; published += EVENTS_PER_PUBLISH) {
    const tenantId = burdened[(published / EVENTS_PER_PUBLISH) % burdened.length] ?? "";
    await publishEvents(tenantId, Array(EVENTS_PER_PUBLISH).fill(alert()));
  }
  const isMatched = async () => {
    const [row] = await client().sql`
      select count(*)::int as count from deliveries where tenant_id = any(${burdened}::uuid[])`;
    return row?.count === BACKLOG;
  };
  await waitFor(isMatched, { timeoutMs: 300_000, what: "the backlog to be matched" });
  return async () => {
    await client().sql`update deliveries set status = 'CANCELLED' where tenant_id = any(${burdened}::uuid[])`;
    const isOver = async () => {
      await client().sql`delete from graphile_worker._private_jobs where locked_at is null`;
      const [row] = await client().sql`select count(*)::int as count from graphile_worker._private_jobs`;
      return row?.count === 0;
    };
    await waitFor(isOver, { timeoutMs: 120_000, what: "the backlog's jobs to end" });
  };
}

function p99Of(latencies: number[]): number {
  return latencies[Math.ceil(latencies.length * 0.99) - 1] ?? Number.POSITIVE_INFINITY;
}

async function countWaiting(): Promise<number> {
  const [row] = await client().sql`
    select count(*)::int as count from deliveries where status in ('PENDING', 'RETRYING', 'HELD')`;
  return row?.count ?? 0;
}

const rounded = (values: readonly number[]) => values.map((value) => Math.round(value)).join(", ");

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

test(`with ${BACKLOG} deliveries waiting for others, an Emergency starts within a second and who is well keeps 80 %`, {
  timeout: 1_200_000,
}, async () => {
  await measureThroughput();
  const urgentAlone = p99Of(await measureUrgent());
  const alone = [await measureThroughput()];
  const burdened: number[] = [];
  const urgent: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const clearAway = await pileUp();
    urgent.push(p99Of(await measureUrgent()));
    burdened.push(await measureThroughput());
    expect(await countWaiting()).toBeGreaterThanOrEqual(BACKLOG * 0.9);
    await clearAway();
    alone.push(await measureThroughput());
  }
  const kept = meanOf(burdened) / meanOf(alone);
  process.stdout.write(
    `${BACKLOG} waiting: Emergency p99 ${rounded(urgent)} ms, alone ${rounded([urgentAlone])} ms; ` +
      `${rounded(burdened)}/s, alone ${rounded(alone)}/s: ${Math.round(kept * 100)} % kept\n`,
  );
  expect(Math.max(...urgent)).toBeLessThan(1_000);
  expect(kept).toBeGreaterThanOrEqual(0.8);
});
