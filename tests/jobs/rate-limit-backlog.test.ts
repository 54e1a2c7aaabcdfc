/** The rate limit of a subscription for which more waits than its lines take: no pause while some of it was sent back. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { publishEvents } from "#jobs/publish-events";
import { startWorker, withDatabase } from "../support/api.ts";
import { alert, makeIntegration, makeSubscription, makeTenant } from "../support/definitions.ts";
import { type Receiver, startReceiver } from "../support/receiver.ts";

const PER_SECOND = 200;
const DELIVERIES = 8 * PER_SECOND;

withDatabase();

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.close());

test("a line of thousands goes out as fast as its limit allows, by two workers", async () => {
  const tenantId = await makeTenant();
  const subscriptionId = await makeSubscription(tenantId, { uri: receiver.url, rateLimitPerSecond: PER_SECOND });
  await makeIntegration(tenantId, { subscriptionIds: [subscriptionId] });
  const alerts = Array.from({ length: 100 }, () => alert());
  for (let made = 0; made < DELIVERIES; made += alerts.length) await publishEvents(tenantId, alerts);
  const workers = await Promise.all([startWorker(), startWorker()]);
  const all = await receiver.waitFor(DELIVERIES, { timeoutMs: 60_000 });
  await Promise.all(workers.map((worker) => worker.stop()));
  const times = all.map(({ receivedAt }) => receivedAt.getTime()).sort((a, b) => a - b);
  // The first seconds are the workers' start.
  const steady = times.slice(2 * PER_SECOND);
  const seconds = ((steady.at(-1) ?? 0) - (steady[0] ?? 0)) / 1_000;
  expect((steady.length - 1) / seconds).toBeLessThanOrEqual(PER_SECOND * 1.05);
  // Held within 5 % where nothing else runs; 0.6 when each worker laid out what it sent back by itself.
  expect((steady.length - 1) / seconds).toBeGreaterThan(PER_SECOND * 0.8);
}, 90_000);
