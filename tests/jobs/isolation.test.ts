/** Receivers that hang take nobody else's time, not even with Emergency alerts of their own. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { publishEvents } from "#jobs/publish-events";
import { startWorker, withDatabase } from "../support/api.ts";
import { alert, makeIntegration, makeSubscription, makeTenant } from "../support/definitions.ts";
import { type Receiver, startReceiver } from "../support/receiver.ts";

const HANGS_FOR_MS = 15_000;

withDatabase();

let receiver: Receiver;
let worker: Awaited<ReturnType<typeof startWorker>>;
/** How long an alert may take: more where it takes long with nothing there, and always less than a hanging attempt. */
let soonMs: number;
beforeAll(async () => {
  receiver = await startReceiver();
  receiver.answer(({ path }) => (path.startsWith("/hang") ? { hang: true } : { status: 200 }));
  worker = await startWorker();
  const aloneMs = await arrivalMs(await makeReceiving("/alone"), "/alone");
  soonMs = Math.min(Math.max(2_500, 10 * aloneMs), HANGS_FOR_MS * 0.8);
});
afterAll(async () => {
  await receiver.close();
  await worker.stop();
});

async function makeReceiving(path: string): Promise<string> {
  const tenantId = await makeTenant();
  await makeIntegration(tenantId, {
    subscriptionIds: [
      await makeSubscription(tenantId, { uri: receiver.url + path, timeoutSeconds: HANGS_FOR_MS / 1_000 }),
    ],
  });
  return tenantId;
}

async function arrivalMs(tenantId: string, path: string): Promise<number> {
  const startMs = performance.now();
  await publishEvents(tenantId, [alert({ priority: "Emergency" })]);
  await receiver.waitFor(1, { timeoutMs: 60_000, matching: (request) => request.path === path });
  return performance.now() - startMs;
}

test("many that hang, each with a backlog, leave room for an alert to one that is well", async () => {
  const hanging = await Promise.all([1, 2, 3, 4, 5, 6].map((number) => makeReceiving(`/hang/${number}`)));
  const healthy = await makeReceiving("/well");
  await Promise.all(hanging.map((tenantId) => publishEvents(tenantId, Array(200).fill(alert()))));
  await receiver.waitFor(24, { timeoutMs: 60_000, matching: ({ path }) => path.startsWith("/hang/") });
  expect(await arrivalMs(healthy, "/well")).toBeLessThan(soonMs);
});

test("so do hundreds of Emergency alerts to one that hangs", async () => {
  const hanging = await makeReceiving("/hang-urgently");
  const healthy = await makeReceiving("/urgent");
  await publishEvents(hanging, Array(800).fill(alert({ priority: "Emergency" })));
  await receiver.waitFor(8, { timeoutMs: 60_000, matching: ({ path }) => path === "/hang-urgently" });
  expect(await arrivalMs(healthy, "/urgent")).toBeLessThan(soonMs);
});
