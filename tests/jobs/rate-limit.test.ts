/** Rate limits of subscriptions: held by all workers together. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { client } from "#db/client";
import { reservePace } from "#db/subscription-pace";
import { layOutReturns as layOutInDatabase } from "#db/subscription-returns";
import { layOutReturns } from "#jobs/lay-out-returns";
import { publishEvents } from "#jobs/publish-events";
import { encodeId } from "#webhooks/id";
import { startWorker, withDatabase } from "../support/api.ts";
import { alert, makeDueDeliveries } from "../support/definitions.ts";
import { type ReceivedRequest, type Receiver, startReceiver } from "../support/receiver.ts";

withDatabase();

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.close());

test("moments are given out one after the other, to several askers, and none is saved up", async () => {
  const { subscriptionId } = await makeDueDeliveries(receiver.url, 1);
  const ask = async (count: number) => {
    const ends = await reservePace(client().sql, [{ subscriptionId, perSecond: 10, count }]);
    return ends.get(subscriptionId)?.endsInMs ?? 0;
  };
  const startedMs = performance.now();
  const ends = await Promise.all([ask(5), ask(5), ask(5)]);
  expect(Math.max(...ends)).toBeGreaterThan(1_500 - (performance.now() - startedMs) - 5);
  expect(Math.max(...ends)).toBeLessThanOrEqual(1_500);
  await client().sql`update subscription_pace set next_at = now() - interval '1 hour'`;
  expect(await ask(1)).toBeLessThanOrEqual(100);
});

test("two workers together start no more attempts a second than a subscription takes, and not fewer than it could", async () => {
  const { deliveryIds } = await makeDueDeliveries(receiver.url, 80, { rateLimitPerSecond: 20 });
  const before = receiver.requests.length;
  const workers = await Promise.all([startWorker(), startWorker()]);
  const all = await receiver.waitFor(before + deliveryIds.length, { timeoutMs: 30_000 });
  await Promise.all(workers.map((worker) => worker.stop()));
  const times = arrivals(all.slice(before));
  const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1_000;
  expect((times.length - 1) / seconds).toBeLessThanOrEqual(20 * 1.05);
  expect((times.length - 1) / seconds).toBeGreaterThan(20 * 0.6);
  // And most of them as close as they may, whatever a busy second does to the average.
  const pauses = times.slice(1).map((time, index) => time - (times[index] ?? time));
  expect(pauses.sort((a, b) => a - b)[Math.floor(pauses.length / 2)]).toBeLessThan(50 / 0.8);
}, 60_000);

test("deliveries that found the line full are laid out one after the other, whichever workers send them back", async () => {
  const { subscriptionId } = await makeDueDeliveries(receiver.url, 1);
  const layOut = (count: number, isEmergency = false) =>
    layOutReturns({ subscriptionId, isEmergency, perSecond: 9, count });
  const other = await layOutInDatabase(
    client().sql,
    [{ subscriptionId, isEmergency: false, paceMs: 100, count: 300 }],
    60_000,
  );
  expect(other[0]?.endsInMs).toBeCloseTo(30_000, -1);
  const [first, second, emergency] = await Promise.all([layOut(20), layOut(20), layOut(20, true)]);
  expect(Math.min(first, second)).toBeGreaterThan(20_000);
  expect(Math.abs(first - second)).toBeCloseTo(2_000, -1);
  expect(emergency).toBeLessThan(100);
  expect(await layOut(100_000)).toBeLessThanOrEqual(60_000);
});

test("an Emergency takes the next moment, before those that wait for theirs already", async () => {
  const { tenantId, deliveryIds } = await makeDueDeliveries(receiver.url, 40, { rateLimitPerSecond: 1 });
  const path = await pathOf(tenantId);
  const toIt = (request: ReceivedRequest) => request.path === path;
  const workers = await Promise.all([startWorker(), startWorker()]);
  await receiver.waitFor(3, { matching: toIt, timeoutMs: 30_000 });
  const ahead = receiver.requests.filter(toIt).length;
  const { events } = await publishEvents(tenantId, [alert({ priority: "Emergency" })]);
  const isEmergency = ({ json }: ReceivedRequest) =>
    (json as { id: string }).id === encodeId("evt", events[0]?.id ?? "");
  await receiver.waitFor(1, { matching: isEmergency, timeoutMs: 30_000 });
  await Promise.all(workers.map((worker) => worker.stop()));
  const position = receiver.requests.filter(toIt).findIndex(isEmergency);
  expect(position).toBeLessThan(deliveryIds.length);
  // Matched and fetched by a worker that may be busy, and behind one moment of the other worker at most.
  expect(position - ahead).toBeLessThanOrEqual(5);
}, 60_000);

async function pathOf(tenantId: string): Promise<string> {
  const [row] = await client().sql<{ uri: string }[]>`select uri from subscriptions where tenant_id = ${tenantId}`;
  return new URL(row?.uri ?? "").pathname;
}

function arrivals(requests: readonly ReceivedRequest[]): number[] {
  return requests.map(({ receivedAt }) => receivedAt.getTime()).sort((a, b) => a - b);
}
