/** The circuit breaker: a receiver that keeps failing is left alone, nothing is lost, and one success ends it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { client } from "#db/client";
import { cancelDelivery } from "#jobs/cancel-delivery";
import { deliver } from "#jobs/deliver";
import { matchEvents } from "#jobs/match-events";
import { probeSubscription } from "#jobs/probe-subscription";
import { publishEvents } from "#jobs/publish-events";
import { PRIORITY } from "#jobs/queue";
import { countAttempt, writeHealth } from "#jobs/record-health";
import { releaseHeld, resumeSubscription } from "#jobs/resume-subscription";
import { encodeId } from "#webhooks/id";
import { withDatabase } from "../support/api.ts";
import { alert, makeDueDeliveries } from "../support/definitions.ts";
import { type Receiver, startReceiver } from "../support/receiver.ts";

process.env.CIRCUIT_BREAKER_SECONDS = "0";
withDatabase();

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.close());

async function breakerOf(subscriptionId: string) {
  const [row] = await client().sql<{ opened_at: string; probe_at: string | null; probes: number }[]>`
    select opened_at, probe_at, probes from circuit_breakers where subscription_id = ${subscriptionId}`;
  return row;
}

async function statusesOf(tenantId: string): Promise<Record<string, number>> {
  const rows = await client().sql<{ status: string; count: number }[]>`
    select status, count(*)::int as count from deliveries where tenant_id = ${tenantId} group by status`;
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
}

/** Jobs of a task that speak of an id, soonest first. */
async function jobsOf(task: string, id: string) {
  return client().sql<{ payload: string; run_in_seconds: number }[]>`
    select j.payload::text as payload, extract(epoch from j.run_at - j.created_at)::float8 as run_in_seconds
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = ${task} and j.payload::text like ${`%${id}%`} order by j.run_at`;
}

/** What the probe's own job does. */
async function probe(tenantId: string, subscriptionId: string): Promise<void> {
  const openedAt = new Date((await breakerOf(subscriptionId))?.opened_at ?? 0).toISOString();
  await probeSubscription({ tenantId, subscriptionId, openedAt });
}

/** And the deliver job of the delivery that it let go. */
async function runProbe(tenantId: string, subscriptionId: string): Promise<void> {
  await probe(tenantId, subscriptionId);
  const due = await client().sql<{ id: string }[]>`
    select id from deliveries where tenant_id = ${tenantId} and status in ('PENDING', 'RETRYING')
       and next_attempt_at <= now()`;
  if (due.length > 0) await deliver({ deliveryIds: due.map(({ id }) => id), isRequested: true }, PRIORITY.operational);
  await writeHealth();
}

/** A subscription whose breaker has opened: ten deliveries failed, five more came and are held. */
async function makePaused() {
  receiver.answer({ status: 503 });
  const made = await makeDueDeliveries(receiver.url, 15);
  await deliver({ deliveryIds: made.deliveryIds.slice(0, 10) }, PRIORITY.operational);
  await writeHealth();
  await deliver({ deliveryIds: made.deliveryIds.slice(10) }, PRIORITY.operational);
  return made;
}

test("opens after ten failures of several deliveries; what waits and what comes is held, and nothing is sent", async () => {
  const { tenantId, subscriptionId } = await makePaused();
  expect(await breakerOf(subscriptionId)).toMatchObject({ probes: 0 });
  expect(await statusesOf(tenantId)).toEqual({ HELD: 15 });
  const [job] = await jobsOf("probe-subscription", subscriptionId);
  expect(job?.run_in_seconds).toBeCloseTo(10, 0);
});

test("stays closed while a single delivery fails again and again", async () => {
  receiver.answer({ status: 503 });
  const { subscriptionId, deliveryIds } = await makeDueDeliveries(receiver.url, 1);
  for (let round = 0; round < 12; round += 1) {
    await client().sql`update deliveries set next_attempt_at = now() where id = ${deliveryIds[0] ?? ""}`;
    await deliver({ deliveryIds }, PRIORITY.operational);
    await writeHealth();
  }
  expect(await breakerOf(subscriptionId)).toBeUndefined();
});

test("lets one delivery go as a probe; its failure makes the next pause longer", async () => {
  const { tenantId, subscriptionId } = await makePaused();
  const before = receiver.requests.length;
  await runProbe(tenantId, subscriptionId);
  expect(receiver.requests.length).toBe(before + 1);
  expect(await statusesOf(tenantId)).toEqual({ RETRYING: 1, HELD: 14 });
  expect(await breakerOf(subscriptionId)).toMatchObject({ probes: 1 });
  const jobs = await jobsOf("probe-subscription", subscriptionId);
  expect(jobs.map(({ run_in_seconds }) => Math.round(run_in_seconds))).toEqual([10, 20]);
});

test("closes with one success, and all that was held goes out", async () => {
  const { tenantId, subscriptionId } = await makePaused();
  receiver.answer({ status: 200 });
  await runProbe(tenantId, subscriptionId);
  expect(await breakerOf(subscriptionId)).toBeUndefined();
  expect(await jobsOf("resume-subscription", subscriptionId)).toHaveLength(1);
  await releaseHeld({ tenantId, subscriptionId });
  expect(await statusesOf(tenantId)).toEqual({ SUCCEEDED: 1, RETRYING: 9, PENDING: 5 });
});

/** Who was asked about, probe after probe. */
async function probedIds(tenantId: string, subscriptionId: string, probes: number): Promise<string[]> {
  const ids: string[] = [];
  for (let count = 0; count < probes; count += 1) {
    await runProbe(tenantId, subscriptionId);
    const [row] = await client().sql<{ id: string }[]>`
      select probe_delivery_id as id from circuit_breakers where subscription_id = ${subscriptionId}`;
    ids.push(row?.id ?? "closed");
  }
  return ids;
}

test("closes with one success, though an attempt that was under way by its side ends in failure right after it", async () => {
  const { tenantId, subscriptionId, deliveryIds } = await makePaused();
  const attempt = { deliveryId: deliveryIds[0] ?? "", tenantId, cause: "answered 503" };
  countAttempt({ ...attempt, outcome: "SUCCEEDED" }, subscriptionId);
  countAttempt({ ...attempt, outcome: "HTTP_ERROR" }, subscriptionId);
  await writeHealth();
  expect(await breakerOf(subscriptionId)).toBeUndefined();
});

test("by turns one that was tried, the newest, one that is Operational and the oldest are asked about", async () => {
  const { tenantId, subscriptionId, deliveryIds } = await makePaused();
  const [tried, untried] = [deliveryIds.slice(0, 10), deliveryIds.slice(10)];
  await client().sql`update deliveries set is_emergency = true where id = any(${tried}::uuid[])`;
  const [first = "", second, third = "", fourth] = await probedIds(tenantId, subscriptionId, 4);
  expect(tried).toContain(first);
  expect(second).toBe(untried[4]);
  expect(untried.slice(0, 4)).toContain(third);
  expect(fourth).toBe(untried.find((id) => id !== third));
});

test("while Emergencies are held untried the newest is asked about every other time, and no other kind is left out", async () => {
  const { tenantId, subscriptionId, deliveryIds } = await makePaused();
  const urgent = deliveryIds.slice(10, 14);
  await client().sql`update deliveries set is_emergency = true where id = any(${urgent}::uuid[])`;
  const [first = "", ...others] = await probedIds(tenantId, subscriptionId, 6);
  expect(deliveryIds.slice(0, 10)).toContain(first);
  expect(others).toEqual([urgent[3], urgent[0], urgent[2], deliveryIds[14], urgent[1]]);
});

test("a receiver that refuses all that stands in front for ever is found well with the newest", async () => {
  const { tenantId, subscriptionId, deliveryIds } = await makePaused();
  const newest = encodeId("dlv", deliveryIds.at(-1) ?? "");
  receiver.answer(({ headers }) => ({ status: headers["webhook-id"] === newest ? 200 : 422 }));
  await runProbe(tenantId, subscriptionId);
  expect(await breakerOf(subscriptionId)).toBeDefined();
  await runProbe(tenantId, subscriptionId);
  expect(await breakerOf(subscriptionId)).toBeUndefined();
});

test("a receiver that takes each delivery the second time is found well with one that it refused, whatever waits untried", async () => {
  const seen = new Set<string>();
  receiver.answer(({ headers }) => {
    const id = String(headers["webhook-id"]);
    const status = seen.has(id) ? 200 : 503;
    seen.add(id);
    return { status };
  });
  const { tenantId, subscriptionId, deliveryIds } = await makeDueDeliveries(receiver.url, 40);
  await deliver({ deliveryIds: deliveryIds.slice(0, 10) }, PRIORITY.operational);
  await writeHealth();
  await client().sql`update deliveries set is_emergency = true where tenant_id = ${tenantId}`;
  await deliver({ deliveryIds: deliveryIds.slice(10) }, PRIORITY.operational);
  await runProbe(tenantId, subscriptionId);
  expect(await breakerOf(subscriptionId)).toBeUndefined();
});

test("a probe that fails uses up no retry before its delivery's own pause has passed, and that one as any attempt does", async () => {
  const { tenantId, subscriptionId, deliveryIds } = await makePaused();
  const emergency = deliveryIds[0] ?? "";
  const used = async () => {
    const [row] = await client().sql`
      select attempt_count, extra_attempts, round(extract(epoch from next_attempt_at - now()))::int as due_in
        from deliveries where id = ${emergency}`;
    return row;
  };
  await client().sql`
    update deliveries set is_emergency = true, retry_at = now() + interval '30 minutes' where id = ${emergency}`;
  await runProbe(tenantId, subscriptionId);
  expect(await used()).toEqual({ attempt_count: 2, extra_attempts: 1, due_in: expect.closeTo(1800, -1) });
  await probedIds(tenantId, subscriptionId, 4);
  expect(await used()).toEqual({ attempt_count: 3, extra_attempts: 2, due_in: expect.closeTo(1800, -1) });
  await client().sql`
    update deliveries set retry_at = now() where id = ${emergency} and status = 'HELD'`;
  await client().sql`update deliveries set status = 'HELD', next_attempt_at = null where id = ${emergency}`;
  await probedIds(tenantId, subscriptionId, 4);
  expect(await used()).toMatchObject({ attempt_count: 4, extra_attempts: 2 });
});

test("what a receiver that comes and goes is sent early uses up no retry", async () => {
  const { tenantId, subscriptionId, deliveryIds } = await makePaused();
  await client().sql`update deliveries set retry_at = now() + interval '1 hour' where tenant_id = ${tenantId}`;
  for (let round = 0; round < 3; round += 1) {
    await client().sql.begin((tx) => resumeSubscription(tx, tenantId, subscriptionId));
    await releaseHeld({ tenantId, subscriptionId });
    await deliver({ deliveryIds }, PRIORITY.operational);
  }
  const [row] = await client().sql`
    select max(extra_attempts)::int as early, max(attempt_count - extra_attempts)::int as counted,
           min(next_attempt_at) filter (where next_attempt_at > now()) > now() + interval '59 minutes' as as_before
      from deliveries where tenant_id = ${tenantId}`;
  expect(row).toEqual({ early: 3, counted: 1, as_before: true });
});

test("a receiver that asked to wait is not sent the delivery before, neither as a probe nor with what was held", async () => {
  receiver.answer({ status: 429, headers: { "retry-after": "600" } });
  const { tenantId, subscriptionId, deliveryIds } = await makeDueDeliveries(receiver.url, 10);
  await deliver({ deliveryIds }, PRIORITY.operational);
  await writeHealth();
  expect(await statusesOf(tenantId)).toEqual({ HELD: 10 });
  const before = receiver.requests.length;
  await runProbe(tenantId, subscriptionId);
  expect(receiver.requests.length).toBe(before);
  const [, last] = await jobsOf("probe-subscription", subscriptionId);
  expect(last?.run_in_seconds).toBeCloseTo(600, -1);
  await client().sql.begin((tx) => resumeSubscription(tx, tenantId, subscriptionId));
  await client().sql`delete from graphile_worker._private_jobs`;
  await releaseHeld({ tenantId, subscriptionId });
  expect(await statusesOf(tenantId)).toEqual({ RETRYING: 10 });
  await deliver({ deliveryIds }, PRIORITY.operational);
  expect(receiver.requests.length).toBe(before);
  const jobs = await jobsOf("deliver", deliveryIds[3] ?? "");
  expect(jobs.map(({ run_in_seconds }) => Math.round(run_in_seconds / 10))).toEqual([60]);
});

test("a new Emergency is asked about soon after the last probe, however long the pauses have grown", async () => {
  const { tenantId, subscriptionId, deliveryIds } = await makePaused();
  await client().sql`
    update circuit_breakers set probes = 9, probe_at = now() + interval '5 minutes', plan = 9
     where subscription_id = ${subscriptionId}`;
  const hold = async (id = "", isEmergency = false) => {
    await client().sql`
      update deliveries set status = 'PENDING', next_attempt_at = now(), is_emergency = ${isEmergency} where id = ${id}`;
    await deliver({ deliveryIds: [id] }, PRIORITY.operational);
    return Number(
      (
        await client().sql`
      select extract(epoch from probe_at - opened_at)::float8 as after from circuit_breakers
       where subscription_id = ${subscriptionId}`
      )[0]?.after,
    );
  };
  expect(await hold(deliveryIds[11])).toBeGreaterThan(290);
  expect(await hold(deliveryIds[12], true)).toBeCloseTo(10, 0);
  expect(await hold(deliveryIds[13], true)).toBeCloseTo(10, 0);
  const openedAt = new Date((await breakerOf(subscriptionId))?.opened_at ?? 0).toISOString();
  const before = receiver.requests.length;
  await probeSubscription({ tenantId, subscriptionId, openedAt, plan: 9 });
  expect(await statusesOf(tenantId)).toEqual({ HELD: 15 });
  await probeSubscription({ tenantId, subscriptionId, openedAt, plan: 10 });
  expect(await statusesOf(tenantId)).toEqual({ HELD: 14, PENDING: 1 });
  expect(receiver.requests.length).toBe(before);
});

test("an Emergency that probes failed with goes out first once it closes, not after its own pause", async () => {
  const { tenantId, subscriptionId, deliveryIds } = await makePaused();
  const emergency = deliveryIds[14] ?? "";
  await client().sql`update deliveries set is_emergency = true where id = ${emergency}`;
  expect(await probedIds(tenantId, subscriptionId, 2)).toContain(emergency);
  await client().sql`update deliveries set next_attempt_at = now() + interval '1 hour' where id = ${emergency}`;
  receiver.answer({ status: 200 });
  await runProbe(tenantId, subscriptionId);
  expect(await breakerOf(subscriptionId)).toBeUndefined();
  await client().sql`delete from graphile_worker._private_jobs`;
  await releaseHeld({ tenantId, subscriptionId });
  const due = await client().sql`select id from deliveries where tenant_id = ${tenantId} and next_attempt_at <= now()`;
  expect(due).toHaveLength(14);
  const [first] = await client().sql<{ id: string }[]>`
    select payload -> 'deliveryIds' ->> 0 as id from graphile_worker._private_jobs order by priority, run_at, id`;
  expect(first?.id).toBe(emergency);
});

test("a resume lets nothing go that waits for a retry while its subscription is inactive", async () => {
  receiver.answer({ status: 503 });
  const { tenantId, subscriptionId, deliveryIds } = await makeDueDeliveries(receiver.url, 1);
  await deliver({ deliveryIds }, PRIORITY.operational);
  await client().sql`update subscriptions set is_active = false where id = ${subscriptionId}`;
  await client().sql.begin((tx) => resumeSubscription(tx, tenantId, subscriptionId));
  expect(await statusesOf(tenantId)).toEqual({ RETRYING: 1 });
});

test("what was held goes onto the queue in its order: Emergency first, oldest first", async () => {
  const { tenantId, subscriptionId, deliveryIds } = await makeDueDeliveries(receiver.url, 300);
  await client().sql`delete from graphile_worker._private_jobs`;
  await client()
    .sql`update deliveries set status = 'HELD', next_attempt_at = null, is_emergency = id = ${deliveryIds[200] ?? ""}
                      where tenant_id = ${tenantId}`;
  // As a table of any size is read.
  await client().sql`analyze deliveries`;
  await releaseHeld({ tenantId, subscriptionId });
  const jobs = await client().sql<{ id: string }[]>`
    select payload -> 'deliveryIds' ->> 0 as id from graphile_worker._private_jobs
     where payload -> 'deliveryIds' is not null order by priority, run_at, id`;
  const emergency = deliveryIds[200] ?? "";
  const others = deliveryIds.toSorted().filter((id) => id !== emergency);
  expect(jobs.map(({ id }) => id)).toEqual([emergency, ...others.slice(0, 99)]);
});

test("the next portion of what was held waits while most of the one before does", async () => {
  const { tenantId, subscriptionId } = await makeDueDeliveries(receiver.url, 150);
  await client().sql`update deliveries set status = 'HELD', next_attempt_at = null where tenant_id = ${tenantId}`;
  const releaseNext = async () => {
    const [job] = await client().sql<{ payload: unknown }[]>`
      select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = 'resume-subscription' and j.payload::text like ${`%${subscriptionId}%`} order by j.id desc limit 1`;
    await releaseHeld(job?.payload);
  };
  await releaseHeld({ tenantId, subscriptionId });
  await releaseNext();
  expect(await statusesOf(tenantId)).toEqual({ PENDING: 100, HELD: 50 });
  await client().sql`
    update deliveries set status = 'SUCCEEDED', next_attempt_at = null, completed_at = now()
     where id in (select id from deliveries where tenant_id = ${tenantId} and status = 'PENDING' order by id limit 50)`;
  await releaseNext();
  expect(await statusesOf(tenantId)).toEqual({ PENDING: 100, SUCCEEDED: 50 });
});

test("an old probe's job does nothing once the breaker has closed, or opened anew", async () => {
  const { tenantId, subscriptionId } = await makePaused();
  await probeSubscription({ tenantId, subscriptionId, openedAt: new Date(0).toISOString() });
  expect(await statusesOf(tenantId)).toEqual({ HELD: 15 });
});

test("a probe that is cancelled under way, whose worker then dies, keeps nobody from the next one", async () => {
  const { tenantId, subscriptionId } = await makePaused();
  await probe(tenantId, subscriptionId);
  const [probed] = await client().sql<{ id: string }[]>`
    update deliveries set attempt_started_at = now(), attempt_pool = 'killed'
     where id = (select probe_delivery_id from circuit_breakers where subscription_id = ${subscriptionId}) returning id`;
  expect(await cancelDelivery(tenantId, probed?.id ?? "", "Dana", async () => {})).toMatchObject({ isCancelled: true });
  receiver.answer({ status: 200 });
  await runProbe(tenantId, subscriptionId);
  expect(await breakerOf(subscriptionId)).toBeUndefined();
});

test("with nothing held the next delivery that comes is the probe", async () => {
  receiver.answer({ status: 503 });
  const { tenantId, subscriptionId, deliveryIds } = await makeDueDeliveries(receiver.url, 11);
  await deliver({ deliveryIds: deliveryIds.slice(0, 10) }, PRIORITY.operational);
  await writeHealth();
  await client()
    .sql`update deliveries set status = 'CANCELLED', completed_at = now() where tenant_id = ${tenantId} and status = 'HELD'`;
  await probe(tenantId, subscriptionId);
  expect(await breakerOf(subscriptionId)).toMatchObject({ probes: 0, probe_at: null });
  const before = (await jobsOf("probe-subscription", subscriptionId)).length;
  await deliver({ deliveryIds: deliveryIds.slice(10) }, PRIORITY.operational);
  const jobs = await jobsOf("probe-subscription", subscriptionId);
  expect(jobs).toHaveLength(before + 1);
  expect(Math.min(...jobs.map(({ run_in_seconds }) => run_in_seconds))).toBeLessThan(1);
});

test("no first attempt is made while it is open, and again once it has closed", async () => {
  const { tenantId, subscriptionId } = await makePaused();
  receiver.answer({ status: 200 });
  const before = receiver.requests.length;
  const publish = async () => {
    const { events } = await publishEvents(tenantId, [alert()]);
    await matchEvents({ eventIds: events.map(({ id }) => id) }, PRIORITY.operational);
  };
  await publish();
  expect(receiver.requests.length).toBe(before);
  expect(await statusesOf(tenantId)).toMatchObject({ PENDING: 1 });
  expect(await client().sql.begin((tx) => resumeSubscription(tx, tenantId, subscriptionId))).toBe(true);
  await publish();
  expect(receiver.requests.length).toBe(before + 1);
});

test("nothing is released while it is open", async () => {
  const { tenantId, subscriptionId } = await makePaused();
  await releaseHeld({ tenantId, subscriptionId });
  expect(await statusesOf(tenantId)).toEqual({ HELD: 15 });
});
