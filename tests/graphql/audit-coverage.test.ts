/** The audit trail misses nothing: every mutation of the schema is carried out, and leaves who did what, before and after. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { client } from "#db/client";
import { insertUser } from "#db/users";
import type { RequestCookies } from "#graphql/session";
import { publishEvents } from "#jobs/publish-events";
import { encodeId } from "#webhooks/id";
import { createTenant, post, startWorker, type TestTenant, withDatabase } from "../support/api.ts";
import { alert } from "../support/definitions.ts";
import { rootFields } from "../support/generated-calls.ts";
import { type Receiver, startReceiver } from "../support/receiver.ts";
import { cookiesOf } from "../support/session-cookies.ts";
import { digestOfTables } from "../support/table-digest.ts";
import { waitFor } from "../support/wait-for.ts";

withDatabase();

/** Events are facts and no changes, and history themselves; what somebody has read is theirs alone. */
const LEAVES_NO_ENTRY = ["publishEvents", "markNotificationsRead", "markNotificationsUnread"];

const SECRETS = [
  "the shared secret",
  "the API key sent",
  "a password of length",
  "another password",
  "a third password",
];
const PERIOD = { receivedFrom: "2020-01-01T00:00:00Z", receivedTo: "2100-01-01T00:00:00Z" };

/** Who did what no API key can. */
const OF_A_PERSON: Record<string, string> = { changeOwnName: "Olga", changeOwnPassword: "Olga Own" };

type Entry = {
  actor: string;
  action: string;
  subject_id: string;
  summary: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
};

let tenant: TestTenant;
let receiver: Receiver;
beforeAll(async () => {
  tenant = await createTenant();
  receiver = await startReceiver();
});
afterAll(() => receiver.close());

/** What payloads hold that is no object with an id, and how it is selected. */
const WITHOUT_ID: Record<string, string> = {
  deletedId: "deletedId",
  notificationSettings: "notificationSettings { webhookUri }",
  results: "results { fault }",
  trial: "trial { outcome }",
};

/** Carries a mutation out, and answers its payload's own thing; `id` is that of what it made or changed. */
async function carryOut(name: string, input: object, thing: string, session?: RequestCookies): Promise<string> {
  const field = rootFields().find((root) => root.field.name === name)?.field;
  const inputType = field?.args[0]?.type;
  const selection = WITHOUT_ID[thing] ?? `${thing} { id }`;
  const query = `mutation ($input: ${inputType}) { ${name}(input: $input) { ${selection} userErrors { code message path } } }`;
  const { data, text } = await post(query, { input }, session ? {} : { "x-api-key": tenant.key }, session);
  const payload = (data as Record<string, Record<string, unknown>> | null)?.[name];
  if (!payload?.[thing]) throw new Error(`${name}: ${text}`);
  return thing in WITHOUT_ID ? String(payload[thing]) : String((payload[thing] as { id: string }).id);
}

function entries(): Promise<Entry[]> {
  return client().sql<Entry[]>`select * from audit_entries where tenant_id = ${tenant.id} order by id`;
}

async function heldDelivery(): Promise<string> {
  const row = await waitFor(
    async () =>
      (
        await client().sql<{ id: string }[]>`
          select id from deliveries where tenant_id = ${tenant.id} and status = 'HELD' limit 1`
      )[0],
    { what: "a delivery that is held" },
  );
  return encodeId("dlv", row.id);
}

/** What cannot be told of does not happen: the entry commits with what it tells of. */
async function expectNothingWithoutEntry(...call: Parameters<typeof carryOut>): Promise<void> {
  const before = await digestOfTables();
  await client().sql`alter table audit_entries add constraint refused check (false) not valid`;
  try {
    await expect(carryOut(...call)).rejects.toThrow("INTERNAL_SERVER_ERROR");
  } finally {
    await client().sql`alter table audit_entries drop constraint refused`;
  }
  expect(await digestOfTables(), call[0]).toEqual(before);
}

test("every mutation that changes or starts something is in the trail, with its before and after, or does not happen", async () => {
  const done = new Map<string, Entry[]>();
  const act = async (...call: Parameters<typeof carryOut>): Promise<string> => {
    await expectNothingWithoutEntry(...call);
    const before = await entries();
    const id = await carryOut(...call);
    done.set(call[0], (await entries()).slice(before.length));
    return id;
  };

  const subscription = await act(
    "createWebhookSubscription",
    {
      uri: `${receiver.url}/audited`,
      eventTypes: ["alert.sent"],
      mode: "INTEGRATION",
      secret: SECRETS[0],
      security: { apiKey: SECRETS[1] },
      isActive: false,
    },
    "webhookSubscription",
  );
  await act("updateWebhookSubscription", { id: subscription, name: "Sirens" }, "webhookSubscription");
  await act("rotateSigningKey", { id: subscription, overlapHours: 2 }, "webhookSubscription");
  await act("testWebhookSubscription", { id: subscription }, "delivery");
  await act("tryWebhookSubscription", { changedSubscription: { id: subscription } }, "trial");
  const integration = await act(
    "createIntegration",
    { name: "Gas leaks", trigger: "alert.sent", actions: [{ subscriptionId: subscription }] },
    "integration",
  );
  await act("updateIntegration", { id: integration, name: "Leaks" }, "integration");
  await act("restoreIntegration", { id: integration, revision: 1 }, "integration");

  await client().sql`delete from deliveries where tenant_id = ${tenant.id}`;
  const worker = await startWorker();
  await publishEvents(tenant.id, [alert()]);
  const delivery = await heldDelivery();
  await worker.stop();
  await act("cancelDelivery", { id: delivery }, "delivery");
  await act("retryDelivery", { id: delivery }, "delivery");
  await carryOut("cancelDelivery", { id: delivery }, "delivery");
  const recovery = await act("recoverDeliveries", { filter: { statuses: ["CANCELLED"] } }, "recovery");
  await act("cancelRecovery", { id: recovery }, "recovery");
  await act("replayEvents", { integrationId: integration, ...PERIOD }, "recovery");
  await act("deleteIntegration", { id: integration }, "deletedId");
  await act("deleteWebhookSubscription", { id: subscription }, "deletedId");

  const user = { email: "vera@example.com", name: "Vera", role: "VIEWER", password: SECRETS[2] };
  const userId = await act("createUser", user, "user");
  await act("updateUser", { id: userId, password: SECRETS[3] }, "user");
  await act("deleteUser", { id: userId }, "deletedId");
  const fields = {
    tenantId: tenant.id,
    email: "olga@example.com",
    role: "VIEWER",
    password: SECRETS[3] ?? "",
  } as const;
  const olga = await insertUser({ ...fields, name: "Olga" });
  await act("changeOwnName", { name: "Olga Own" }, "user", await cookiesOf(olga));
  const passwords = { currentPassword: SECRETS[3], newPassword: SECRETS[4] };
  await act("changeOwnPassword", passwords, "user", await cookiesOf(olga));
  const key = await act("createApiKey", { name: "Siren bridge", permissions: ["PUBLISH"] }, "apiKey");
  await act("revokeApiKey", { id: key }, "apiKey");

  const inbox = await act("createReceiverInbox", { name: "Trial" }, "receiverInbox");
  await act("updateReceiverInbox", { id: inbox, answer: { statusCode: 503 } }, "receiverInbox");
  await client().sql`insert into received_requests
    (id, tenant_id, inbox_id, method, headers, body, answered_status_code)
    select gen_random_uuid(), tenant_id, id, 'POST', '[]', '', 202 from receiver_inboxes where tenant_id = ${tenant.id}`;
  await act("clearReceiverInbox", { id: inbox }, "receiverInbox");
  await act("deleteReceiverInbox", { id: inbox }, "deletedId");

  await act("updateNotificationSettings", { webhookUri: `${receiver.url}/notices` }, "notificationSettings");
  await act("sendTestNotification", {}, "results");

  const mutations = rootFields().flatMap(({ operation, field }) => (operation === "mutation" ? [field.name] : []));
  expect([...done.keys(), ...LEAVES_NO_ENTRY].toSorted()).toEqual(mutations.toSorted());
  const told = Object.fromEntries([...done].map(([name, made]) => [name, made.map(({ action }) => action)]));
  expect(told).toEqual({
    createWebhookSubscription: ["subscription.created"],
    updateWebhookSubscription: ["subscription.updated"],
    rotateSigningKey: ["subscription.signingKeyRotated"],
    testWebhookSubscription: ["subscription.tested"],
    tryWebhookSubscription: ["subscription.tried"],
    deleteWebhookSubscription: ["subscription.deleted"],
    createIntegration: ["integration.created"],
    updateIntegration: ["integration.updated"],
    restoreIntegration: ["integration.restored"],
    deleteIntegration: ["integration.deleted"],
    cancelDelivery: ["delivery.cancelled"],
    retryDelivery: ["delivery.retried"],
    recoverDeliveries: ["recovery.started"],
    cancelRecovery: ["recovery.cancelled"],
    replayEvents: ["recovery.started"],
    createUser: ["user.created"],
    updateUser: ["user.updated"],
    deleteUser: ["user.deleted"],
    changeOwnName: ["user.updated"],
    changeOwnPassword: ["user.updated"],
    createApiKey: ["apiKey.created"],
    revokeApiKey: ["apiKey.revoked"],
    createReceiverInbox: ["receiverInbox.created"],
    updateReceiverInbox: ["receiverInbox.updated"],
    clearReceiverInbox: ["receiverInbox.cleared"],
    deleteReceiverInbox: ["receiverInbox.deleted"],
    updateNotificationSettings: ["notificationSettings.updated"],
    sendTestNotification: ["notificationSettings.tested"],
  });

  for (const [name, made] of done) {
    for (const { actor, summary, subject_id, before, after } of made) {
      expect(actor, name).toBe(OF_A_PERSON[name] ?? "Test key");
      expect(summary, name).toMatch(/^[A-Z].*\.$/);
      expect(subject_id, name).toMatch(/^(sub|int|dlv|rec|usr|key|ten|rcv)_[0-9a-z]{26}$/);
      expect(before ?? after, name).not.toBeNull();
    }
  }
  const only = (name: string) => done.get(name)?.[0];
  expect(only("rotateSigningKey")).toMatchObject({
    before: { signingKeys: [{ expiresAt: null }] },
    after: { signingKeys: [{ expiresAt: null }, { expiresAt: expect.any(String) }] },
  });
  expect(only("restoreIntegration")?.summary).toBe("Integration Gas leaks was set back to version 1.");
  expect(only("cancelDelivery")).toMatchObject({ before: { status: "HELD" }, after: { status: "CANCELLED" } });
  expect(only("retryDelivery")).toMatchObject({ before: { status: "CANCELLED" }, after: { status: "PENDING" } });
  expect(only("recoverDeliveries")).toMatchObject({
    before: null,
    after: { kind: "RECOVER", total: 1, scope: { statuses: ["CANCELLED"] } },
  });
  expect(only("cancelRecovery")).toMatchObject({ before: { status: "RUNNING" }, after: { status: "CANCELLED" } });
  expect(only("updateNotificationSettings")).toMatchObject({
    before: { webhookUri: null, mailsAdministrators: true },
    after: { webhookUri: `${receiver.url}/notices`, mailsAdministrators: true },
  });
  expect(only("updateReceiverInbox")).toMatchObject({
    before: { name: "Trial", answer: null },
    after: { name: "Trial", answer: { statusCode: 503, times: null } },
  });
  expect(only("clearReceiverInbox")?.summary).toBe("Inbox Trial was cleared of 1 request.");
  expect(only("updateUser")?.summary).toContain("password");
  expect(only("changeOwnName")).toMatchObject({ before: { name: "Olga" }, after: { name: "Olga Own" } });
  expect(only("changeOwnPassword")?.summary).toBe("User Olga Own was updated: password.");
  const whole = JSON.stringify(await entries());
  for (const secret of [...SECRETS, "whsec_", "sp_", "scrypt"]) {
    const shown = whole.replaceAll(/"prefix":"sp_[^"]*"/g, "");
    expect(shown).not.toContain(secret);
  }
});

test("what is refused, and a dry run, leave no entry", async () => {
  const before = (await entries()).length;
  const nobody = "01h455vb4pex5vsknk084sn02q";
  const refused: [string, object][] = [
    ["retryDelivery(input: { id: $id })", { id: `dlv_${nobody}` }],
    ["cancelDelivery(input: { id: $id })", { id: `dlv_${nobody}` }],
    ["cancelRecovery(input: { id: $id })", { id: `rec_${nobody}` }],
    ["testWebhookSubscription(input: { id: $id })", { id: `sub_${nobody}` }],
    ["rotateSigningKey(input: { id: $id })", { id: `sub_${nobody}` }],
    ["revokeApiKey(input: { id: $id })", { id: `key_${nobody}` }],
  ];
  for (const [call, variables] of refused) {
    const answer = await post(`mutation ($id: ID!) { ${call} { userErrors { code } } }`, variables, {
      "x-api-key": tenant.key,
    });
    expect(Object.values(answer.data as object)).toEqual([{ userErrors: [{ code: "NOT_FOUND" }] }]);
  }
  const dry = await post(
    "mutation { recoverDeliveries(input: { filter: {}, dryRun: true }) { total } }",
    {},
    {
      "x-api-key": tenant.key,
    },
  );
  expect(dry.errors).toEqual([]);
  expect((await entries()).length).toBe(before);
});
