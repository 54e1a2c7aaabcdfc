/** Who may do what: every root field with every single permission, and another tenant. */
import { beforeAll, describe, expect, test } from "vitest";
import { graphql } from "#graphql/document";
import { publishEvents } from "#jobs/publish-events";
import { PERMISSIONS, type Permission } from "#webhooks/permissions";
import { createKey, createTenant, post, startWorker, type TestTenant, withDatabase } from "../support/api.ts";
import { documentOf, rootFields } from "../support/generated-calls.ts";
import { startReceiver } from "../support/receiver.ts";
import { waitFor } from "../support/wait-for.ts";

withDatabase();

/** What each root field needs; a field that is missing here fails the test below. */
const NEEDED: Record<string, Permission | null> = {
  viewer: null,
  node: "READ",
  nodes: "READ",
  eventTypes: "READ",
  eventType: "READ",
  integrations: "READ",
  integration: "READ",
  integrationByExternalId: "READ",
  webhookSubscriptions: "READ",
  webhookSubscription: "READ",
  webhookSubscriptionByExternalId: "READ",
  events: "READ",
  event: "READ",
  deliveries: "READ",
  delivery: "READ",
  deliveryReport: "READ",
  previewFilters: "READ",
  receiverInboxes: "READ",
  receiverInbox: "READ",
  createWebhookSubscription: "MANAGE",
  updateWebhookSubscription: "MANAGE",
  deleteWebhookSubscription: "MANAGE",
  rotateSigningKey: "MANAGE",
  testWebhookSubscription: "MANAGE",
  createIntegration: "MANAGE",
  updateIntegration: "MANAGE",
  deleteIntegration: "MANAGE",
  restoreIntegration: "MANAGE",
  retryDelivery: "MANAGE",
  cancelDelivery: "MANAGE",
  recoveries: "READ",
  recoverDeliveries: "MANAGE",
  replayEvents: "MANAGE",
  cancelRecovery: "MANAGE",
  publishEvents: "PUBLISH",
  users: "ADMINISTER",
  createUser: "ADMINISTER",
  updateUser: "ADMINISTER",
  deleteUser: "ADMINISTER",
  apiKeys: "ADMINISTER",
  createApiKey: "ADMINISTER",
  revokeApiKey: "ADMINISTER",
  auditLog: "ADMINISTER",
};

let tenant: TestTenant;
let keys: Map<string, string>;
beforeAll(async () => {
  tenant = await createTenant();
  const sets = [...PERMISSIONS.map((permission) => [permission]), []];
  keys = new Map(await Promise.all(sets.map(async (set) => [set.join(), await createKey(tenant.id, set)] as const)));
});

test("every root field has its permission written down here", () => {
  expect(
    rootFields()
      .map(({ field }) => field.name)
      .sort(),
  ).toEqual(Object.keys(NEEDED).sort());
});

describe.each(rootFields())("$operation $field.name", (root) => {
  test.each([...PERMISSIONS, ""])("with a key that has only %j", async (granted) => {
    const answer = await post(documentOf(root, null, 0), {}, { "x-api-key": keys.get(granted) ?? "" });
    const needed = NEEDED[root.field.name] ?? "";
    const isForbidden = answer.errors.some((error) => error.extensions.code === "FORBIDDEN");
    expect([answer.status, isForbidden]).toEqual([200, needed !== "" && needed !== granted]);
    const codes = answer.errors.map((error) => error.extensions.code);
    expect(codes.filter((code) => code !== "FORBIDDEN")).toEqual([]);
  });
});

test("who may only publish, or only manage, reads neither payloads nor history through what an operation answers", async () => {
  const { id } = await createTenant();
  await publishEvents(id, [
    { type: "alert.sent", externalId: "known", occurredAt: null, metadata: { attributes: {} }, data: {} },
  ]);
  const publish = await createKey(id, ["PUBLISH"]);
  const publishing = (fields: string) =>
    post(
      `mutation { publishEvents(input: { events: [{ type: "alert.sent", externalId: "known" }] }) { events { ${fields} } } }`,
      {},
      { "x-api-key": publish },
    );
  expect((await publishing("id type { name } externalId receivedAt")).errors).toEqual([]);
  for (const fields of ["payload", "matches { outcome }", "deliveries { totalCount }"]) {
    expect((await publishing(fields)).errors[0]?.extensions.code, fields).toBe("FORBIDDEN");
  }
  const manage = await createKey(id, ["MANAGE"]);
  const input = '{ uri: "https://cad.example.com/hooks", eventTypes: ["alert.sent"] }';
  const created = await post(
    `mutation { createWebhookSubscription(input: ${input}) { webhookSubscription { uri deliveries { totalCount } } } }`,
    {},
    { "x-api-key": manage },
  );
  expect(created.errors[0]?.extensions.code).toBe("FORBIDDEN");
});

test("signing keys are shown to those who may manage, and to nobody else", async () => {
  await tenant.ask(
    graphql(`
      mutation ($input: CreateWebhookSubscriptionInput!) { createWebhookSubscription(input: $input) { userErrors { code } } }
    `),
    { input: { uri: "https://hooks.example.com/", eventTypes: ["alert.sent"] } },
  );
  const query = "{ webhookSubscriptions { edges { node { signingKeys { value createdAt } } } } }";
  const read = await post(query, {}, { "x-api-key": keys.get("READ") ?? "" });
  const managing = await post(query, {}, { "x-api-key": await createKey(tenant.id, ["READ", "MANAGE"]) });
  expect(read.text).toContain('"value":null');
  expect(read.text).not.toContain("whsec_");
  expect(managing.text).toContain("whsec_");
});

describe("another tenant", () => {
  test("finds nothing of the first one, by any id, list, filter or mutation", async () => {
    const receiver = await startReceiver();
    const worker = await startWorker();
    const own = await createTenant();
    const made = await own.ask(
      graphql(`
        mutation ($input: CreateIntegrationInput!) {
          createIntegration(input: $input) { integration { id actions { subscription { id } } } }
        }
      `),
      {
        input: {
          externalId: "theirs",
          name: "Theirs",
          trigger: "alert.sent",
          actions: [{ newSubscription: { uri: receiver.url, eventTypes: ["alert.sent"], externalId: "theirs" } }],
        },
      },
    );
    await publishEvents(own.id, [
      { type: "alert.sent", externalId: "theirs", occurredAt: null, metadata: { word: "theirs" }, data: {} },
    ]);
    const delivery = await waitFor(async () => {
      const { deliveries } = await own.ask(
        graphql(
          `query { deliveries(filter: { statuses: [SUCCEEDED] }) { edges { node { id event { id } attempts { id } } } } }`,
        ),
        {},
      );
      return deliveries.edges[0]?.node;
    });
    await worker.stop();
    await receiver.close();

    const other = await createTenant();
    const integrationId = made.createIntegration.integration?.id ?? "";
    const subscriptionId = made.createIntegration.integration?.actions[0]?.subscription.id ?? "";
    const eventId = delivery.event?.id ?? "";
    const ids = [integrationId, subscriptionId, eventId, delivery.id, delivery.attempts[0]?.id ?? ""];
    expect(ids.every((id) => id.length > 20)).toBe(true);
    const found = await other.ask(
      graphql(`
        query ($ids: [ID!]!, $integrationId: ID!, $subscriptionId: ID!, $eventId: ID!, $deliveryId: ID!) {
          nodes(ids: $ids) { id }
          integration(id: $integrationId) { id }
          webhookSubscription(id: $subscriptionId) { id }
          event(id: $eventId) { id }
          delivery(id: $deliveryId) { id }
          integrationByExternalId(externalId: "theirs") { id }
          webhookSubscriptionByExternalId(externalId: "theirs") { id }
          integrations { totalCount }
          webhookSubscriptions { totalCount }
          events(search: "theirs") { edges { cursor } }
          deliveries(filter: { integrationIds: [$integrationId], subscriptionIds: [$subscriptionId], eventIds: [$eventId] }) { totalCount edges { cursor } }
          everything: deliveries { totalCount }
          previewFilters(trigger: "alert.sent", filters: []) { evaluated }
        }
      `),
      { ids, integrationId, subscriptionId, eventId, deliveryId: delivery.id },
    );
    expect(found).toEqual({
      nodes: [null, null, null, null, null],
      integration: null,
      webhookSubscription: null,
      event: null,
      delivery: null,
      integrationByExternalId: null,
      webhookSubscriptionByExternalId: null,
      integrations: { totalCount: 0 },
      webhookSubscriptions: { totalCount: 0 },
      events: { edges: [] },
      deliveries: { totalCount: 0, edges: [] },
      everything: { totalCount: 0 },
      previewFilters: { evaluated: 0 },
    });
    const refused = await other.ask(
      graphql(`
        mutation ($integrationId: ID!, $subscriptionId: ID!, $deliveryId: ID!) {
          updateWebhookSubscription(input: { id: $subscriptionId, name: "Mine" }) { userErrors { code } }
          rotateSigningKey(input: { id: $subscriptionId }) { userErrors { code } }
          testWebhookSubscription(input: { id: $subscriptionId }) { userErrors { code } }
          updateIntegration(input: { id: $integrationId, name: "Mine" }) { userErrors { code } }
          restoreIntegration(input: { id: $integrationId, revision: 1 }) { userErrors { code } }
          createIntegration(input: { name: "Mine", trigger: "alert.sent", actions: [{ subscriptionId: $subscriptionId }] }) { userErrors { code } }
          retryDelivery(input: { id: $deliveryId }) { userErrors { code } }
          deleteIntegration(input: { id: $integrationId }) { userErrors { code } }
          deleteWebhookSubscription(input: { id: $subscriptionId }) { userErrors { code } }
        }
      `),
      { integrationId, subscriptionId, deliveryId: delivery.id },
    );
    for (const payload of Object.values(refused)) expect(payload).toEqual({ userErrors: [{ code: "NOT_FOUND" }] });
    const taken = await other.ask(
      graphql(`
        mutation {
          publishEvents(input: { events: [{ type: "alert.sent", externalId: "theirs" }] }) { duplicates events { id } }
        }
      `),
      {},
    );
    expect(taken.publishEvents.duplicates).toBe(0);
    expect(taken.publishEvents.events?.[0]?.id).not.toBe(eventId);
  });
});
