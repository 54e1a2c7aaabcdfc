/** End to end: from publishing to the recorded delivery, with everything on this machine at once. */
import { client } from "#db/client";
import { publishEvents } from "#jobs/publish-events";
import type { BenchEnvironment, CpuUse } from "./bench-environment.ts";
import { readCoreTicks } from "./cpu-time.ts";
import { makeAlert, makeTenants } from "./tenants.ts";

const TENANTS = 50;
const EVENTS_PER_PUBLISH = 100;
const PUBLISHERS = 4;
/** Looking costs the cores that are being measured. */
const LOOK_EVERY_MS = 20;
const GIVE_UP_AFTER_MS = 180_000;

/** CPU microseconds are per delivery; `busy` is the share of all cores that anything on the machine used. */
export type Throughput = { perSecond: number; cpu: CpuUse; busy: number | null };

/** Publishes until `deliveries` deliveries are due and waits until each is recorded as succeeded; deliveries/s. */
export async function measureThroughput(
  environment: BenchEnvironment,
  { deliveries, fanOut }: { deliveries: number; fanOut: number },
): Promise<Throughput> {
  const tenants = await makeTenants(TENANTS, fanOut, environment.ports);
  await runOnce(environment, tenants, TENANTS, fanOut, 1);
  return runOnce(environment, tenants, deliveries / fanOut, fanOut);
}

async function runOnce(
  environment: BenchEnvironment,
  tenants: readonly string[],
  events: number,
  fanOut: number,
  eventsPerPublish = EVENTS_PER_PUBLISH,
): Promise<Throughput> {
  const before = await countSucceeded();
  await environment.reset();
  const cpuBefore = environment.cpu();
  const ticksBefore = readCoreTicks();
  const startMs = performance.now();
  let left = events;
  let turn = 0;
  const publish = async () => {
    while (left > 0) {
      const count = Math.min(eventsPerPublish, left);
      left -= count;
      const tenantId = tenants[turn++ % tenants.length] ?? "";
      await publishEvents(
        tenantId,
        Array.from({ length: count }, () => makeAlert(null)),
      );
    }
  };
  await Promise.all(Array.from({ length: PUBLISHERS }, publish));
  await settle(environment, events * fanOut);
  while ((await countSucceeded()) < before + events * fanOut) {
    if (performance.now() - startMs > GIVE_UP_AFTER_MS) throw new Error("Not all deliveries succeeded in time.");
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  const seconds = (performance.now() - startMs) / 1_000;
  const deliveries = events * fanOut;
  const cpu = environment.cpu();
  const each = (part: keyof CpuUse) => {
    const [after, start] = [cpu[part], cpuBefore[part]];
    return after === null || start === null ? null : (after - start) / deliveries;
  };
  const ticks = readCoreTicks();
  return {
    perSecond: deliveries / seconds,
    cpu: { worker: each("worker"), postgres: each("postgres"), publisher: each("publisher") },
    busy: ticks && ticksBefore && (ticks.busy - ticksBefore.busy) / (ticks.all - ticksBefore.all),
  };
}

async function countSucceeded(): Promise<number> {
  const [row] = await client().sql`select count(*)::int as count from deliveries where status = 'SUCCEEDED'`;
  return Number(row?.count);
}

export type Latency = { count: number; p50: number; p99: number; max: number };

/** Single events at an even pace, each published by itself; milliseconds from the publish call to the arrival. */
export async function measureLatency(
  environment: BenchEnvironment,
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<Latency> {
  const tenants = await makeTenants(TENANTS, 1, environment.ports);
  for (const tenantId of tenants) await publishEvents(tenantId, [makeAlert(null)]);
  await settle(environment, TENANTS);
  await environment.reset();
  const total = perSecond * seconds;
  const startMs = performance.now();
  const published: Promise<unknown>[] = [];
  for (let number = 0; number < total; number += 1) {
    const waitMs = startMs + (number * 1_000) / perSecond - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    const sentAtMs = performance.timeOrigin + performance.now();
    published.push(publishEvents(tenants[number % tenants.length] ?? "", [makeAlert(sentAtMs)]));
  }
  await Promise.all(published);
  const latencies = (await settle(environment, total)).sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return { count: latencies.length, p50: at(0.5), p99: at(0.99), max: latencies.at(-1) ?? 0 };
}

/** Waits until the receiver got `count` requests since the last look; the latencies among them. */
async function settle(environment: BenchEnvironment, count: number): Promise<number[]> {
  const startMs = performance.now();
  const latencies: number[] = [];
  for (let received = 0; received < count; ) {
    const report = await environment.report();
    received += report.received;
    latencies.push(...report.latenciesMs);
    if (performance.now() - startMs > GIVE_UP_AFTER_MS) throw new Error("Not all events arrived in time.");
    if (received < count) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return latencies;
}
