/** Who may do what: every root field and every field below with every single permission, and another tenant. */
import { beforeAll, describe, expect, test } from "vitest";
import { client } from "#db/client";
import { graphql } from "#graphql/document";
import { execute } from "#graphql/execute";
import { answerGraphQL } from "#graphql/server";
import { publishEvents } from "#jobs/publish-events";
import { decodeId } from "#webhooks/id";
import { PERMISSIONS, type Permission } from "#webhooks/permissions";
import { createKey, createTenant, post, startWorker, type TestTenant, withDatabase } from "../support/api.ts";
import { documentOf, rootFields } from "../support/generated-calls.ts";
import { reachedFields, selectionsBelow } from "../support/reached-fields.ts";
import { startReceiver } from "../support/receiver.ts";
import { waitFor } from "../support/wait-for.ts";
import { REACHED_FIELDS } from "./permissions/reached-fields.ts";

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
  seenFields: "READ",
  checkWebhookUri: "MANAGE",
  receiverInboxes: "READ",
  receiverInbox: "READ",
  createReceiverInbox: "MANAGE",
  updateReceiverInbox: "MANAGE",
  clearReceiverInbox: "MANAGE",
  deleteReceiverInbox: "MANAGE",
  createWebhookSubscription: "MANAGE",
  updateWebhookSubscription: "MANAGE",
  deleteWebhookSubscription: "MANAGE",
  rotateSigningKey: "MANAGE",
  testWebhookSubscription: "MANAGE",
  tryWebhookSubscription: "MANAGE",
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
  changeOwnName: null,
  changeOwnPassword: null,
  apiKeys: "ADMINISTER",
  createApiKey: "ADMINISTER",
  revokeApiKey: "ADMINISTER",
  auditLog: "ADMINISTER",
  notifications: "READ",
  unreadNotificationCount: "READ",
  isDelivering: null,
  markNotificationsRead: "READ",
  markNotificationsUnread: "READ",
  notificationSettings: "ADMINISTER",
  updateNotificationSettings: "ADMINISTER",
  sendTestNotification: "ADMINISTER",
};

const OWN = graphql(`
  mutation ($integration: CreateIntegrationInput!) {
    createIntegration(input: $integration) { integration { id actions { subscription { id } } } }
  }
`);

let tenant: TestTenant;
let keys: Map<string, string>;

/** Fields that are closed to the permission, of types of which it comes to another field. */
function closedFields(granted: string): string[] {
  const isFor = (audience: string) => audience === "ANY" || audience.split(" ").includes(granted);
  return Object.entries(REACHED_FIELDS)
    .flatMap(([type, audiences]) => {
      const closed = Object.entries(audiences).filter(([audience]) => !isFor(audience));
      if (closed.length === Object.keys(audiences).length) return [];
      return closed.flatMap(([, names]) => names.split(" ").map((name) => `${type}.${name}`));
    })
    .toSorted();
}

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

describe("below the root fields", () => {
  test("every field of every type has those written down who come to it", () => {
    const written = Object.entries(REACHED_FIELDS).map(([type, audiences]) => {
      const fields = Object.entries(audiences).flatMap(([audience, names]) =>
        names.split(" ").map((name) => [name, audience] as const),
      );
      return [type, Object.fromEntries(fields)] as const;
    });
    const { Query, Mutation, Subscription, ...reached } = reachedFields();
    expect(reached).toEqual(Object.fromEntries(written));
  });

  /** Calls that lead to each type that is come to without READ. */
  type Calls = Record<string, string>;
  let calls: Record<"PUBLISH" | "MANAGE" | "ADMINISTER" | "", Calls>;
  beforeAll(async () => {
    const own = await tenant.ask(OWN, {
      integration: {
        name: "Sirens",
        trigger: "alert.sent",
        filters: [{ conditions: [{ field: "type", operator: "EXISTS", values: [] }] }],
        actions: [{ newSubscription: { uri: "http://127.0.0.1:9/", eventTypes: ["alert.sent"] } }],
      },
    });
    const integration = own.createIntegration.integration;
    const subscription = integration?.actions[0]?.subscription.id;
    const tested = await post(
      "mutation ($id: ID!) { testWebhookSubscription(input: { id: $id }) { delivery { id } } }",
      { id: subscription },
      { "x-api-key": tenant.key },
    );
    const delivery = (tested.data as { testWebhookSubscription: { delivery: { id: string } } }).testWebhookSubscription
      .delivery.id;
    // As if the integration had sent it.
    await client().sql`update deliveries set integration_id = ${decodeId("int", integration?.id ?? "")}
                        where id = ${decodeId("dlv", delivery)}`;
    calls = {
      "": { viewer: "viewer", changeOwnName: 'changeOwnName(input: { name: "Nobody" })' },
      PUBLISH: { publishEvents: 'publishEvents(input: { events: [{ type: "alert.sent", externalId: "known" }] })' },
      MANAGE: {
        updateIntegration: `updateIntegration(input: { id: "${integration?.id}" })`,
        updateWebhookSubscription: `updateWebhookSubscription(input: { id: "${subscription}" })`,
        retryDelivery: `retryDelivery(input: { id: "${delivery}" })`,
        recoverDeliveries: 'recoverDeliveries(input: { filter: { search: "nothing" } })',
        deleteIntegration: 'deleteIntegration(input: { id: "int_x" })',
        createReceiverInbox: "createReceiverInbox(input: { answer: { statusCode: 200 } })",
      },
      ADMINISTER: {
        users: "users",
        apiKeys: "apiKeys",
        auditLog: "auditLog",
        createApiKey: 'createApiKey(input: { name: "Made", permissions: [READ] })',
        revokeApiKey: 'revokeApiKey(input: { id: "key_x" })',
        createUser: 'createUser(input: { email: "x@example.com", name: "X", role: VIEWER, password: "correct horse" })',
        deleteUser: 'deleteUser(input: { id: "usr_x" })',
      },
    };
  });

  test.each(["PUBLISH", "MANAGE", "ADMINISTER", ""] as const)(
    "a key that has only %j comes so far, and no further",
    async (granted) => {
      const headers = { "x-api-key": keys.get(granted) ?? "" };
      const tried = new Set<string>();
      for (const [name, call] of Object.entries(calls[granted])) {
        const root = rootFields().find(({ field }) => field.name === name);
        if (!root) throw new Error(`There is no ${name}.`);
        const { open, closed } = selectionsBelow(granted === "" ? null : granted, root.field);
        const whole = await post(`${root.operation} { ${call} ${open} }`, {}, headers);
        expect([name, whole.status, whole.errors]).toEqual([name, 200, []]);
        for (const [field, selection] of closed) {
          const answer = await post(`${root.operation} { ${call} ${selection} }`, {}, headers);
          expect([name, field, answer.errors.map(({ extensions }) => extensions.code)]).toEqual([
            name,
            field,
            ["FORBIDDEN"],
          ]);
          tried.add(field);
        }
      }
      expect([...tried].toSorted()).toEqual(closedFields(granted === "" ? "ANY" : granted));
    },
  );
});

describe("a mutation that asks for what its key may not see is refused before anything is done", () => {
  const SUBSCRIPTION = '{ uri: "https://closed.example.com/", eventTypes: ["alert.sent"] }';
  const INTEGRATION = `{ name: "Closed", trigger: "alert.sent", actions: [{ newSubscription: ${SUBSCRIPTION} }] }`;
  const EVENT = '{ events: [{ type: "alert.sent", externalId: "closed" }] }';
  const made = async () => {
    const { sql } = client();
    const [row] = await sql`
      select (select count(*) from subscriptions where tenant_id = ${tenant.id})::int as subscriptions,
             (select count(*) from integrations where tenant_id = ${tenant.id})::int as integrations,
             (select count(*) from events where tenant_id = ${tenant.id})::int as events,
             (select count(*) from audit_entries where tenant_id = ${tenant.id})::int as entries`;
    return row;
  };

  test.each([
    [
      "a field of a field",
      "MANAGE",
      `mutation { createWebhookSubscription(input: ${SUBSCRIPTION}) { webhookSubscription { id health { state } } userErrors { code } } }`,
      "WebhookSubscription.health",
    ],
    [
      "several, in fragments and under other names",
      "MANAGE",
      `mutation { made: createIntegration(input: ${INTEGRATION}) { ...Made } }
       fragment Made on IntegrationPayload { integration { ... on Node { ... on Integration { then: revisions { edges { cursor } } } } ... { deliveries { totalCount } } } }`,
      "Integration.revisions, Integration.deliveries",
    ],
    [
      "a field of an event",
      "PUBLISH",
      `mutation { publishEvents(input: ${EVENT}) { events { payload } } }`,
      "WebhookEvent.payload",
    ],
    [
      "a second mutation",
      "PUBLISH",
      `mutation { publishEvents(input: ${EVENT}) { events { id } } createIntegration(input: ${INTEGRATION}) { userErrors { code } } }`,
      "createIntegration",
    ],
  ])("%s", async (_case, granted, mutation, fields) => {
    const before = await made();
    const answer = await post(mutation, {}, { "x-api-key": keys.get(granted) ?? "" });
    expect([answer.status, answer.data]).toEqual([200, null]);
    expect(answer.errors).toEqual([
      expect.objectContaining({
        message: `Your permissions do not allow ${fields}; nothing was done.`,
        extensions: { code: "FORBIDDEN" },
      }),
    ]);
    expect(await made()).toEqual(before);
  });

  test("what is skipped, and what stands in other operations, is not asked for", async () => {
    const document = `
      mutation Make($all: Boolean!) { createIntegration(input: ${INTEGRATION}) { integration { name deliveries @include(if: $all) { totalCount } revisions @skip(if: true) { edges { cursor } } } } }
      mutation Other { publishEvents(input: ${EVENT}) { duplicates } }`;
    const headers = { "x-api-key": keys.get("MANAGE") ?? "", "content-type": "application/json" };
    const request = (all: boolean) => {
      const body = JSON.stringify({ query: document, variables: { all }, operationName: "Make" });
      return new Request("http://localhost/api/graphql", { method: "POST", headers, body });
    };
    const answer = await answerGraphQL(request(false), { getAll: () => [] });
    expect(await answer.json()).toEqual({ data: { createIntegration: { integration: { name: "Closed" } } } });
    const refused = await answerGraphQL(request(true), { getAll: () => [] });
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: "FORBIDDEN" } }] });
  });

  test("in this process too", async () => {
    const viewer = {
      kind: "apiKey",
      id: tenant.id,
      tenantId: tenant.id,
      name: "Test key",
      permissions: ["MANAGE"],
    } as const;
    const before = await made();
    const mutation = graphql(`
      mutation ($input: CreateIntegrationInput!) { createIntegration(input: $input) { integration { revisions { edges { cursor } } } } }
    `);
    const newSubscription = { uri: "https://closed.example.com/", eventTypes: ["alert.sent"] };
    const input = { name: "Closed", trigger: "alert.sent", actions: [{ newSubscription }] };
    await expect(execute(mutation, { input }, viewer)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await made()).toEqual(before);
  });
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
          seenFields(trigger: "alert.sent") { path }
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
      seenFields: [],
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
