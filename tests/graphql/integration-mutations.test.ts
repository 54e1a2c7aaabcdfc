/** Changes of integrations: what they do, and every way they are refused. */
import { beforeAll, describe, expect, test } from "vitest";
import { client } from "#db/client";
import { graphql } from "#graphql/document";
import { createTenant, type TestTenant, withDatabase } from "../support/api.ts";

withDatabase();

let tenant: TestTenant;
beforeAll(async () => {
  tenant = await createTenant();
});

const Whole = graphql(`
  fragment Whole on Integration {
    id
    externalId
    name
    isEnabled
    trigger { name }
    filters { name conditions { field operator values } }
    actions { type subscription { id name mode integrations { id } } }
    quietAfterHours
    version
    revisions {
      edges { cursor node { version changedBy quietAfterHours name isEnabled trigger { name } filters { name } subscriptionIds subscriptions { id } } }
      pageInfo { hasNextPage }
    }
  }
`);
const CREATE = graphql(
  `
    mutation ($input: CreateIntegrationInput!) {
      createIntegration(input: $input) { integration { ...Whole } userErrors { code message path } }
    }
  `,
  [Whole],
);
const UPDATE = graphql(
  `
    mutation ($input: UpdateIntegrationInput!) {
      updateIntegration(input: $input) { integration { ...Whole } userErrors { code message path } }
    }
  `,
  [Whole],
);
const RESTORE = graphql(
  `
    mutation ($input: RestoreIntegrationInput!) {
      restoreIntegration(input: $input) { integration { ...Whole } userErrors { code message path } }
    }
  `,
  [Whole],
);
const DELETE = graphql(`
  mutation ($input: DeleteInput!) {
    deleteIntegration(input: $input) { deletedId userErrors { code path } }
  }
`);
const SUBSCRIBE = graphql(`
  mutation ($input: CreateWebhookSubscriptionInput!) {
    createWebhookSubscription(input: $input) { webhookSubscription { id } }
  }
`);
const CHANGE_SUBSCRIPTION = graphql(`
  mutation ($input: UpdateWebhookSubscriptionInput!) {
    updateWebhookSubscription(input: $input) { userErrors { code path message } }
  }
`);
const DELETE_SUBSCRIPTION = graphql(`
  mutation ($input: DeleteInput!) {
    deleteWebhookSubscription(input: $input) { deletedId userErrors { code path } }
  }
`);

const NEW_SUBSCRIPTION = { uri: "https://hooks.example.com/in", eventTypes: ["alert.sent"] };
const UNKNOWN_SUBSCRIPTION = "sub_01h455vb4pex5vsknk084sn02q";

async function subscribe(mode: "DIRECT" | "INTEGRATION") {
  const { createWebhookSubscription } = await tenant.ask(SUBSCRIBE, { input: { ...NEW_SUBSCRIPTION, mode } });
  return createWebhookSubscription.webhookSubscription?.id ?? "";
}

async function create(input: Record<string, unknown> = {}) {
  const minimal = { name: "Notices", trigger: "alert.sent", actions: [{ newSubscription: NEW_SUBSCRIPTION }] };
  const { createIntegration } = await tenant.ask(CREATE, { input: { ...minimal, ...input } });
  expect(createIntegration.userErrors).toEqual([]);
  if (!createIntegration.integration) throw new Error("It was not created.");
  return createIntegration.integration;
}

function codesAndPaths(errors: { code: string; path: string[] }[]) {
  return errors.map(({ code, path }) => [code, path]);
}

test("an integration makes its new subscription, enabled and of mode INTEGRATION, and leaves revision 1", async () => {
  const created = await create({
    externalId: "notices",
    filters: [{ name: "Urgent", conditions: [{ field: "metadata.attributes.priority", values: [" Emergency "] }] }],
  });
  expect(created).toMatchObject({
    externalId: "notices",
    isEnabled: true,
    trigger: { name: "alert.sent" },
    filters: [
      {
        name: "Urgent",
        conditions: [{ field: "metadata.attributes.priority", operator: "IS_ANY_OF", values: ["Emergency"] }],
      },
    ],
    actions: [{ type: "WEBHOOK", subscription: { mode: "INTEGRATION", integrations: [{ id: created.id }] } }],
    version: 1,
    revisions: { edges: [{ node: { version: 1, changedBy: "Test key", name: "Notices" } }] },
  });
  expect(created.revisions.edges[0]?.node.subscriptionIds).toEqual([created.actions[0]?.subscription.id]);
});

test("an update changes what it names, and every change leaves a revision, newest first", async () => {
  const { id, actions } = await create({
    filters: [{ conditions: [{ field: "type", values: ["x"] }] }],
    quietAfterHours: 24,
  });
  const other = await subscribe("INTEGRATION");
  const { updateIntegration } = await tenant.ask(UPDATE, {
    input: {
      id,
      version: 1,
      name: "Notices, all",
      filters: null,
      actions: [{ subscriptionId: other }],
      isEnabled: false,
      quietAfterHours: null,
    },
  });
  expect(updateIntegration.userErrors).toEqual([]);
  expect(updateIntegration.integration).toMatchObject({
    name: "Notices, all",
    isEnabled: false,
    filters: [],
    actions: [{ subscription: { id: other } }],
    quietAfterHours: null,
    version: 2,
  });
  const revisions = updateIntegration.integration?.revisions.edges.map((edge) => edge.node) ?? [];
  expect(revisions).toMatchObject([
    {
      version: 2,
      name: "Notices, all",
      isEnabled: false,
      filters: [],
      quietAfterHours: null,
      subscriptionIds: [other],
      subscriptions: [{ id: other }],
    },
    {
      version: 1,
      name: "Notices",
      quietAfterHours: 24,
      isEnabled: true,
      subscriptionIds: [actions[0]?.subscription.id],
    },
  ]);

  const { restoreIntegration } = await tenant.ask(RESTORE, { input: { id, revision: 1, version: 2 } });
  expect(restoreIntegration.userErrors).toEqual([]);
  expect(restoreIntegration.integration).toMatchObject({
    name: "Notices",
    isEnabled: true,
    filters: [{ conditions: [{ field: "type", values: ["x"] }] }],
    actions: [{ subscription: { id: actions[0]?.subscription.id } }],
    quietAfterHours: 24,
    version: 3,
  });
});

test("a disabled integration names the change that disabled it, whatever was changed after that", async () => {
  const QUERY = graphql(`
    query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Integration { disabledIn { version changedBy } } } }
  `);
  const enabled = await create({});
  const bornDisabled = await create({ isEnabled: false });
  const disabledLater = await create({});
  const update = async (id: string, fields: { isEnabled?: boolean; name?: string }) =>
    expect((await tenant.ask(UPDATE, { input: { id, ...fields } })).updateIntegration.userErrors).toEqual([]);
  await update(bornDisabled.id, { name: "Never sent" });
  await update(disabledLater.id, { isEnabled: false });
  await update(disabledLater.id, { isEnabled: true });
  await update(disabledLater.id, { isEnabled: false });
  await update(disabledLater.id, { name: "Quiet now" });
  const { nodes } = await tenant.ask(QUERY, { ids: [enabled.id, bornDisabled.id, disabledLater.id] });
  expect(nodes).toEqual([
    { disabledIn: null },
    { disabledIn: { version: 1, changedBy: "Test key" } },
    { disabledIn: { version: 4, changedBy: "Test key" } },
  ]);
});

test("an update that changes nothing leaves no version, no revision and no entry", async () => {
  const filters = [{ name: "Urgent", conditions: [{ field: "type", operator: "IS_ANY_OF" as const, values: ["x"] }] }];
  const { id, actions } = await create({ externalId: "unchanged", filters, quietAfterHours: 24 });
  const same = {
    externalId: "unchanged",
    name: " Notices ",
    isEnabled: true,
    trigger: "alert.sent",
    filters,
    quietAfterHours: 24,
    actions: actions.map(({ subscription }) => ({ subscriptionId: subscription.id })),
  };
  const { versions: _, ...before } = (await countRows()) ?? {};
  for (const fields of [{}, same, { version: 1, ...same }]) {
    const { updateIntegration } = await tenant.ask(UPDATE, { input: { id, ...fields } });
    expect(updateIntegration).toMatchObject({ integration: { id, version: 1 }, userErrors: [] });
  }
  const { restoreIntegration } = await tenant.ask(RESTORE, { input: { id, revision: 1 } });
  expect(restoreIntegration.integration?.version).toBe(1);
  const stale = await tenant.ask(UPDATE, { input: { id, version: 7 } });
  expect(codesAndPaths(stale.updateIntegration.userErrors)).toEqual([["CONFLICT", ["version"]]]);
  expect(await countRows()).toMatchObject(before);
  const again = await tenant.ask(UPDATE, { input: { id, ...same, actions: [{ newSubscription: NEW_SUBSCRIPTION }] } });
  expect(again.updateIntegration.integration?.version).toBe(2);
});

describe("an integration is refused", () => {
  const action = { newSubscription: NEW_SUBSCRIPTION };
  const condition = { field: "type", values: ["x"] };
  const cases: [string, Record<string, unknown>, [string, string[]][]][] = [
    ["without a name", { name: "" }, [["REQUIRED", ["name"]]]],
    ["with an unknown trigger", { trigger: "alert.gone" }, [["INVALID", ["trigger"]]]],
    ["without an action", { actions: [] }, [["REQUIRED", ["actions"]]]],
    ["with 11 actions", { actions: Array(11).fill(action) }, [["LIMIT_EXCEEDED", ["actions"]]]],
    [
      "with 11 actions, of which no more are looked at than may be",
      { actions: [...Array(10).fill(action), { subscriptionId: UNKNOWN_SUBSCRIPTION }] },
      [["LIMIT_EXCEEDED", ["actions"]]],
    ],
    ["with an empty action", { actions: [{}] }, [["REQUIRED", ["actions", "0"]]]],
    [
      "with an action that is two",
      { actions: [{ subscriptionId: UNKNOWN_SUBSCRIPTION, newSubscription: NEW_SUBSCRIPTION }] },
      [
        ["INVALID", ["actions", "0"]],
        ["NOT_FOUND", ["actions", "0", "subscriptionId"]],
      ],
    ],
    [
      "with an action that names nothing",
      { actions: [action, { subscriptionId: UNKNOWN_SUBSCRIPTION }] },
      [["NOT_FOUND", ["actions", "1", "subscriptionId"]]],
    ],
    [
      "with an action that names no id",
      { actions: [{ subscriptionId: "nope" }] },
      [["NOT_FOUND", ["actions", "0", "subscriptionId"]]],
    ],
    [
      "with a new subscription to a private address",
      { actions: [{ newSubscription: { ...NEW_SUBSCRIPTION, uri: "https://10.0.0.1/" } }] },
      [["BLOCKED_ADDRESS", ["actions", "0", "newSubscription", "uri"]]],
    ],
    [
      "with two new subscriptions of one externalId",
      { actions: [1, 2].map(() => ({ newSubscription: { ...NEW_SUBSCRIPTION, externalId: "twin" } })) },
      [["CONFLICT", ["actions", "1", "newSubscription", "externalId"]]],
    ],
    [
      "with a condition without values",
      { filters: [{ conditions: [condition, { field: "type", values: [] }] }] },
      [["REQUIRED", ["filters", "0", "conditions", "1", "values"]]],
    ],
    [
      "with values for EXISTS",
      { filters: [{ conditions: [{ ...condition, operator: "EXISTS" }] }] },
      [["INVALID", ["filters", "0", "conditions", "0", "values"]]],
    ],
    ["with 51 filters", { filters: Array(51).fill({ conditions: [condition] }) }, [["LIMIT_EXCEEDED", ["filters"]]]],
    [
      "for everything that is wrong with it at once",
      {
        name: " ",
        trigger: "x",
        actions: [{ subscriptionId: UNKNOWN_SUBSCRIPTION }],
        filters: [{ conditions: [{ field: "" }] }],
      },
      [
        ["REQUIRED", ["name"]],
        ["INVALID", ["trigger"]],
        ["NOT_FOUND", ["actions", "0", "subscriptionId"]],
        ["REQUIRED", ["filters", "0", "conditions", "0", "field"]],
        ["REQUIRED", ["filters", "0", "conditions", "0", "values"]],
      ],
    ],
  ];
  test.each(cases)("%s", async (_case, input, expected) => {
    const before = await countRows();
    const minimal = { name: "Notices", trigger: "alert.sent", actions: [action] };
    const { createIntegration } = await tenant.ask(CREATE, { input: { ...minimal, ...input } });
    expect(createIntegration.integration).toBeNull();
    expect(new Set(codesAndPaths(createIntegration.userErrors).map(String))).toEqual(new Set(expected.map(String)));
    for (const { message } of createIntegration.userErrors) expect(message).toMatch(/^["\w].*\.$/);
    expect(await countRows()).toEqual(before);
  });

  test("with a DIRECT subscription as its action", async () => {
    const direct = await subscribe("DIRECT");
    const input = { name: "N", trigger: "alert.sent", actions: [{ subscriptionId: direct }] };
    const { createIntegration } = await tenant.ask(CREATE, { input });
    expect(codesAndPaths(createIntegration.userErrors)).toEqual([["INVALID", ["actions", "0", "subscriptionId"]]]);
  });

  test("when another one has its externalId", async () => {
    await create({ externalId: "taken" });
    const other = await create();
    const { updateIntegration } = await tenant.ask(UPDATE, { input: { id: other.id, externalId: "taken" } });
    expect(codesAndPaths(updateIntegration.userErrors)).toEqual([["CONFLICT", ["externalId"]]]);
  });

  test("when its version is not the current one any more", async () => {
    await create({ externalId: "elsewhere" });
    const { id } = await create();
    const input = { id, version: 2, trigger: "gone", externalId: "elsewhere" };
    const { updateIntegration } = await tenant.ask(UPDATE, { input });
    expect(codesAndPaths(updateIntegration.userErrors)).toEqual([
      ["CONFLICT", ["version"]],
      ["INVALID", ["trigger"]],
      ["CONFLICT", ["externalId"]],
    ]);
  });

  test("of two changes of the same version made at the same moment one wins", async () => {
    const { id } = await create();
    const answers = await Promise.all(
      ["A", "B"].map((name) => tenant.ask(UPDATE, { input: { id, version: 1, name } })),
    );
    const codes = answers.flatMap((answer) => answer.updateIntegration.userErrors.map((error) => error.code));
    expect(codes).toEqual(["CONFLICT"]);
  });
});

describe("a subscription that an integration uses", () => {
  test("can neither be deleted nor become DIRECT, until nothing uses it", async () => {
    const { id, actions } = await create();
    const used = actions[0]?.subscription.id ?? "";
    const refused = await tenant.ask(DELETE_SUBSCRIPTION, { input: { id: used } });
    expect(refused.deleteWebhookSubscription).toEqual({
      deletedId: null,
      userErrors: [{ code: "IN_USE", path: ["id"] }],
    });
    const direct = await tenant.ask(CHANGE_SUBSCRIPTION, { input: { id: used, mode: "DIRECT" } });
    expect(codesAndPaths(direct.updateWebhookSubscription.userErrors)).toEqual([["IN_USE", ["mode"]]]);
    const stale = { id: used, version: 9 };
    const both = await tenant.ask(DELETE_SUBSCRIPTION, { input: stale });
    expect(codesAndPaths(both.deleteWebhookSubscription.userErrors)).toEqual([
      ["CONFLICT", ["version"]],
      ["IN_USE", ["id"]],
    ]);
    const directToo = await tenant.ask(CHANGE_SUBSCRIPTION, { input: { ...stale, mode: "DIRECT" } });
    expect(codesAndPaths(directToo.updateWebhookSubscription.userErrors)).toEqual([
      ["CONFLICT", ["version"]],
      ["IN_USE", ["mode"]],
    ]);
    await tenant.ask(DELETE, { input: { id } });
    const deleted = await tenant.ask(DELETE_SUBSCRIPTION, { input: { id: used } });
    expect(deleted.deleteWebhookSubscription).toEqual({ deletedId: used, userErrors: [] });
  });

  test("keeps an earlier revision from being restored when it was deleted since", async () => {
    const { id, actions } = await create();
    const other = await subscribe("INTEGRATION");
    await tenant.ask(UPDATE, { input: { id, actions: [{ subscriptionId: other }] } });
    await tenant.ask(DELETE_SUBSCRIPTION, { input: { id: actions[0]?.subscription.id ?? "" } });
    const { restoreIntegration } = await tenant.ask(RESTORE, { input: { id, revision: 1 } });
    expect(restoreIntegration.userErrors).toEqual([
      { code: "INVALID", path: ["revision"], message: "The subscription hooks.example.com was deleted." },
    ]);
    const unknown = await tenant.ask(RESTORE, { input: { id, revision: 99 } });
    expect(codesAndPaths(unknown.restoreIntegration.userErrors)).toEqual([["NOT_FOUND", ["revision"]]]);
    const conflict = ["CONFLICT", ["version"]];
    const stale = await tenant.ask(RESTORE, { input: { id, version: 1, revision: 1 } });
    expect(codesAndPaths(stale.restoreIntegration.userErrors)).toEqual([conflict, ["INVALID", ["revision"]]]);
    const both = await tenant.ask(RESTORE, { input: { id, version: 1, revision: 99 } });
    expect(codesAndPaths(both.restoreIntegration.userErrors)).toEqual([conflict, ["NOT_FOUND", ["revision"]]]);
  });
});

test("where integrations are not enabled, every change of them is refused and nothing else is said", async () => {
  const off = await createTenant({ integrationsEnabled: false });
  const created = await off.ask(CREATE, { input: { name: "", trigger: "x", actions: [] } });
  const deleted = await off.ask(DELETE, { input: { id: "int_01h455vb4pex5vsknk084sn02q" } });
  expect(codesAndPaths(created.createIntegration.userErrors)).toEqual([["NOT_ENABLED", []]]);
  expect(codesAndPaths(deleted.deleteIntegration.userErrors)).toEqual([["NOT_ENABLED", []]]);
});

test("two mutations of one document see each other's changes", async () => {
  const { id } = await create();
  const both = await tenant.ask(
    graphql(`
      mutation ($first: UpdateIntegrationInput!, $second: UpdateIntegrationInput!) {
        first: updateIntegration(input: $first) { integration { actions { subscription { name } } } }
        second: updateIntegration(input: $second) { integration { actions { subscription { name } } } }
      }
    `),
    {
      first: { id, actions: [{ newSubscription: { ...NEW_SUBSCRIPTION, name: "One" } }] },
      second: { id, actions: [{ newSubscription: { ...NEW_SUBSCRIPTION, name: "Two" } }] },
    },
  );
  expect(both.first.integration?.actions).toEqual([{ subscription: { name: "One" } }]);
  expect(both.second.integration?.actions).toEqual([{ subscription: { name: "Two" } }]);
});

async function countRows() {
  const [row] = await client().sql`
    select (select count(*) from integrations) as integrations, (select count(*) from integration_revisions) as revisions,
           (select count(*) from subscriptions) as subscriptions, (select count(*) from audit_entries) as audited,
           (select sum(definition_version) from tenants) as versions`;
  return row;
}
