/**
 * Tenancy, generated from the schema: every root field is called by a stranger with every id of somebody else's, in
 * every place that takes an id. The stranger learns nothing, and nothing of the other's changes.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { client } from "#db/client";
import { newId } from "#db/new-id";
import { insertNotification } from "#db/notifications";
import { insertReceivedRequest } from "#db/received-requests";
import { insertReceiverInbox } from "#db/receiver-inboxes";
import { graphql } from "#graphql/document";
import { decodeId, encodeId } from "#webhooks/id";
import { createTenant, post, type TestTenant, withDatabase } from "../support/api.ts";
import { documentOf, rootFields, takesId } from "../support/generated-calls.ts";

withDatabase();

/** Stands in everything that the first tenant owns, and nowhere else. */
const MARK = "Zanzibar";
const SELECTION_DEPTH = 4;

const OWNED = graphql(`
  mutation ($integration: CreateIntegrationInput!, $direct: CreateWebhookSubscriptionInput!, $user: CreateUserInput!, $key: CreateApiKeyInput!, $events: PublishEventsInput!, $settings: NotificationSettingsInput!) {
    createIntegration(input: $integration) { integration { id actions { subscription { id } } } }
    createWebhookSubscription(input: $direct) { webhookSubscription { id } }
    createUser(input: $user) { user { id } }
    createApiKey(input: $key) { apiKey { id } }
    publishEvents(input: $events) { events { id } }
    recoverDeliveries(input: { filter: {} }) { recovery { id } }
    updateNotificationSettings(input: $settings) { userErrors { message } }
  }
`);
const TEST = graphql(`
  mutation ($id: ID!) { testWebhookSubscription(input: { id: $id }) { delivery { id } } }
`);
const AUDIT = graphql(`query { auditLog(first: 1) { edges { node { id } } } }`);

let owner: TestTenant;
let stranger: TestTenant;
let ids: string[];
beforeAll(async () => {
  owner = await createTenant();
  stranger = await createTenant();
  const uri = `https://${MARK}.example.com/hooks`;
  const made = await owner.ask(OWNED, {
    integration: {
      name: MARK,
      trigger: "alert.sent",
      actions: [{ newSubscription: { name: MARK, uri, eventTypes: ["alert.sent"] } }],
    },
    direct: { name: MARK, uri, eventTypes: ["alert.sent"] },
    user: { name: MARK, email: `${MARK}@example.com`, role: "ADMIN", password: "correct horse battery" },
    key: { name: MARK, permissions: ["READ"] },
    events: { events: [{ type: "alert.sent", metadata: { place: MARK } }] },
    settings: { webhookUri: uri },
  });
  const subscriptionId = made.createWebhookSubscription.webhookSubscription?.id ?? "";
  const { testWebhookSubscription } = await owner.ask(TEST, { id: subscriptionId });
  const inbox = await insertReceiverInbox(owner.id, { name: MARK, expiresAt: null, answer: null });
  const request = { method: "POST", headers: [], body: MARK, verifiedBy: null, answeredStatusCode: 202 };
  await insertReceivedRequest(inbox, request);
  const notificationId = newId();
  await insertNotification(client().sql, {
    id: notificationId,
    tenantId: owner.id,
    kind: "FAILING",
    subscriptionId: decodeId("sub", subscriptionId),
    integrationId: null,
    subjectName: MARK,
    sentence: `${MARK} is failing.`,
    occasion: MARK,
  });
  const { auditLog } = await owner.ask(AUDIT, {});
  const { integration } = made.createIntegration;
  ids = [
    encodeId("ten", owner.id),
    integration?.id,
    integration?.actions[0]?.subscription.id,
    subscriptionId,
    made.createUser.user?.id,
    made.createApiKey.apiKey?.id,
    made.publishEvents.events?.[0]?.id,
    made.recoverDeliveries.recovery?.id,
    testWebhookSubscription.delivery?.id,
    encodeId("rcv", inbox.id),
    encodeId("ntf", notificationId),
    auditLog.edges[0]?.node.id,
  ].map((id) => id ?? "");
});

/** Everything that is stored of the first tenant, but when its key was used last. */
async function stored(): Promise<Record<string, string>> {
  const { sql } = client();
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'tenant_id' order by 1`;
  const rows = await Promise.all(
    tables.map(async ({ name }) => {
      const [row] = await sql<{ text: string | null }[]>`
        select string_agg((to_jsonb(t) - 'last_used_at')::text, ' ' order by to_jsonb(t)::text) as text
        from ${sql(name)} t where tenant_id = ${owner.id}`;
      return [name, row?.text ?? ""] as const;
    }),
  );
  return Object.fromEntries(rows);
}

test("the first tenant owns something of everything that has an id", () => {
  expect(ids.map((id) => id.slice(0, 4)).sort()).toEqual([
    ...["aud_", "dlv_", "evt_", "int_", "key_", "ntf_", "rcv_", "rec_", "sub_", "sub_", "ten_", "usr_"],
  ]);
});

describe.each(rootFields())("$operation $field.name", (root) => {
  test("tells a stranger nothing, and changes nothing of another's", async () => {
    const before = await stored();
    for (const id of takesId(root.field) ? [null, ...ids] : [null]) {
      const answer = await post(documentOf(root, id, SELECTION_DEPTH), {}, { "x-api-key": stranger.key });
      expect(answer.text).not.toContain(MARK);
      const codes = answer.errors.map((error) => error.extensions.code);
      expect(codes.filter((code) => code !== "BAD_USER_INPUT")).toEqual([]);
      const input = root.field.args.find((arg) => arg.name === "input");
      if (input && /^(Update|Id|Delete|Restore|Rotate|Test|Replay)/.test(String(input.type))) {
        expect(answer.text).toContain('"code":"NOT_FOUND"');
      }
    }
    expect(await stored()).toEqual(before);
  });
});

test("the owner, asking the same, is told", async () => {
  const told: string[] = [];
  for (const root of rootFields().filter(({ operation }) => operation === "query")) {
    for (const id of takesId(root.field) ? [null, ...ids] : [null]) {
      const { text } = await post(documentOf(root, id, SELECTION_DEPTH), {}, { "x-api-key": owner.key });
      if (text.includes(MARK)) told.push(root.field.name);
    }
  }
  const kept = ["integrations", "integration", "webhookSubscriptions", "webhookSubscription", "events", "event"];
  const others = ["delivery", "deliveries", "users", "apiKeys", "auditLog", "receiverInboxes", "receiverInbox"];
  const notices = ["notifications", "notificationSettings"];
  expect([...new Set(told)]).toEqual(expect.arrayContaining([...kept, ...others, ...notices]));
});
