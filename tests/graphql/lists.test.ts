/** Lists over real history: pages, searches, filters, and the number of statements that they cost. */
import type { ResultOf, TadaDocumentNode, VariablesOf } from "gql.tada";
import { beforeAll, describe, expect, test } from "vitest";
import { client } from "#db/client";
import { graphql } from "#graphql/document";
import { publishEvents } from "#jobs/publish-events";
import { countStatements, createTenant, startWorker, type TestTenant, withDatabase } from "../support/api.ts";
import { startReceiver } from "../support/receiver.ts";
import { waitFor } from "../support/wait-for.ts";

withDatabase();

const INTEGRATIONS = 3;
const EVENTS = 7;

let tenant: TestTenant;
beforeAll(async () => {
  tenant = await createTenant();
  const receiver = await startReceiver();
  receiver.answer((request) => ({ status: request.path === "/ok" ? 200 : 410 }));
  const worker = await startWorker();
  for (let index = 0; index < INTEGRATIONS; index += 1) {
    await tenant.ask(
      graphql(`
        mutation ($input: CreateIntegrationInput!) { createIntegration(input: $input) { integration { id } } }
      `),
      {
        input: {
          name: `Integration ${index}`,
          externalId: `int-${index}`,
          trigger: "alert.sent",
          actions: [
            {
              newSubscription: {
                uri: `${receiver.url}/${index === 0 ? "gone" : "ok"}`,
                name: `Subscription ${index}`,
                eventTypes: ["alert.sent"],
              },
            },
          ],
        },
      },
    );
  }
  for (let index = 0; index < EVENTS; index += 1) {
    await publishEvents(tenant.id, [
      {
        type: "alert.sent",
        externalId: `alert-${index}`,
        occurredAt: null,
        metadata: {
          attributes: { priority: index === 3 ? "Emergency" : "Operational", incidentName: "Boil-water notice" },
        },
        data: { text: `Línea 4\n"closed", see https://x.example/${index}` },
      },
    ]);
  }
  await waitFor(async () => {
    const [row] = await client().sql`select count(*)::int as count from deliveries where completed_at is not null`;
    return row?.count === INTEGRATIONS * EVENTS;
  });
  await worker.stop();
  await receiver.close();
});

const EVENT_PAGE = graphql(`
  query ($first: Int, $after: String, $last: Int, $before: String, $search: String, $type: String, $from: DateTime, $to: DateTime) {
    events(first: $first, after: $after, last: $last, before: $before, search: $search, type: $type, receivedFrom: $from, receivedTo: $to) {
      edges { cursor node { externalId receivedAt } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`);
const DELIVERIES = graphql(`
  query ($filter: DeliveryFilter, $first: Int, $last: Int, $before: String, $after: String) {
    deliveries(filter: $filter, first: $first, last: $last, before: $before, after: $after) {
      totalCount
      edges { node { id status event { externalId } integration { name } subscription { name } } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`);

const names = (page: { edges: { node: { externalId: string | null } }[] }) =>
  page.edges.map((edge) => edge.node.externalId?.replace("alert-", "")).join("");

describe("a list", () => {
  test("is newest first and walks to its end and back, each entry once", async () => {
    const first = (await tenant.ask(EVENT_PAGE, { first: 3 })).events;
    expect([names(first), first.pageInfo.hasNextPage, first.pageInfo.hasPreviousPage]).toEqual(["654", true, false]);
    const second = (await tenant.ask(EVENT_PAGE, { first: 3, after: first.pageInfo.endCursor })).events;
    expect([names(second), second.pageInfo.hasNextPage, second.pageInfo.hasPreviousPage]).toEqual(["321", true, true]);
    const third = (await tenant.ask(EVENT_PAGE, { first: 3, after: second.pageInfo.endCursor })).events;
    expect([names(third), third.pageInfo.hasNextPage]).toEqual(["0", false]);
    const back = (await tenant.ask(EVENT_PAGE, { last: 3, before: third.pageInfo.startCursor })).events;
    expect([names(back), back.pageInfo.hasNextPage, back.pageInfo.hasPreviousPage]).toEqual(["321", true, true]);
    const start = (await tenant.ask(EVENT_PAGE, { last: 3, before: back.pageInfo.startCursor })).events;
    expect([names(start), start.pageInfo.hasPreviousPage]).toEqual(["654", false]);
  });

  test("answers its oldest entries for last alone, and nothing for none", async () => {
    const { events } = await tenant.ask(EVENT_PAGE, { last: 2 });
    expect([names(events), events.pageInfo.hasPreviousPage, events.pageInfo.hasNextPage]).toEqual(["10", true, false]);
    expect((await tenant.ask(EVENT_PAGE, { first: 0 })).events).toEqual({
      edges: [],
      pageInfo: { hasNextPage: true, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
  });

  test("between two cursors holds neither", async () => {
    const { events } = await tenant.ask(EVENT_PAGE, {});
    const [, , after, , , before] = events.edges.map((edge) => edge.cursor);
    expect(names((await tenant.ask(EVENT_PAGE, { after, before })).events)).toBe("32");
  });

  test.each([["from", "to", "inclusive and exclusive"]])(
    "of events is bounded by when they were received: %s and %s are %s",
    async () => {
      const { events } = await tenant.ask(EVENT_PAGE, {});
      const [newest, , middle] = events.edges.map((edge) => edge.node.receivedAt);
      const bounded = (await tenant.ask(EVENT_PAGE, { from: middle, to: newest })).events;
      expect(
        bounded.edges.every(({ node }) => node.receivedAt >= String(middle) && node.receivedAt < String(newest)),
      ).toBe(true);
      expect(bounded.edges.some(({ node }) => node.receivedAt === middle)).toBe(true);
    },
  );
});

describe("searching events", () => {
  test.each([
    ["boil", "6543210"],
    ["WATER boil", "6543210"],
    ["emerg", "3"],
    ["mergency", ""],
    ["línea", "6543210"],
    ["closed", "6543210"],
    ["x.example/5", "5"],
    ["alert-4", "4"],
    ["alert-", ""],
    ["priority", ""],
    ["100%", ""],
    ["_", ""],
    ["", "6543210"],
  ])("for %j finds %j", async (search, expected) => {
    expect(names((await tenant.ask(EVENT_PAGE, { search })).events)).toBe(expected);
  });
});

describe("a filter of deliveries", () => {
  test("narrows by each of its fields, and by all together", async () => {
    const everything = (await tenant.ask(DELIVERIES, {})).deliveries;
    expect(everything.totalCount).toBe(INTEGRATIONS * EVENTS);
    const ids = await tenant.ask(
      graphql(
        `query { integrations { edges { node { id actions { subscription { id } } } } } events { edges { node { id } } } }`,
      ),
      {},
    );
    const [third, , first] = ids.integrations.edges.map((edge) => edge.node);
    const subscriptionId = first?.actions[0]?.subscription.id ?? "";
    const eventIds = ids.events.edges.slice(0, 2).map((edge) => edge.node.id);
    const future = "2999-01-01T00:00:00Z";
    const cases: [VariablesOf<typeof DELIVERIES>["filter"], number][] = [
      [{ statuses: ["FAILED"] }, EVENTS],
      [{ statuses: ["FAILED", "SUCCEEDED"] }, 3 * EVENTS],
      [{ statuses: ["PENDING", "HELD"] }, 0],
      [{ statuses: [] }, 0],
      [{ eventTypes: ["alert.sent"] }, 3 * EVENTS],
      [{ eventTypes: ["alert.read"] }, 0],
      [{ integrationIds: [third?.id ?? ""] }, EVENTS],
      [{ integrationIds: ["garbage"] }, 0],
      [{ subscriptionIds: [subscriptionId, "garbage"] }, EVENTS],
      [{ eventIds }, 2 * INTEGRATIONS],
      [{ eventIds, statuses: ["FAILED"] }, 2],
      [{ origins: ["EVENT"] }, 3 * EVENTS],
      [{ origins: ["TEST", "RECOVERY"] }, 0],
      [{ lastStatusCodes: [410] }, EVENTS],
      [{ lastStatusCodes: [200, 99_999] }, 2 * EVENTS],
      [{ createdFrom: future }, 0],
      [{ createdTo: future }, 3 * EVENTS],
      [{ createdTo: "2001-01-01T00:00:00+01:00" }, 0],
      [{ search: "emergency" }, INTEGRATIONS],
      [{ search: "alert-2" }, INTEGRATIONS],
      [{ search: "boil nothing" }, 0],
      [{ search: String(everything.edges[0]?.node.id) }, 1],
      [{ search: subscriptionId }, EVENTS],
      [{ search: eventIds[0] ?? "" }, INTEGRATIONS],
      [
        {
          search: "emergency",
          statuses: ["FAILED"],
          integrationIds: [first?.id ?? ""],
          subscriptionIds: [subscriptionId],
        },
        1,
      ],
    ];
    for (const [filter, expected] of cases) expect([filter, await count(filter)]).toEqual([filter, expected]);
  });

  test("holds on every page, and counts once", async () => {
    const filter = { statuses: ["FAILED" as const] };
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { deliveries }: ResultOf<typeof DELIVERIES> = await tenant.ask(DELIVERIES, { filter, first: 2, after });
      expect(deliveries.totalCount).toBe(EVENTS);
      seen.push(...deliveries.edges.map((edge) => edge.node.event?.externalId ?? ""));
      after = deliveries.pageInfo.hasNextPage ? deliveries.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual(["alert-6", "alert-5", "alert-4", "alert-3", "alert-2", "alert-1", "alert-0"]);
  });

  async function count(filter: VariablesOf<typeof DELIVERIES>["filter"]) {
    const answer = await tenant.ask(DELIVERIES, { filter });
    expect(answer.deliveries.edges).toHaveLength(answer.deliveries.totalCount ?? -1);
    return answer.deliveries.totalCount;
  }
});

describe("deliveries of an object", () => {
  test("are its own, page by page and in both directions", async () => {
    const { integrations } = await tenant.ask(
      graphql(`
        query {
          integrations {
            edges {
              node {
                name
                newest: deliveries(first: 2) { totalCount edges { cursor node { integration { name } event { externalId } } } pageInfo { hasNextPage } }
                oldest: deliveries(last: 1) { edges { node { event { externalId } } } pageInfo { hasPreviousPage } }
                failed: deliveries(filter: { statuses: [FAILED] }) { totalCount edges { cursor } }
              }
            }
          }
        }
      `),
      {},
    );
    for (const { node } of integrations.edges) {
      const isGone = node.name === "Integration 0";
      expect(node.newest.totalCount).toBe(EVENTS);
      expect(node.newest.pageInfo.hasNextPage).toBe(true);
      expect(node.newest.edges.map((edge) => [edge.node.integration?.name, edge.node.event?.externalId])).toEqual([
        [node.name, "alert-6"],
        [node.name, "alert-5"],
      ]);
      expect(node.oldest).toEqual({
        edges: [{ node: { event: { externalId: "alert-0" } } }],
        pageInfo: { hasPreviousPage: true },
      });
      expect([node.failed.totalCount, node.failed.edges.length]).toEqual(isGone ? [EVENTS, EVENTS] : [0, 0]);
    }
  });
});

describe("definitions are found", () => {
  test.each([
    [{ search: "TION 1" }, ["Integration 1"]],
    [{ search: "int-2" }, ["Integration 2"]],
    [{ search: "%" }, []],
    [{ trigger: "alert.read" }, []],
    [{ trigger: "alert.sent", isEnabled: true }, ["Integration 2", "Integration 1", "Integration 0"]],
    [{ isEnabled: false }, []],
  ])("among integrations by %j", async (filter, expected) => {
    const { integrations } = await tenant.ask(
      graphql(`
        query ($search: String, $trigger: String, $isEnabled: Boolean) {
          integrations(search: $search, trigger: $trigger, isEnabled: $isEnabled) { totalCount edges { node { name } } }
        }
      `),
      filter,
    );
    expect(integrations.edges.map((edge) => edge.node.name)).toEqual(expected);
    expect(integrations.totalCount).toBe(expected.length);
  });

  test.each([
    [{ search: "/gone" }, ["Subscription 0"]],
    [{ search: "subscription" }, ["Subscription 2", "Subscription 1", "Subscription 0"]],
    [{ eventType: "alert.read" }, []],
    [{ eventType: "alert.sent", isActive: true }, ["Subscription 2", "Subscription 1", "Subscription 0"]],
    [{ isActive: false }, []],
  ])("among subscriptions by %j", async (filter, expected) => {
    const { webhookSubscriptions } = await tenant.ask(
      graphql(`
        query ($search: String, $eventType: String, $isActive: Boolean) {
          webhookSubscriptions(search: $search, eventType: $eventType, isActive: $isActive) {
            totalCount
            edges { node { name } }
          }
        }
      `),
      filter,
    );
    expect(webhookSubscriptions.edges.map((edge) => edge.node.name)).toEqual(expected);
    expect(webhookSubscriptions.totalCount).toBe(expected.length);
  });

  test("by their owner's own id", async () => {
    const found = await tenant.ask(
      graphql(`
        query {
          integrationByExternalId(externalId: "int-1") { name }
          none: integrationByExternalId(externalId: "INT-1") { name }
          webhookSubscriptionByExternalId(externalId: "int-1") { name }
        }
      `),
      {},
    );
    expect(found).toEqual({
      integrationByExternalId: { name: "Integration 1" },
      none: null,
      webhookSubscriptionByExternalId: null,
    });
  });
});

describe("the number of statements does not grow with the number of rows", () => {
  const wide =
    <Data>(document: TadaDocumentNode<Data, { first?: number | null }, void>) =>
    (first: number): Promise<unknown> =>
      tenant.ask(document, { first });
  const WIDE = {
    integrations: wide(
      graphql(`
      query ($first: Int) {
        integrations(first: $first) {
          totalCount
          edges { node {
            id
            actions { subscription {
              name signingKeys { value } health { state summary heldDeliveries }
              integrations { name revisions(first: 2) { edges { node { version } } } }
            } }
            revisions { edges { node { version filters { name } } } }
            deliveries(first: 2) { totalCount edges { node {
              summary event { payload } subscription { name } attempts { cause request { body } response { body } }
            } } }
          } }
        }
      }
    `),
    ),
    events: wide(
      graphql(`
      query ($first: Int) {
        events(first: $first) {
          edges { node {
            payload
            matches { integration { name actions { subscription { name } } } outcome explanation { matched event { id } } }
            deliveries { totalCount edges { node { summary integration { name } subscription { health { state } } attempts { cause } } } }
          } }
        }
      }
    `),
    ),
    deliveries: wide(
      graphql(`
      query ($first: Int) {
        deliveries(first: $first) {
          edges { node {
            summary
            event { payload matches { outcome } }
            integration { name trigger { name } }
            subscription { name integrations { name } signingKeys { value } deliveries(first: 1) { totalCount } }
            attempts { cause request { headers { name } body } response { statusCode } }
          } }
        }
      }
    `),
    ),
    webhookSubscriptions: wide(
      graphql(`
      query ($first: Int) {
        webhookSubscriptions(first: $first) {
          totalCount
          edges { node { health { summary } signingKeys { value } integrations { name } deliveries { edges { node { summary } } } } }
        }
      }
    `),
    ),
  };
  test.each(Object.entries(WIDE))("of %s", async (_name, askFor) => {
    const one = await countStatements(() => askFor(1));
    const many = await countStatements(() => askFor(100));
    expect(one.statements).toBeGreaterThan(2);
    expect(many.statements).toBeLessThanOrEqual(one.statements);
    expect(many.statements).toBeLessThan(25);
  });
});
