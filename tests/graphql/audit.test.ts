/** The audit trail: pages of it, what it tells of integrations and subscriptions, and who may look. */
import { expect, test } from "vitest";
import { graphql } from "#graphql/document";
import { createKey, createTenant, post, withDatabase } from "../support/api.ts";

withDatabase();

const INTEGRATION = graphql(`
  mutation ($input: CreateIntegrationInput!) { createIntegration(input: $input) { integration { id } } }
`);
const AUDIT = graphql(`
  query ($first: Int, $after: String, $last: Int, $before: String) {
    auditLog(first: $first, after: $after, last: $last, before: $before) {
      edges { cursor node { id at actor action subjectId summary before after } }
      pageInfo { hasNextPage hasPreviousPage endCursor startCursor }
    }
  }
`);
const NODES = "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }";

async function tenantWithHistory() {
  const tenant = await createTenant();
  const uri = "https://hooks.example.com/";
  const newSubscription = {
    uri,
    eventTypes: ["alert.sent"],
    secret: "travels in the body",
    security: { apiKey: "let me in" },
  };
  const { createIntegration } = await tenant.ask(INTEGRATION, {
    input: { name: "Boil-water notices", trigger: "alert.sent", actions: [{ newSubscription }] },
  });
  return { tenant, integrationId: createIntegration.integration?.id ?? "" };
}

test("it is newest first, page by page in either direction, and keeps secrets to itself", async () => {
  const { tenant, integrationId } = await tenantWithHistory();
  const whole = await tenant.ask(AUDIT, {});
  expect(whole.auditLog.edges.map(({ node }) => node.action)).toEqual(["integration.created", "subscription.created"]);
  expect(whole.auditLog.edges[0]?.node).toMatchObject({
    actor: "Test key",
    subjectId: integrationId,
    before: null,
    after: { name: "Boil-water notices" },
  });
  expect(JSON.stringify(whole)).not.toMatch(/travels in the body|let me in/);
  const first = await tenant.ask(AUDIT, { first: 1 });
  expect(first.auditLog.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  const second = await tenant.ask(AUDIT, { first: 1, after: first.auditLog.pageInfo.endCursor });
  expect([...first.auditLog.edges, ...second.auditLog.edges]).toEqual(whole.auditLog.edges);
  const back = await tenant.ask(AUDIT, { last: 1, before: second.auditLog.pageInfo.startCursor });
  expect(back.auditLog.edges).toEqual(first.auditLog.edges);
});

test("a new secret is told of although nothing that can be seen has changed", async () => {
  const { tenant } = await tenantWithHistory();
  const { webhookSubscriptions } = await tenant.ask(
    graphql(`query { webhookSubscriptions { edges { node { id } } } }`),
    {},
  );
  const id = webhookSubscriptions.edges[0]?.node.id ?? "";
  const update = graphql(`
    mutation ($input: UpdateWebhookSubscriptionInput!) { updateWebhookSubscription(input: $input) { userErrors { code } } }
  `);
  const changes = [
    { secret: "another one" },
    { security: { apiKey: "do let me in" } },
    { secret: "a third", security: { basic: { username: "signalpost", password: "at last" } } },
    { secret: null, security: { none: true }, name: "Hooks" },
  ];
  for (const change of changes) await tenant.ask(update, { input: { id, ...change } });
  const { auditLog } = await tenant.ask(AUDIT, { first: 4 });
  expect(auditLog.edges.map(({ node }) => node.summary).reverse()).toEqual([
    "Subscription hooks.example.com was updated, with a new secret.",
    "Subscription hooks.example.com was updated, with new credentials.",
    "Subscription hooks.example.com was updated, with a new secret and new credentials.",
    "Subscription Hooks was updated.",
  ]);
  expect(JSON.stringify(auditLog)).not.toMatch(/another one|do let me in|a third|at last/);
});

test("another tenant sees none of it", async () => {
  const { tenant } = await tenantWithHistory();
  const { auditLog } = await tenant.ask(AUDIT, {});
  const other = await createTenant();
  expect((await other.ask(AUDIT, {})).auditLog.edges).toEqual([]);
  const ids = auditLog.edges.map(({ node }) => node.id);
  const answer = await post(NODES, { ids }, { "x-api-key": other.key });
  expect(answer).toMatchObject({ errors: [], data: { nodes: ids.map(() => null) } });
});

test("users, keys and entries are found by id with ADMINISTER; without it each is FORBIDDEN and the rest stands", async () => {
  const { tenant, integrationId } = await tenantWithHistory();
  const { createUser } = await tenant.ask(
    graphql(`mutation ($input: CreateUserInput!) { createUser(input: $input) { user { id } } }`),
    { input: { email: "vera@example.com", name: "Vera", role: "VIEWER", password: "correct horse battery" } },
  );
  const { apiKeys } = await tenant.ask(graphql(`query { apiKeys { id } }`), {});
  const entries = (await tenant.ask(AUDIT, { first: 1 })).auditLog.edges;
  const kept = [createUser.user?.id ?? "", apiKeys[0]?.id ?? "", entries[0]?.node.id ?? ""];
  const ids = [...kept, integrationId];
  const types = ["User", "ApiKey", "AuditEntry", "Integration"];
  const nodes = types.map((__typename, index) => ({ __typename, id: ids[index] }));
  expect(await post(NODES, { ids }, { "x-api-key": tenant.key })).toMatchObject({ errors: [], data: { nodes } });
  const reader = await post(NODES, { ids }, { "x-api-key": await createKey(tenant.id, ["READ"]) });
  expect(reader).toMatchObject({
    status: 200,
    errors: kept.map((_, index) => ({ path: ["nodes", index], extensions: { code: "FORBIDDEN" } })),
    data: { nodes: [null, null, null, nodes[3]] },
  });
});
