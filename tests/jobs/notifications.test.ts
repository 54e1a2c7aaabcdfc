/** Notifications: each state is told once, in the inbox, to the webhook and by mail; and what does not arrive is said. */

import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { client } from "#db/client";
import { findNotificationSettings, updateNotificationSettings } from "#db/notification-settings";
import { insertUser } from "#db/users";
import { deliver } from "#jobs/deliver";
import { matchEvents } from "#jobs/match-events";
import { probeSubscription } from "#jobs/probe-subscription";
import { pruneHistory } from "#jobs/prune-history";
import { publishEvents } from "#jobs/publish-events";
import { PRIORITY } from "#jobs/queue";
import { writeHealth } from "#jobs/record-health";
import { releaseHeld } from "#jobs/resume-subscription";
import { sendNotification } from "#jobs/send-notification";
import { sendTest } from "#jobs/send-test";
import { watchHealth } from "#jobs/watch-health";
import { watchQuiet } from "#jobs/watch-quiet";
import { encodeId } from "#webhooks/id";
import { startWorker, withDatabase } from "../support/api.ts";
import { alert, makeDueDeliveries, makeIntegration, makeSubscription, makeTenant } from "../support/definitions.ts";
import { MAIL_PASSWORD, type MailServer, startMailServer } from "../support/mail-server.ts";
import { type ReceivedRequest, type Receiver, startReceiver } from "../support/receiver.ts";
import { waitFor } from "../support/wait-for.ts";

process.env.CIRCUIT_BREAKER_SECONDS = "0";
withDatabase();

const HOUR_MS = 60 * 60 * 1000;
const isNotice = ({ path }: ReceivedRequest) => path.startsWith("/notices");

let receiver: Receiver;
let mailServer: MailServer;
let mailSettings: Record<string, string>;
beforeAll(async () => {
  receiver = await startReceiver();
  mailServer = await startMailServer();
  mailSettings = {
    SMTP_URL: mailServer.url,
    MAIL_FROM: "Signalpost <alerts@example.com>",
    PUBLIC_URL: "https://hooks.example.com",
  };
  Object.assign(process.env, mailSettings);
});
afterAll(async () => {
  await receiver.close();
  await mailServer.close();
});

type Told = {
  id: string;
  kind: string;
  sentence: string;
  subscription_id: string | null;
  integration_id: string | null;
};

function toldTo(tenantId: string): Promise<Told[]> {
  return client().sql<Told[]>`select * from notifications where tenant_id = ${tenantId} order by id`;
}

/** Of the tenant, not done yet. */
async function jobsOf(tenantId: string) {
  return client().sql<{ channel: string; attempt: number; run_in_seconds: number }[]>`
    select j.payload->>'channel' as channel, (j.payload->>'attempt')::int as attempt,
           extract(epoch from j.run_at - j.created_at)::float8 as run_in_seconds
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'send-notification' and j.payload->>'tenantId' = ${tenantId} order by j.id`;
}

/** A tenant with two administrators, one who is none, and a webhook. */
async function reachable(tenantId: string): Promise<void> {
  const user = { tenantId, password: "correct horse battery" };
  await insertUser({ ...user, email: `dana-${tenantId}@example.com`, name: "Dana", role: "ADMIN" });
  await insertUser({ ...user, email: `evan-${tenantId}@example.com`, name: "Evan", role: "EDITOR" });
  await insertUser({ ...user, email: `fay-${tenantId}@example.com`, name: "Fay", role: "ADMIN" });
  await updateNotificationSettings(client().db, tenantId, { webhookUri: `${receiver.url}/notices?token=hush` });
}

async function makeFailing(count: number) {
  receiver.answer(({ path }) => ({ status: path.startsWith("/notices") ? 200 : 503 }));
  // Of a minute: whatever else the machine does, no retry is due meanwhile.
  const retryPolicy = { maxRetries: 20, baseSeconds: 60, maxSeconds: 3600 };
  const made = await makeDueDeliveries(receiver.url, count, { retryPolicy });
  await reachable(made.tenantId);
  const attempt = async (from: number, to: number) => {
    await deliver({ deliveryIds: made.deliveryIds.slice(from, to) }, PRIORITY.operational);
    await writeHealth();
  };
  return { ...made, attempt };
}

async function passTime(subscriptionId: string, seconds: number): Promise<void> {
  await client().sql`
    update subscription_health set failing_since = failing_since - make_interval(secs => ${seconds}),
           told_at = told_at - make_interval(secs => ${seconds})
     where subscription_id = ${subscriptionId}`;
}

/** The breaker's probe, and the deliver job of the delivery that it let go. */
async function probe(tenantId: string, subscriptionId: string): Promise<void> {
  const [breaker] = await client().sql<{ opened_at: string }[]>`
    select opened_at from circuit_breakers where subscription_id = ${subscriptionId}`;
  const openedAt = new Date(breaker?.opened_at ?? 0).toISOString();
  await probeSubscription({ tenantId, subscriptionId, openedAt });
  const due = await client().sql<{ id: string }[]>`
    select id from deliveries where tenant_id = ${tenantId} and status in ('PENDING', 'RETRYING')
       and next_attempt_at <= now()`;
  await deliver({ deliveryIds: due.map(({ id }) => id), isRequested: true }, PRIORITY.operational);
  await writeHealth();
}

test("a receiver that fails, is paused and recovers is told of three times, everywhere, with the way to its page", async () => {
  const { tenantId, subscriptionId, attempt } = await makeFailing(13);
  await attempt(0, 3);
  await watchHealth(new Date());
  expect(await toldTo(tenantId)).toEqual([]);

  await passTime(subscriptionId, 61);
  await Promise.all([watchHealth(new Date()), watchHealth(new Date()), attempt(3, 4)]);
  await attempt(4, 5);
  expect((await toldTo(tenantId)).map(({ kind }) => kind)).toEqual(["FAILING"]);

  await attempt(5, 10);
  await attempt(10, 13);
  await probe(tenantId, subscriptionId);
  await watchHealth(new Date());
  expect((await toldTo(tenantId)).map(({ kind }) => kind)).toEqual(["FAILING", "PAUSED"]);

  receiver.answer({ status: 200 });
  await probe(tenantId, subscriptionId);
  await watchHealth(new Date());
  const told = await toldTo(tenantId);
  expect(told.map(({ kind }) => kind)).toEqual(["FAILING", "PAUSED", "RECOVERED"]);
  expect(told[0]?.sentence).toMatch(/^Receiver is failing: the last [34] attempts failed, since .*: .* answered 503/);
  expect(told[1]?.sentence).toMatch(
    /^Receiver is paused: the last 10 attempts failed, since .* held from now on, 10 so far;/,
  );
  expect(told[2]?.sentence).toMatch(/^Receiver takes deliveries again, after 1 min.* 12 deliveries that waited go out/);

  const worker = await startWorker(mailSettings);
  const [posted, mails] = await Promise.all([
    receiver.waitFor(3, { matching: isNotice, timeoutMs: 60_000 }),
    mailServer.waitFor(3),
  ]).finally(() => worker.stop());
  expect(posted).toHaveLength(3);
  expect(mails).toHaveLength(3);

  const { webhook } = await findNotificationSettings(tenantId);
  const link = `https://hooks.example.com/subscriptions/${encodeId("sub", subscriptionId)}`;
  for (const { id, kind, sentence } of told) {
    const request = posted.find(({ headers }) => headers["webhook-id"] === encodeId("ntf", id));
    const body = new Webhook(webhook?.signingKey ?? "").verify(request?.text ?? "", request?.headers ?? {});
    const subscription = { id: encodeId("sub", subscriptionId), name: "Receiver" };
    expect(body).toMatchObject({ id: encodeId("ntf", id), kind, sentence, link, subscription });
    const mail = mails.find(({ text }) => text.includes(sentence.slice(0, 40)));
    expect(mail?.text).toContain(link);
    expect(mail?.to).toEqual([`dana-${tenantId}@example.com`, `fay-${tenantId}@example.com`]);
    expect(mail?.from).toBe("alerts@example.com");
  }
  expect(mails.map(({ text }) => /^Subject: (.*)$/m.exec(text)?.[1]).toSorted()).toEqual([
    "[Signalpost] Receiver is failing",
    "[Signalpost] Receiver is paused",
    "[Signalpost] Receiver takes deliveries again",
  ]);
});

test("a receiver that says it is gone is told of at its first 410, and once until its subscription is changed", async () => {
  const { tenantId, subscriptionId, attempt } = await makeFailing(4);
  receiver.answer({ status: 410 });
  await Promise.all([attempt(0, 1), attempt(1, 2)]);
  await attempt(2, 3);
  const told = await toldTo(tenantId);
  expect(told).toMatchObject([{ kind: "GONE", subscription_id: subscriptionId }]);
  expect(told[0]?.sentence).toBe(
    "Receiver answered 410 Gone: it says that it takes no more events. Deliveries that it answers so have failed for good; later ones are still sent to it. If it has moved, change its URI and retry what failed; if it is gone, switch it off.",
  );
  expect((await jobsOf(tenantId)).map(({ channel }) => channel)).toEqual(["WEBHOOK", "MAIL"]);
  await client().sql`update subscriptions set version = version + 1 where id = ${subscriptionId}`;
  await attempt(3, 4);
  expect((await toldTo(tenantId)).map(({ kind }) => kind)).toEqual(["GONE", "GONE"]);
});

test("a receiver that is gone at the first attempt, made by matching, is told of too; a test tells nobody", async () => {
  const tenantId = await makeTenant();
  receiver.answer({ status: 410 });
  const subscriptionId = await makeSubscription(tenantId, { uri: `${receiver.url}/gone` });
  await sendTest(tenantId, subscriptionId, null, async () => {});
  expect(await toldTo(tenantId)).toEqual([]);
  await makeIntegration(tenantId, { subscriptionIds: [subscriptionId] });
  const { events } = await publishEvents(tenantId, [alert()]);
  await matchEvents({ tenantId, eventIds: events.map(({ id }) => id) }, PRIORITY.operational);
  expect((await toldTo(tenantId)).map(({ kind }) => kind)).toEqual(["GONE"]);
});

test("a blip is told to nobody, and nobody hears of a recovery of what they were not told", async () => {
  const { tenantId, subscriptionId, attempt } = await makeFailing(3);
  await attempt(0, 2);
  await passTime(subscriptionId, 600);
  await watchHealth(new Date());
  receiver.answer({ status: 200 });
  await attempt(2, 3);
  expect(await toldTo(tenantId)).toEqual([]);
});

test("a trouble that comes back within a quarter of an hour is told when that has passed", async () => {
  const { tenantId, subscriptionId, attempt } = await makeFailing(12);
  await attempt(0, 10);
  await attempt(10, 12);
  receiver.answer({ status: 200 });
  await probe(tenantId, subscriptionId);
  await releaseHeld({ tenantId, subscriptionId });
  receiver.answer(({ path }) => ({ status: path.startsWith("/notices") ? 200 : 503 }));
  await client()
    .sql`update deliveries set next_attempt_at = now() where tenant_id = ${tenantId} and status = 'RETRYING'`;
  await attempt(0, 11);
  await watchHealth(new Date());
  const [breaker] = await client().sql`select 1 from circuit_breakers where subscription_id = ${subscriptionId}`;
  expect(breaker).toBeDefined();
  expect((await toldTo(tenantId)).map(({ kind }) => kind)).toEqual(["PAUSED", "RECOVERED"]);
  await passTime(subscriptionId, 900);
  await watchHealth(new Date());
  expect((await toldTo(tenantId)).map(({ kind }) => kind)).toEqual(["PAUSED", "RECOVERED", "PAUSED"]);
});

test("a subscription that is switched off is not told of", async () => {
  const { tenantId, subscriptionId, attempt } = await makeFailing(4);
  await attempt(0, 4);
  await passTime(subscriptionId, 61);
  await client().sql`update subscriptions set is_active = false where id = ${subscriptionId}`;
  await watchHealth(new Date());
  expect(await toldTo(tenantId)).toEqual([]);
});

describe("a notification that does not arrive", () => {
  async function makeTold() {
    const { tenantId, attempt } = await makeFailing(10);
    await attempt(0, 10);
    const [told] = await toldTo(tenantId);
    return {
      tenantId,
      payload: (channel: string, attemptNumber: number) => ({
        tenantId,
        notificationId: told?.id,
        channel,
        attempt: attemptNumber,
      }),
    };
  }

  test("at the webhook is tried again, and the settings say why, without the address", async () => {
    const { tenantId, payload } = await makeTold();
    receiver.answer({ status: 500 });
    await sendNotification(payload("WEBHOOK", 1));
    const { WEBHOOK } = (await findNotificationSettings(tenantId)).faults;
    expect(WEBHOOK?.message).toBe(`127.0.0.1:${receiver.port} answered 500 Internal Server Error.`);
    expect(await jobsOf(tenantId)).toMatchObject([
      { channel: "WEBHOOK", attempt: 1 },
      { channel: "MAIL", attempt: 1 },
      { channel: "WEBHOOK", attempt: 2, run_in_seconds: expect.closeTo(10, 0) },
    ]);
    await sendNotification(payload("WEBHOOK", 6));
    expect(await jobsOf(tenantId)).toHaveLength(3);
    receiver.answer({ status: 200 });
    await sendNotification(payload("WEBHOOK", 2));
    expect((await findNotificationSettings(tenantId)).faults.WEBHOOK).toBeNull();
  });

  test("by mail likewise, without what the server said", async () => {
    const { tenantId, payload } = await makeTold();
    mailServer.refuse(552);
    await sendNotification(payload("MAIL", 1));
    mailServer.refuse(null);
    const { MAIL } = (await findNotificationSettings(tenantId)).faults;
    expect(MAIL?.message).toBe("The mail server refused the mail (552).");
    expect(JSON.stringify(await client().sql`select * from notification_settings`)).not.toContain(MAIL_PASSWORD);
    await sendNotification(payload("MAIL", 2));
    expect((await findNotificationSettings(tenantId)).faults.MAIL).toBeNull();
  });

  test("because its channel was switched off meanwhile is left at that", async () => {
    const { tenantId, payload } = await makeTold();
    const [requests, mails] = [receiver.requests.length, mailServer.mails.length];
    await updateNotificationSettings(client().db, tenantId, { webhookUri: null, mailsAdministrators: false });
    await sendNotification(payload("WEBHOOK", 1));
    await sendNotification(payload("MAIL", 1));
    expect([receiver.requests.length, mailServer.mails.length]).toEqual([requests, mails]);
  });
});

describe("an integration that is watched for silence", () => {
  async function makeWatched(quietAfterHours: number | null, isEnabled = true) {
    const tenantId = await makeTenant();
    const subscriptionId = await makeSubscription(tenantId, { uri: receiver.url });
    const integrationId = await makeIntegration(tenantId, {
      subscriptionIds: [subscriptionId],
      quietAfterHours,
      isEnabled,
    });
    return { tenantId, integrationId };
  }
  const later = (hours: number) => new Date(Date.now() + hours * HOUR_MS);

  test("is told of once when it has matched nothing for its time, once when it matches again, and when it falls silent anew", async () => {
    const { tenantId, integrationId } = await makeWatched(2);
    await watchQuiet(new Date());
    await watchQuiet(later(1.9));
    expect(await toldTo(tenantId)).toEqual([]);
    await Promise.all([watchQuiet(later(2.1)), watchQuiet(later(2.1))]);
    await watchQuiet(later(9));
    const told = await toldTo(tenantId);
    expect(told).toMatchObject([{ kind: "QUIET", integration_id: integrationId, subscription_id: null }]);
    expect(told[0]?.sentence).toMatch(/^Alerts has matched nothing for 2 h.* look at what publishes alert\.sent,/);

    receiver.answer({ status: 200 });
    const { events } = await publishEvents(tenantId, [alert()]);
    await matchEvents({ eventIds: events.map(({ id }) => id) }, PRIORITY.operational);
    await client().sql`update deliveries set created_at = now() + interval '12 hours' where tenant_id = ${tenantId}`;
    await Promise.all([watchQuiet(later(12.1)), watchQuiet(later(12.1))]);
    await watchQuiet(later(13));
    const both = await toldTo(tenantId);
    expect(both.map(({ kind, integration_id }) => [kind, integration_id])).toEqual([
      ["QUIET", integrationId],
      ["RECOVERED", integrationId],
    ]);
    expect(both[1]?.sentence).toMatch(/^Alerts matches again, after 12 h/);
    await watchQuiet(later(15.5));
    expect((await toldTo(tenantId)).map(({ kind }) => kind)).toEqual(["QUIET", "RECOVERED", "QUIET"]);
  });

  test.each([
    ["has no time for it", null, true],
    ["is disabled", 1, false],
  ])("is not told of when it %s", async (_what, hours, isEnabled) => {
    const { tenantId } = await makeWatched(hours, isEnabled);
    await watchQuiet(later(1_000));
    expect(await toldTo(tenantId)).toEqual([]);
  });

  test("is given its whole time again when it is changed, and replays are no traffic", async () => {
    const { tenantId, integrationId } = await makeWatched(2);
    await watchQuiet(new Date());
    await client().sql`
      update integrations set version = 2, updated_at = now() + interval '1 hour' where id = ${integrationId}`;
    await watchQuiet(later(2.5));
    expect(await toldTo(tenantId)).toEqual([]);
    const { events } = await publishEvents(tenantId, [alert()]);
    await matchEvents({ eventIds: events.map(({ id }) => id) }, PRIORITY.operational);
    await client().sql`
      update deliveries set created_at = now() + interval '3 hours', origin = 'REPLAY' where tenant_id = ${tenantId}`;
    await watchQuiet(later(3.1));
    expect(await toldTo(tenantId)).toHaveLength(1);
  });
});

test("what is past retention is forgotten, with who read it", async () => {
  const { tenantId, attempt } = await makeFailing(10);
  await attempt(0, 10);
  expect(await toldTo(tenantId)).toHaveLength(1);
  await pruneHistory(new Date(Date.now() + 89 * 24 * HOUR_MS));
  expect(await toldTo(tenantId)).toHaveLength(1);
  await pruneHistory(new Date(Date.now() + 91 * 24 * HOUR_MS));
  await waitFor(async () => (await toldTo(tenantId)).length === 0);
});
