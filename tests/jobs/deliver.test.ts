/** Delivering: the row is the truth, the job its alarm clock. */
import { EventEmitter } from "node:events";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { markAttemptsUnderWay } from "#db/attempts";
import { client } from "#db/client";
import { releaseJobsOfSilentPools } from "#db/worker-pools";
import { cancelDelivery } from "#jobs/cancel-delivery";
import { deliver } from "#jobs/deliver";
import { turnsEnd } from "#jobs/delivery-turns";
import { watchJobsInHand } from "#jobs/jobs-in-hand";
import { matchEvents } from "#jobs/match-events";
import { publishEvents } from "#jobs/publish-events";
import { PRIORITY } from "#jobs/queue";
import { writeHealth } from "#jobs/record-health";
import { releaseForgotten } from "#jobs/release-lost-jobs";
import { releaseHeld } from "#jobs/resume-subscription";
import { retryDelivery } from "#jobs/retry-delivery";
import { sendTest } from "#jobs/send-test";
import { withDatabase } from "../support/api.ts";
import { alert, makeDueDeliveries, makeSubscription, makeTenant } from "../support/definitions.ts";
import { type Receiver, startReceiver } from "../support/receiver.ts";
import { waitFor } from "../support/wait-for.ts";

withDatabase();

/** What is in the trail is for the tests of the API. */
const audit = async () => {};

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.close());

async function makeDueDelivery(subscription: Partial<Parameters<typeof makeSubscription>[1]> = {}) {
  const { deliveryIds, ...made } = await makeDueDeliveries(receiver.url, 1, subscription);
  return { ...made, deliveryId: deliveryIds[0] ?? "" };
}

async function stateOf(deliveryId: string) {
  const [row] = await client().sql<
    { status: string; attempt_count: number; next_attempt_at: string | null; completed_at: string | null }[]
  >`select status, attempt_count, next_attempt_at, completed_at from deliveries where id = ${deliveryId}`;
  return row;
}

async function attemptsOf(deliveryId: string) {
  return client().sql<{ number: number; outcome: string; cause: string; request: string; response: string }[]>`
    select number, outcome, cause, request::text as request, response::text as response from attempts
     where delivery_id = ${deliveryId} order by number`;
}

async function jobsOf(deliveryId: string): Promise<string[]> {
  const rows = await client().sql<{ run_at: string }[]>`
    select run_at from graphile_worker._private_jobs where payload::text like ${`%${deliveryId}%`} order by id`;
  return rows.map((row) => new Date(row.run_at).toISOString());
}

test("a 2xx answer ends the delivery; a job that rings again finds nothing due", async () => {
  receiver.answer({ status: 200, body: "{}" });
  const { deliveryId } = await makeDueDelivery();
  await deliver({ deliveryIds: [deliveryId] }, PRIORITY.operational);
  expect(await stateOf(deliveryId)).toMatchObject({ status: "SUCCEEDED", attempt_count: 1, next_attempt_at: null });
  const before = receiver.requests.length;
  await deliver({ deliveryIds: [deliveryId] }, PRIORITY.operational);
  expect(receiver.requests.length).toBe(before);
  expect(await attemptsOf(deliveryId)).toHaveLength(1);
});

test("two jobs of one delivery at the same time make one attempt", async () => {
  const { deliveryId } = await makeDueDelivery();
  const before = receiver.requests.length;
  await Promise.all(Array.from({ length: 5 }, () => deliver({ deliveryIds: [deliveryId] }, PRIORITY.operational)));
  expect(receiver.requests.length).toBe(before + 1);
});

test("a refused POST is a finished job: the next attempt is a new one, at the time that the row says", async () => {
  receiver.answer({ status: 503 });
  const { deliveryId } = await makeDueDelivery();
  await deliver({ deliveryIds: [deliveryId] }, PRIORITY.operational);
  const state = await stateOf(deliveryId);
  expect(state).toMatchObject({ status: "RETRYING", attempt_count: 1 });
  const jobs = await jobsOf(deliveryId);
  expect(jobs.at(-1)).toBe(new Date(state?.next_attempt_at ?? 0).toISOString());
  await deliver({ deliveryIds: [deliveryId] }, PRIORITY.operational);
  expect(await attemptsOf(deliveryId)).toHaveLength(1);
  receiver.answer({ status: 200 });
});

test("410 Gone ends it for good, as does the last retry of the policy", async () => {
  receiver.answer({ status: 410 });
  const gone = await makeDueDelivery();
  await deliver({ deliveryIds: [gone.deliveryId] }, PRIORITY.operational);
  expect(await stateOf(gone.deliveryId)).toMatchObject({ status: "FAILED", next_attempt_at: null });
  receiver.answer({ status: 500 });
  const last = await makeDueDelivery({ retryPolicy: { maxRetries: 0, baseSeconds: 1, maxSeconds: 1 } });
  await deliver({ deliveryIds: [last.deliveryId] }, PRIORITY.operational);
  expect(await stateOf(last.deliveryId)).toMatchObject({ status: "FAILED", attempt_count: 1 });
  receiver.answer({ status: 200 });
});

test("an attempt records what was sent and answered, without any secret, also when the receiver echoes it", async () => {
  const { deliveryId } = await makeDueDelivery({
    security: { type: "header", headers: [{ name: "x-cad-token", value: "very-secret-token-1" }] },
    secret: "shared-secret-2",
  });
  receiver.answer((request) => ({ status: 200, body: request.text + request.headers["x-cad-token"] }));
  await deliver({ deliveryIds: [deliveryId] }, PRIORITY.operational);
  const sent = receiver.requests.at(-1);
  expect(sent?.headers["x-cad-token"]).toBe("very-secret-token-1");
  expect(sent?.json).toMatchObject({ type: "alert.sent", secret: "shared-secret-2" });
  const [attempt] = await attemptsOf(deliveryId);
  expect(`${attempt?.request}${attempt?.response}`).not.toMatch(/very-secret|shared-secret/);
  receiver.answer({ status: 200 });
});

test("what an inactive subscription should get is held, and goes out when it is active again", async () => {
  const { tenantId, subscriptionId, deliveryId } = await makeDueDelivery({ isActive: false });
  await deliver({ deliveryIds: [deliveryId] }, PRIORITY.operational);
  expect(await stateOf(deliveryId)).toMatchObject({ status: "HELD", attempt_count: 0, next_attempt_at: null });
  await client().sql`update subscriptions set is_active = true, version = version + 1 where id = ${subscriptionId}`;
  await releaseHeld({ tenantId, subscriptionId });
  expect(await stateOf(deliveryId)).toMatchObject({ status: "PENDING" });
  await deliver({ deliveryIds: [deliveryId] }, PRIORITY.operational);
  expect(await stateOf(deliveryId)).toMatchObject({ status: "SUCCEEDED" });
});

test("an edited subscription is what the next attempt goes to", async () => {
  receiver.answer({ status: 500 });
  const { tenantId, subscriptionId, deliveryId } = await makeDueDelivery();
  await deliver({ deliveryIds: [deliveryId] }, PRIORITY.operational);
  receiver.answer({ status: 200 });
  await client().sql`update subscriptions set uri = ${`${receiver.url}/new-place`}, version = version + 1
                      where id = ${subscriptionId}`;
  expect(await retryDelivery(tenantId, deliveryId, audit)).toBe("queued");
  await deliver({ deliveryIds: [deliveryId], isRequested: true }, PRIORITY.operational);
  expect(receiver.requests.at(-1)?.path).toBe("/new-place");
});

test("a retry on demand is one more attempt of the same delivery with the same webhook-id; a success stays one", async () => {
  const { tenantId, deliveryId } = await makeDueDelivery();
  await deliver({ deliveryIds: [deliveryId] }, PRIORITY.operational);
  const first = receiver.requests.at(-1);
  receiver.answer({ status: 500 });
  expect(await retryDelivery(tenantId, deliveryId, audit)).toBe("queued");
  await deliver({ deliveryIds: [deliveryId], isRequested: true }, PRIORITY.operational);
  expect(receiver.requests.at(-1)?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
  expect(await stateOf(deliveryId)).toMatchObject({ status: "SUCCEEDED", attempt_count: 2, next_attempt_at: null });
  expect((await attemptsOf(deliveryId)).map(({ outcome }) => outcome)).toEqual(["SUCCEEDED", "HTTP_ERROR"]);
  expect(await retryDelivery(await makeTenant("Elsewhere"), deliveryId, audit)).toBe("not-found");
  receiver.answer({ status: 200 });
});

test("what is given up while an attempt is under way that fails says afterwards, too, who gave it up", async () => {
  receiver.answer({ status: 503, delayMs: 400 });
  const { tenantId, deliveryId } = await makeDueDelivery();
  const delivering = deliver({ deliveryIds: [deliveryId] }, PRIORITY.operational);
  await receiver.waitFor(receiver.requests.length + 1);
  await cancelDelivery(tenantId, deliveryId, "Dana", audit);
  await delivering;
  receiver.answer({ status: 200 });
  const [row] = await client().sql`select status, status_reason from deliveries where id = ${deliveryId}`;
  expect(row).toEqual({ status: "CANCELLED", status_reason: "Dana gave it up." });
});

test("a delivery that outlives its event, as a replay's may, ends and says why", async () => {
  const { tenantId, deliveryId } = await makeDueDelivery();
  await client().sql`delete from events where tenant_id = ${tenantId}`;
  await deliver({ deliveryIds: [deliveryId] }, PRIORITY.operational);
  const [row] = await client().sql`select status, status_reason from deliveries where id = ${deliveryId}`;
  expect(row).toEqual({
    status: "CANCELLED",
    status_reason: "Its event is past retention, so nothing is left to send.",
  });
});

test("an attempt that a killed worker had under way is recorded as interrupted, and tried again", async () => {
  const { tenantId, deliveryId } = await makeDueDelivery();
  await client().sql`update deliveries set attempt_started_at = now() - interval '26 seconds' where id = ${deliveryId}`;
  expect(await retryDelivery(tenantId, deliveryId, audit)).toBe("in-flight");
  await deliver({ deliveryIds: [deliveryId] }, PRIORITY.operational);
  const state = await stateOf(deliveryId);
  expect(state).toMatchObject({ status: "RETRYING", attempt_count: 1 });
  expect((await attemptsOf(deliveryId)).map(({ outcome }) => outcome)).toEqual(["INTERRUPTED"]);
  expect((await jobsOf(deliveryId)).at(-1)).toBe(new Date(state?.next_attempt_at ?? 0).toISOString());
});

test("what killed workers had under way goes out again within seconds and uses up no retry, five times", async () => {
  const { deliveryId } = await makeDueDelivery({ retryPolicy: { maxRetries: 0, baseSeconds: 3600, maxSeconds: 3600 } });
  for (let interruption = 1; interruption <= 6; interruption += 1) {
    await client().sql`
      update deliveries set attempt_started_at = now() - interval '26 seconds', next_attempt_at = now()
       where id = ${deliveryId}`;
    await deliver({ deliveryIds: [deliveryId] }, PRIORITY.operational);
    const state = await stateOf(deliveryId);
    expect(state).toMatchObject({ status: interruption <= 5 ? "RETRYING" : "FAILED", attempt_count: interruption });
    if (interruption <= 5) expect(Date.parse(String(state?.next_attempt_at)) - Date.now()).toBeLessThan(3_000);
  }
});

test("what a killed worker had sent ahead of its pause goes out again within seconds, still ahead of it", async () => {
  const { deliveryId } = await makeDueDelivery();
  await client().sql`
    update deliveries set attempt_started_at = now() - interval '26 seconds', status = 'RETRYING', attempt_count = 9,
           retry_at = now() + interval '50 minutes' where id = ${deliveryId}`;
  const dueInMs = async () => {
    await deliver({ deliveryIds: [deliveryId] }, PRIORITY.operational);
    return Date.parse(String((await stateOf(deliveryId))?.next_attempt_at)) - Date.now();
  };
  expect(await dueInMs()).toBeLessThan(3_000);
  await client().sql`update deliveries set next_attempt_at = now() where id = ${deliveryId}`;
  receiver.answer({ status: 503 });
  expect(await dueInMs()).toBeGreaterThan(45 * 60_000);
  receiver.answer({ status: 200 });
  const [row] = await client().sql`select attempt_count, extra_attempts from deliveries where id = ${deliveryId}`;
  expect(row).toEqual({ attempt_count: 11, extra_attempts: 2 });
});

test("a test that its process did not end is over, and is not sent again", async () => {
  const { deliveryId } = await makeDueDelivery();
  await client().sql`
    update deliveries set origin = 'TEST', attempt_started_at = now() - interval '60 seconds' where id = ${deliveryId}`;
  await deliver({ deliveryIds: [deliveryId], isRequested: true }, PRIORITY.operational);
  expect(await stateOf(deliveryId)).toMatchObject({ status: "FAILED", attempt_count: 1, next_attempt_at: null });
});

test("an attempt is interrupted as soon as its worker is known to be dead, and left alone while it lives", async () => {
  await client()
    .sql`insert into worker_pools (id, seen_at) values ('killed', now() - interval '16 seconds'), ('busy', now())`;
  const begin = async (pool: string) => {
    const { deliveryId } = await makeDueDelivery();
    await client().sql`
      update deliveries set attempt_started_at = now() - interval '5 seconds', attempt_pool = ${pool} where id = ${deliveryId}`;
    await deliver({ deliveryIds: [deliveryId] }, PRIORITY.operational);
    return (await attemptsOf(deliveryId)).map(({ outcome }) => outcome);
  };
  expect(await begin("killed")).toEqual(["INTERRUPTED"]);
  expect(await begin("of whom nothing was heard for long")).toEqual(["INTERRUPTED"]);
  expect(await begin("busy")).toEqual([]);
});

test("a worker that was frozen notes no attempt of a delivery that another one has ended meanwhile", async () => {
  const { deliveryId } = await makeDueDelivery();
  const isNoted = async () => {
    await markAttemptsUnderWay(client().sql, [{ id: deliveryId, underWayMs: 300 }], "frozen until now");
    const [row] = await client().sql`
      select attempt_started_at is not null as noted from deliveries where id = ${deliveryId}`;
    return row?.noted;
  };
  expect(await isNoted()).toBe(true);
  await client().sql`update deliveries set attempt_started_at = null, attempt_pool = null where id = ${deliveryId}`;
  await deliver({ deliveryIds: [deliveryId] }, PRIORITY.operational);
  expect(await isNoted()).toBe(false);
});

test("more deliveries of one subscription than have places go back to the queue, and none is lost", async () => {
  const { tenantId, deliveryIds: ids } = await makeDueDeliveries(receiver.url, 400);
  await deliver({ deliveryIds: ids }, PRIORITY.operational);
  const states = await client().sql<{ id: string; status: string }[]>`
    select id, status from deliveries where tenant_id = ${tenantId}`;
  const left = states.filter(({ status }) => status !== "SUCCEEDED").map(({ id }) => id);
  expect(left.length).toBeGreaterThan(0);
  for (const id of left) expect((await jobsOf(id)).length, id).toBeGreaterThanOrEqual(2);
});

test("health counts failures since the last success", async () => {
  receiver.answer({ status: 500 });
  const { tenantId, subscriptionId, deliveryId } = await makeDueDelivery();
  const health = async () => {
    await writeHealth();
    const [row] = await client().sql`select * from subscription_health where subscription_id = ${subscriptionId}`;
    return row;
  };
  await deliver({ deliveryIds: [deliveryId] }, PRIORITY.operational);
  expect(await health()).toMatchObject({ consecutive_failures: 1, last_succeeded_at: null });
  await retryDelivery(tenantId, deliveryId, audit);
  await deliver({ deliveryIds: [deliveryId], isRequested: true }, PRIORITY.operational);
  expect(await health()).toMatchObject({ consecutive_failures: 2 });
  receiver.answer({ status: 200 });
  await retryDelivery(tenantId, deliveryId, audit);
  await deliver({ deliveryIds: [deliveryId], isRequested: true }, PRIORITY.operational);
  expect(await health()).toMatchObject({ consecutive_failures: 0, failing_since: null });
});

test("a test is sent at once, once, and is marked as a test", async () => {
  receiver.answer({ status: 500 });
  const tenantId = await makeTenant();
  const subscriptionId = await makeSubscription(tenantId, { uri: `${receiver.url}/test`, isActive: false });
  const ping = (await sendTest(tenantId, subscriptionId, null, audit)) ?? "";
  expect(receiver.requests.at(-1)?.text).toBe('"Ping!"');
  expect(await stateOf(ping)).toMatchObject({ status: "FAILED", attempt_count: 1, next_attempt_at: null });
  receiver.answer({ status: 200 });
  const withEvent = await sendTest(
    tenantId,
    subscriptionId,
    { type: "alert.sent", metadata: { a: 1 }, data: {} },
    audit,
  );
  expect(receiver.requests.at(-1)?.json).toMatchObject({ type: "alert.sent", metadata: { a: 1 } });
  expect(await stateOf(withEvent ?? "")).toMatchObject({ status: "SUCCEEDED" });
  expect(await sendTest(await makeTenant("Elsewhere"), subscriptionId, null, audit)).toBeNull();
});

test("the jobs of a worker that fell silent are set free, those of living ones are not", async () => {
  const { sql } = client();
  await makeDueDeliveries(receiver.url, 4);
  await sql`
    insert into worker_pools (id, seen_at) values ('dead', now() - interval '1 minute'), ('alive', now()),
           ('dead before the clock was set back', now() + interval '1 hour')`;
  const lock = (pool: string, minutesAgo = 1) => sql`
    update graphile_worker._private_jobs set locked_by = ${pool}, locked_at = now() - ${minutesAgo} * interval '1 minute'
     where id = (select id from graphile_worker._private_jobs where locked_by is null order by id limit 1)`;
  for (const pool of ["dead", "alive", "never-seen"]) await lock(pool);
  await lock("dead before the clock was set back", -60);
  expect(await releaseJobsOfSilentPools(client(), 15)).toEqual({ pools: 3, jobs: 3 });
  const locked = await sql`select locked_by from graphile_worker._private_jobs where locked_by is not null`;
  expect(locked.map((row) => row.locked_by)).toEqual(["alive"]);
});

test("jobs that three dead workers had in hand come again apart from each other, away from the one that ends workers", async () => {
  const { sql } = client();
  await makeDueDeliveries(receiver.url, 40);
  await sql`
    update graphile_worker._private_jobs set locked_by = 'dead', locked_at = now() - interval '1 minute',
           attempts = case when id % 2 = 0 then 3 else 1 end, run_at = now() - interval '1 minute'
     where locked_by is null`;
  await releaseJobsOfSilentPools(client(), 15);
  const rows = await sql<{ attempts: number; seconds: number }[]>`
    select attempts, extract(epoch from run_at - now())::float8 as seconds from graphile_worker._private_jobs
     where attempts in (1, 3) and locked_by is null`;
  const inSeconds = (attempts: number) => rows.filter((row) => row.attempts === attempts).map(({ seconds }) => seconds);
  expect(Math.max(...inSeconds(1))).toBeLessThan(0);
  expect(Math.max(...inSeconds(3))).toBeLessThan(15);
  expect(Math.max(...inSeconds(3)) - Math.min(...inSeconds(3))).toBeGreaterThan(5);
});

test("a job that a living worker was given and never got is set free, those that it has or has just ended are not", async () => {
  const { sql } = client();
  await makeDueDeliveries(receiver.url, 3);
  const events = new EventEmitter();
  const inHand = watchJobsInHand(events);
  const [never, held, ended, young] = await sql<{ id: string }[]>`
    update graphile_worker._private_jobs set locked_by = 'living', locked_at = now() - interval '20 seconds', attempts = 1
     where id in (select id from graphile_worker._private_jobs where locked_by is null order by id limit 4) returning id`;
  await sql`update graphile_worker._private_jobs set locked_at = now() where id = ${young?.id ?? ""}`;
  const jobs = [held, ended].map((row) => ({ id: String(row?.id) }));
  events.emit("localQueue:getJobs:complete", { jobs });
  await releaseForgotten("living", inHand);
  events.emit("job:complete", { job: jobs[1] });
  await releaseForgotten("living", inHand);
  const rows = await sql`select id, attempts, locked_by from graphile_worker._private_jobs where id = any(${[
    never,
    held,
    ended,
    young,
  ].map((row) => String(row?.id))}::bigint[]) order by locked_by nulls first`;
  expect(rows[0]).toEqual({ id: never?.id, attempts: 0, locked_by: null });
  expect(rows.slice(1).map((row) => row.locked_by)).toEqual(["living", "living", "living"]);
});

describe.each([-10, 10])("a worker whose clock is off by %i minutes", (minutes) => {
  const setClock = () => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + minutes * 60_000 });
  afterEach(() => {
    vi.useRealTimers();
    receiver.answer({ status: 200 });
  });

  /** Seconds from now, by PostgreSQL's clock. */
  async function secondsUntil(column: "next_attempt_at" | "attempt_started_at", deliveryId: string) {
    const [row] = await client().sql.unsafe<{ seconds: number | null }[]>(
      `select extract(epoch from ${column} - now())::float8 as seconds from deliveries where id = $1`,
      [deliveryId],
    );
    return row?.seconds ?? null;
  }

  test("tries again when the policy says, by the clock that its job rings by", async () => {
    receiver.answer({ status: 503 });
    const { deliveryId } = await makeDueDelivery();
    setClock();
    await deliver({ deliveryIds: [deliveryId] }, PRIORITY.operational);
    const seconds = await secondsUntil("next_attempt_at", deliveryId);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThan(2.3);
    const jobs = await jobsOf(deliveryId);
    expect(jobs.at(-1)).toBe(new Date((await stateOf(deliveryId))?.next_attempt_at ?? 0).toISOString());
  });

  test("notes a slow attempt as begun when it began, first or later", async () => {
    receiver.answer({ status: 200, delayMs: 1_500 });
    const { tenantId, deliveryId } = await makeDueDelivery();
    setClock();
    const later = deliver({ deliveryIds: [deliveryId] }, PRIORITY.operational);
    const { events } = await publishEvents(tenantId, [alert()]);
    await matchEvents({ eventIds: events.map(({ id }) => id) }, PRIORITY.operational);
    const [first] = await client().sql`select id from deliveries where event_id = ${events[0]?.id ?? ""}`;
    for (const id of [String(first?.id), deliveryId]) {
      const seconds = await waitFor(() => secondsUntil("attempt_started_at", id), { what: "a note of the attempt" });
      expect(seconds).toBeGreaterThan(-20);
      expect(seconds).toBeLessThan(0);
    }
    await later;
    await turnsEnd();
  });
});

test("a job that rang on time is not too early because the database's clock was set back since", async () => {
  const { deliveryId } = await makeDueDelivery();
  await client().sql`update deliveries set next_attempt_at = now() + interval '1 hour' where id = ${deliveryId}`;
  const before = receiver.requests.length;
  const [clock] = await client().sql<{ soon: string; later: string }[]>`
    select now() + interval '1 minute' as soon, now() + interval '1 hour' as later`;
  await deliver({ deliveryIds: [deliveryId] }, PRIORITY.operational, new Date(clock?.soon ?? 0));
  expect(receiver.requests.length).toBe(before);
  await deliver({ deliveryIds: [deliveryId] }, PRIORITY.operational, new Date(clock?.later ?? 0));
  expect(await stateOf(deliveryId)).toMatchObject({ status: "SUCCEEDED", attempt_count: 1, next_attempt_at: null });
});
