/** The inbox of notifications, what each reader has read of it, and where else notifications go. */

import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { client } from "#db/client";
import { newId } from "#db/new-id";
import { insertNotification } from "#db/notifications";
import { graphql } from "#graphql/document";
import { encodeId } from "#webhooks/id";
import { askWith, createKey, createTenant, type TestTenant, withDatabase } from "../support/api.ts";
import { makeSubscription } from "../support/definitions.ts";
import { MAIL_PASSWORD, type MailServer, startMailServer } from "../support/mail-server.ts";
import { type Receiver, startReceiver } from "../support/receiver.ts";

withDatabase();

let receiver: Receiver;
let mailServer: MailServer;
beforeAll(async () => {
  receiver = await startReceiver();
  mailServer = await startMailServer();
  Object.assign(process.env, { SMTP_URL: mailServer.url, MAIL_FROM: "alerts@example.com" });
});
afterAll(async () => {
  await receiver.close();
  await mailServer.close();
});

const INBOX = graphql(`
  query ($first: Int, $after: String, $unreadOnly: Boolean) {
    unreadNotificationCount
    notifications(first: $first, after: $after, unreadOnly: $unreadOnly) {
      edges { node { id kind sentence isRead subjectName link subscription { name } integration { name } } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);
const MARK = graphql(`
  mutation ($ids: [ID!]) {
    markNotificationsRead(input: { ids: $ids }) { unreadNotificationCount userErrors { code path } }
  }
`);
const UNMARK = graphql(`
  mutation ($ids: [ID!]!) {
    markNotificationsUnread(input: { ids: $ids }) { unreadNotificationCount userErrors { code path } }
  }
`);
const SETTINGS = graphql(`
  query {
    notificationSettings { webhookUri signingKey mailsAdministrators canMail webhookFault { message at } mailFault { message } }
  }
`);
const UPDATE = graphql(`
  mutation ($input: NotificationSettingsInput!) {
    updateNotificationSettings(input: $input) {
      notificationSettings { webhookUri signingKey mailsAdministrators webhookFault { message } }
      userErrors { code path }
    }
  }
`);
const TRY = graphql(`
  mutation ($channels: [NotificationChannel!]) { sendTestNotification(input: { channels: $channels }) { results { channel fault } userErrors { code message } } }
`);

async function tell(tenantId: string, count: number): Promise<string[]> {
  const subscriptionId = await makeSubscription(tenantId, { uri: receiver.url });
  const ids = Array.from({ length: count }, () => newId());
  for (const id of ids) {
    const about = { subscriptionId, integrationId: null, subjectName: "Receiver", occasion: id };
    await insertNotification(client().sql, { id, tenantId, kind: "PAUSED", sentence: "It is paused.", ...about });
  }
  return ids.map((id) => encodeId("ntf", id)).reverse();
}

const read = (nodes: { node: { id: string; isRead: boolean } }[]) =>
  Object.fromEntries(nodes.map(({ node }) => [node.id, node.isRead]));

test("the inbox is newest first, in pages, with the link to what can be done about it", async () => {
  const tenant = await createTenant();
  const ids = await tell(tenant.id, 3);
  const { notifications } = await tenant.ask(INBOX, { first: 2 });
  expect(notifications.edges.map(({ node }) => node.id)).toEqual(ids.slice(0, 2));
  expect(notifications.edges[0]?.node).toMatchObject({
    kind: "PAUSED",
    sentence: "It is paused.",
    isRead: false,
    subjectName: "Receiver",
    link: expect.stringMatching(/^http:\/\/127\.0\.0\.1:3000\/subscriptions\/sub_\w{26}$/),
    subscription: { name: "Receiver" },
    integration: null,
  });
  const rest = await tenant.ask(INBOX, { first: 2, after: notifications.pageInfo.endCursor });
  expect(rest.notifications.edges.map(({ node }) => node.id)).toEqual(ids.slice(2));
});

test("each reader reads for itself, one by one or all at once; what is older than a reader is read", async () => {
  const tenant = await createTenant();
  const [newest = "", middle = "", oldest = ""] = await tell(tenant.id, 3);
  expect((await tenant.ask(INBOX, {})).unreadNotificationCount).toBe(3);
  const one = await tenant.ask(MARK, { ids: [middle, middle] });
  expect(one.markNotificationsRead).toEqual({ unreadNotificationCount: 2, userErrors: [] });
  const unread = await tenant.ask(INBOX, { unreadOnly: true });
  expect(read(unread.notifications.edges)).toEqual({ [newest]: false, [oldest]: false });

  const late = await createKey(tenant.id, ["READ"]);
  expect(await askWith(late, INBOX, {})).toMatchObject({ unreadNotificationCount: 0 });
  const [latest = ""] = await tell(tenant.id, 1);
  const lateInbox = await askWith(late, INBOX, { unreadOnly: true });
  expect(read(lateInbox.notifications.edges)).toEqual({ [latest]: false });

  await tenant.ask(MARK, { ids: [latest] });
  const all = await tenant.ask(MARK, { ids: null });
  expect(all.markNotificationsRead).toEqual({ unreadNotificationCount: 0, userErrors: [] });
  expect(Object.values(read((await tenant.ask(INBOX, {})).notifications.edges))).toEqual([true, true, true, true]);
  expect(await client().sql`select 1 from notification_reads where tenant_id = ${tenant.id}`).toHaveLength(1);
  expect(await askWith(late, INBOX, {})).toMatchObject({ unreadNotificationCount: 1 });
  await tell(tenant.id, 1);
  expect((await tenant.ask(INBOX, {})).unreadNotificationCount).toBe(1);
});

test("what was read, one by one or all at once, can be unread again, and nothing else is", async () => {
  const tenant = await createTenant();
  const [d = "", c = "", b = "", a = ""] = await tell(tenant.id, 4);
  const unread = async () => {
    const { notifications } = await tenant.ask(INBOX, { unreadOnly: true });
    return notifications.edges.map(({ node }) => node.id);
  };
  await tenant.ask(MARK, { ids: [a] });
  await tenant.ask(MARK, { ids: null });
  const some = await tenant.ask(UNMARK, { ids: [c, b] });
  expect(some.markNotificationsUnread).toEqual({ unreadNotificationCount: 2, userErrors: [] });
  expect(await unread()).toEqual([c, b]);
  await tenant.ask(UNMARK, { ids: [c] });
  expect(await unread()).toEqual([c, b]);

  const [e = ""] = await tell(tenant.id, 1);
  expect(await unread()).toEqual([e, c, b]);
  await tenant.ask(MARK, { ids: [c] });
  await tenant.ask(UNMARK, { ids: [a, d] });
  expect(await unread()).toEqual([e, d, b, a]);
  await tenant.ask(MARK, { ids: null });
  expect(await unread()).toEqual([]);
  await tenant.ask(UNMARK, { ids: [e] });
  expect(await unread()).toEqual([e]);

  const late = await createKey(tenant.id, ["READ"]);
  const tooLate = await askWith(late, UNMARK, { ids: [a] });
  expect(tooLate.markNotificationsUnread.userErrors).toEqual([{ code: "INVALID", path: ["ids", "0"] }]);
  expect(await unread()).toEqual([e]);
});

test("unread ones are counted to a hundred", async () => {
  const tenant = await createTenant();
  await tell(tenant.id, 103);
  expect((await tenant.ask(INBOX, { first: 1 })).unreadNotificationCount).toBe(100);
});

test("a webhook gets a key that stays when it moves, and goes with it", async () => {
  const tenant = await createTenant();
  expect((await tenant.ask(SETTINGS, {})).notificationSettings).toEqual({
    webhookUri: null,
    signingKey: null,
    mailsAdministrators: true,
    canMail: true,
    webhookFault: null,
    mailFault: null,
  });
  const change = async (input: { webhookUri?: string | null; mailsAdministrators?: boolean }) => {
    const { updateNotificationSettings } = await tenant.ask(UPDATE, { input });
    expect(updateNotificationSettings.userErrors).toEqual([]);
    return updateNotificationSettings.notificationSettings;
  };
  const first = await change({ webhookUri: `${receiver.url}/a` });
  expect(first?.signingKey).toMatch(/^whsec_/);
  const moved = await change({ webhookUri: `${receiver.url}/b`, mailsAdministrators: false });
  expect(moved).toMatchObject({
    webhookUri: `${receiver.url}/b`,
    signingKey: first?.signingKey,
    mailsAdministrators: false,
  });
  expect(await change({ webhookUri: null })).toMatchObject({ signingKey: null, mailsAdministrators: false });
  const again = await change({ webhookUri: `${receiver.url}/a` });
  expect(again?.signingKey).not.toBe(first?.signingKey);
  const stored = await client().sql`select * from notification_settings`;
  expect(JSON.stringify(stored)).not.toContain("whsec_");
});

test("a test goes to every channel that is on, and says what became of it", async () => {
  const tenant: TestTenant = await createTenant();
  const sent = async () => (await tenant.ask(TRY, {})).sendTestNotification;
  expect(await sent()).toMatchObject({
    results: [{ channel: "MAIL", fault: "There is nobody to write to: no user is an administrator." }],
  });
  await tenant.ask(
    graphql(`mutation ($input: CreateUserInput!) { createUser(input: $input) { userErrors { code } } }`),
    { input: { email: "dana@example.com", name: "Dana", role: "ADMIN", password: "correct horse battery" } },
  );
  const { updateNotificationSettings } = await tenant.ask(UPDATE, { input: { webhookUri: `${receiver.url}/test` } });
  expect(await sent()).toEqual({
    results: [
      { channel: "WEBHOOK", fault: null },
      { channel: "MAIL", fault: null },
    ],
    userErrors: [],
  });
  const mailed = mailServer.mails.length;
  const one = await tenant.ask(TRY, { channels: ["WEBHOOK"] });
  expect(one.sendTestNotification.results).toEqual([{ channel: "WEBHOOK", fault: null }]);
  expect(mailServer.mails).toHaveLength(mailed);
  const [request] = await receiver.waitFor(1, { matching: ({ path }) => path === "/test" });
  const key = updateNotificationSettings.notificationSettings?.signingKey ?? "";
  expect(new Webhook(key).verify(request?.text ?? "", request?.headers ?? {})).toMatchObject({ kind: "TEST" });
  expect(mailServer.mails.at(-1)).toMatchObject({ to: ["dana@example.com"] });

  receiver.answer({ status: 404 });
  mailServer.refuse(554);
  const { results } = await sent();
  expect(results?.map(({ fault }) => fault)).toEqual([
    `127.0.0.1:${receiver.port} answered 404 Not Found.`,
    "The mail server refused the mail (554).",
  ]);
  expect(JSON.stringify(results)).not.toContain(MAIL_PASSWORD);
  expect((await tenant.ask(SETTINGS, {})).notificationSettings).toMatchObject({
    webhookFault: { message: `127.0.0.1:${receiver.port} answered 404 Not Found.` },
    mailFault: { message: "The mail server refused the mail (554)." },
  });
  await tenant.ask(UPDATE, { input: { webhookUri: null, mailsAdministrators: false } });
  expect((await sent()).userErrors).toMatchObject([{ code: "NOT_ALLOWED_NOW" }]);
});
