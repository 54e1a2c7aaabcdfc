/**
 * Kills, restarts, deploys, frozen workers, network faults and a database that refuses writes, at random moments while
 * alerts are published: nothing that was acknowledged is lost. Short within `npm test`; `npm run test:faults` is the
 * long form. FAULT_SEED=<seed> replays a schedule and its events, FAULT_DELIVERIES decides how many there are.
 */
import { randomInt } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { waitFor } from "../support/wait-for.ts";
import { planFaults } from "./fault-schedule.ts";
import { type FaultWorld, startFaultWorld } from "./fault-world.ts";
import { startPublisher } from "./insistent-publisher.ts";
import { makeEvents, makeTenants } from "./landscape.ts";
import { countBy, countUnsettled, describeUnsettled, reckon } from "./reckoning.ts";

const SEED = Number(process.env.FAULT_SEED ?? randomInt(2 ** 31));
const DELIVERIES = Number(process.env.FAULT_DELIVERIES ?? 1_500);
const IS_LONG = DELIVERIES >= 10_000;
const PACE = IS_LONG ? { durationMs: DELIVERIES * 5.5, everyMs: 2_500 } : { durationMs: 7_500, everyMs: 400 };
const SETTLED_WITHIN_MS = IS_LONG ? 180_000 : 90_000;

let world: FaultWorld;
beforeAll(async () => {
  world = await startFaultWorld();
}, 120_000);
afterAll(() => world?.stop());

test(`${DELIVERIES} deliveries survive whatever happens`, { timeout: PACE.durationMs * 2 + 400_000 }, async () => {
  say(`FAULT_SEED=${SEED} FAULT_DELIVERIES=${DELIVERIES} replays this`);
  const startMs = performance.now();
  const tenants = await makeTenants(world.receiverOrigin);
  const giveUp = new AbortController();
  const publisher = startPublisher(world.url, tenants, {
    makeEvent: makeEvents(SEED),
    deliveries: DELIVERIES,
    durationMs: PACE.durationMs,
    signal: giveUp.signal,
  });
  const faults = planFaults(SEED, PACE);
  await world.suffer(faults, IS_LONG ? say : () => {});
  const faultsOverMs = performance.now();
  await publisher.done;
  const { expected } = publisher;
  await waitFor(
    async () => {
      const { deliveries, jobs, missing } = await countUnsettled(expected.length);
      return deliveries === 0 && jobs === 0 && missing === 0;
    },
    { timeoutMs: SETTLED_WITHIN_MS, what: "everything to settle" },
  ).catch(async (cause: unknown) => {
    throw new Error(`FAULT_SEED=${SEED}: not settled. ${await describeUnsettled()}`, { cause });
  });
  const settledMs = performance.now();
  const { faults: complaints, ...figures } = await reckon(expected, publisher.acknowledgedEvents(), world.receipts);
  say(
    JSON.stringify({
      seed: SEED,
      events: publisher.acknowledgedEvents(),
      ...figures,
      refusedPublishes: publisher.failures(),
      faults: countBy(faults.map(({ part, harm }) => `${part}: ${harm}`)),
      seconds: Math.round((settledMs - startMs) / 1000),
      secondsToSettle: Math.round((settledMs - faultsOverMs) / 1000),
    }),
  );
  expect(complaints, `FAULT_SEED=${SEED}`).toEqual([]);
  expect(publisher.indiscretions, "errors are answered with an id and nothing of the cause").toEqual([]);
  expect(expected.length).toBeGreaterThanOrEqual(DELIVERIES);
});

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
