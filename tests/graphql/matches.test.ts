/** Why integrations fired or did not: explanations of past events and previews. */
import { beforeAll, describe, expect, test } from "vitest";
import { graphql } from "#graphql/document";
import { publishEvents } from "#jobs/publish-events";
import { encodeId } from "#webhooks/id";
import { createTenant, post, startWorker, type TestTenant, withDatabase } from "../support/api.ts";
import { alert, makeIntegration, makeSubscription } from "../support/definitions.ts";
import { type Receiver, startReceiver } from "../support/receiver.ts";
import { waitFor } from "../support/wait-for.ts";

withDatabase();

let tenant: TestTenant;
let receiver: Receiver;
beforeAll(async () => {
  tenant = await createTenant();
  receiver = await startReceiver();
  const worker = await startWorker();
  return async () => {
    await worker.stop();
    await receiver.close();
  };
});

const CREATE = graphql(`
  mutation ($input: CreateIntegrationInput!) {
    createIntegration(input: $input) { integration { id } userErrors { message } }
  }
`);
const UPDATE = graphql(`
  mutation ($input: UpdateIntegrationInput!) { updateIntegration(input: $input) { userErrors { message } } }
`);
const DELETE = graphql(`mutation ($input: DeleteInput!) { deleteIntegration(input: $input) { deletedId } }`);
const EVENT = graphql(`
  query ($id: ID!) {
    event(id: $id) {
      matchedAt
      matches {
        integration { id name }
        outcome
        explanation {
          matched
          event { id }
          filters { matched conditions { field operator values found actual matched } }
        }
      }
      deliveries { edges { node { status integration { name } } } }
    }
  }
`);

async function create(name: string, input: Record<string, unknown> = {}, eventTypes = ["alert.sent", "alert.read"]) {
  const actions = [{ newSubscription: { uri: `${receiver.url}/hooks`, eventTypes } }];
  const answer = await tenant.ask(CREATE, { input: { name, trigger: "alert.sent", actions, ...input } });
  expect(answer.createIntegration.userErrors).toEqual([]);
  return answer.createIntegration.integration?.id ?? "";
}

async function publish(metadata: Record<string, unknown>, type = "alert.sent") {
  const published = await publishEvents(tenant.id, [{ type, externalId: null, occurredAt: null, metadata, data: {} }]);
  const id = encodeId("evt", published.events[0]?.id ?? "");
  await waitFor(async () => (await tenant.ask(EVENT, { id })).event?.matchedAt);
  return id;
}

async function outcomes(id: string) {
  const { event } = await tenant.ask(EVENT, { id });
  return Object.fromEntries(event?.matches.map((match) => [match.integration.name, match.outcome]) ?? []);
}

const anyOf = (field: string, ...values: string[]) => ({ field, values });
const PRIORITY = "metadata.attributes.priority";

describe("the matches of an event", () => {
  test("say of every integration of its trigger what became of it, and why", async () => {
    const either = await create("either", {
      filters: [
        { conditions: [anyOf(PRIORITY, "Emergency"), anyOf("metadata.tags.facilities", "f1", "f2")] },
        { conditions: [{ field: "metadata.attributes.brandName", operator: "NOT_EXISTS" }] },
      ],
    });
    await create("disabled", { isEnabled: false });
    await create("no match", { filters: [{ conditions: [anyOf(PRIORITY, "Operational")] }] });
    await create("excluded", {}, ["alert.read"]);
    await create("other trigger", { trigger: "alert.read" });
    const id = await publish({ attributes: { priority: "EMERGENCY " }, tags: { facilities: ["f9", "f2"] } });
    expect(await outcomes(id)).toEqual({
      either: "MATCHED",
      disabled: "DISABLED",
      "no match": "NOT_MATCHED",
      excluded: "SUBSCRIPTION_EXCLUDES_TYPE",
    });
    const { event } = await tenant.ask(EVENT, { id });
    expect(event?.deliveries.edges.map((edge) => edge.node.integration?.name)).toEqual(["either"]);
    expect(event?.matches.find((match) => match.integration.id === either)?.explanation).toEqual({
      matched: true,
      event: { id },
      filters: [
        {
          matched: true,
          conditions: [
            {
              field: PRIORITY,
              operator: "IS_ANY_OF",
              values: ["Emergency"],
              found: true,
              actual: "EMERGENCY ",
              matched: true,
            },
            {
              field: "metadata.tags.facilities",
              operator: "IS_ANY_OF",
              values: ["f1", "f2"],
              found: true,
              actual: ["f9", "f2"],
              matched: true,
            },
          ],
        },
        {
          matched: true,
          conditions: [
            {
              field: "metadata.attributes.brandName",
              operator: "NOT_EXISTS",
              values: [],
              found: false,
              actual: null,
              matched: true,
            },
          ],
        },
      ],
    });
  });

  test("stay what they were, whatever is changed, deleted or made afterwards", async () => {
    const changing = await create("changing", { filters: [{ conditions: [anyOf("metadata.kind", "a")] }] });
    const leaving = await create("leaving");
    const before = await publish({ kind: "a" });
    await tenant.ask(UPDATE, { input: { id: changing, filters: [{ conditions: [anyOf("metadata.kind", "b")] }] } });
    await tenant.ask(DELETE, { input: { id: leaving } });
    await create("later");
    const between = await publish({ kind: "a" });
    await tenant.ask(UPDATE, { input: { id: changing, trigger: "alert.read" } });
    const after = await publish({ kind: "b" });
    expect(await outcomes(before)).toMatchObject({ changing: "MATCHED", leaving: "MATCHED" });
    expect(await outcomes(before)).not.toHaveProperty("later");
    expect(await outcomes(between)).toMatchObject({ changing: "NOT_MATCHED", later: "MATCHED" });
    expect(await outcomes(between)).not.toHaveProperty("leaving");
    expect(await outcomes(after)).not.toHaveProperty("changing");
  });
});

describe("a preview", () => {
  const PREVIEW = graphql(`
    query ($trigger: String!, $filters: [EventFilterInput!]!, $event: JSON, $recent: Int) {
      previewFilters(trigger: $trigger, filters: $filters, event: $event, recent: $recent) {
        evaluated
        matched
        matchedByFilter
        results { matched event { id } filters { matched conditions { found actual matched } } }
        warnings { code message path }
      }
    }
  `);

  test("evaluates the newest events of the trigger, and shows the newest 100 of them", async () => {
    const other = await createTenant();
    await publishEvents(
      other.id,
      Array.from({ length: 120 }, (_, index) => ({
        type: index < 110 ? "alert.sent" : "alert.read",
        externalId: null,
        occurredAt: null,
        metadata: { attributes: { priority: index % 2 ? "Emergency" : "Operational" } },
        data: {},
      })),
    );
    const filters = [{ conditions: [anyOf(PRIORITY, "emergency")] }];
    const all = await other.ask(PREVIEW, { trigger: "alert.sent", filters, recent: 1000 });
    expect(all.previewFilters).toMatchObject({
      evaluated: 110,
      matched: 55,
      matchedByFilter: [55],
      warnings: [],
    });
    const both = [{ conditions: [anyOf(PRIORITY, "operational", "emergency")] }, ...filters];
    expect((await other.ask(PREVIEW, { trigger: "alert.sent", filters: both })).previewFilters).toMatchObject({
      matched: 100,
      matchedByFilter: [100, 50],
    });
    expect(all.previewFilters.results).toHaveLength(100);
    const some = await other.ask(PREVIEW, { trigger: "alert.sent", filters, recent: 3 });
    expect(some.previewFilters).toMatchObject({
      evaluated: 3,
      matched: 2,
      results: [{ matched: true }, { matched: false }, { matched: true }],
    });
    expect((await other.ask(PREVIEW, { trigger: "alert.sent", filters: [], recent: 3 })).previewFilters.matched).toBe(
      3,
    );
  });

  test("evaluates a given event, with or without its type, and warns of what is probably wrong", async () => {
    const filters = [{ conditions: [anyOf(PRIORITY, "Urgent"), anyOf("metadata.attributes.prioritee", "x")] }];
    const event = { metadata: { attributes: { priority: "urgent" } } };
    const { previewFilters } = await tenant.ask(PREVIEW, { trigger: "alert.sent", filters, event });
    expect(previewFilters).toMatchObject({
      evaluated: 1,
      matched: 0,
      results: [{ matched: false, event: null, filters: [{ conditions: [{ matched: true }, { found: false }] }] }],
    });
    expect(previewFilters.warnings.map((warning) => warning.path)).toEqual([
      ["filters", "0", "conditions", "0", "values", "0"],
      ["filters", "0", "conditions", "1", "field"],
    ]);
  });
});

test("what past events had can be asked for, field by field, of the newest events of a trigger", async () => {
  const seen = await createTenant();
  const kinds = ["Flood", "Gas leak", "flood"];
  await publishEvents(
    seen.id,
    [...kinds, "elsewhere"].map((kind) => ({
      type: kind === "elsewhere" ? "alert.read" : "alert.sent",
      externalId: null,
      occurredAt: null,
      metadata: { attributes: { kind, isDrill: false } },
      data: { wards: ["A", 2] },
    })),
  );
  const ask = (recent: number | null) =>
    seen.ask(
      graphql(`
        query ($recent: Int) {
          seenFields(trigger: "alert.sent", recent: $recent) {
            path type events distinctValues values { value events }
          }
        }
      `),
      { recent },
    );
  const { seenFields } = await ask(null);
  expect(Object.fromEntries(seenFields.map(({ path, ...field }) => [path, field]))).toEqual({
    "metadata.attributes.kind": {
      type: "STRING",
      events: 3,
      distinctValues: 2,
      values: [
        { value: "flood", events: 2 },
        { value: "Gas leak", events: 1 },
      ],
    },
    "metadata.attributes.isDrill": {
      type: "BOOLEAN",
      events: 3,
      distinctValues: 1,
      values: [{ value: "false", events: 3 }],
    },
    "data.wards": {
      type: "STRING_LIST",
      events: 3,
      distinctValues: 2,
      values: [
        { value: "A", events: 3 },
        { value: "2", events: 3 },
      ],
    },
  });
  expect((await ask(1)).seenFields[0]).toMatchObject({ events: 1 });
});

test("events have up to 20,000 matches in one answer; a request for more is refused", async () => {
  const busy = await createTenant();
  const subscription = await makeSubscription(busy.id, { uri: `${receiver.url}/busy` });
  for (let made = 0; made < 101; made += 1) {
    await makeIntegration(busy.id, { subscriptionIds: [subscription], isEnabled: false });
  }
  const published = await publishEvents(busy.id, [alert()]);
  const id = encodeId("evt", published.events[0]?.id ?? "");
  await waitFor(async () => ((await busy.ask(EVENT, { id })).event?.matchedAt ? true : null), { what: "the match" });
  const askFor = (times: number) => {
    const events = Array.from({ length: times }, (_, at) => `a${at}: event(id: $id) { matches { outcome } }`);
    return post(`query ($id: ID!) { ${events.join(" ")} }`, { id }, { "x-api-key": busy.key });
  };
  const answer = await askFor(150);
  expect([answer.status, answer.errors]).toEqual([200, []]);
  expect(answer.text.match(/DISABLED/g)).toHaveLength(150 * 101);
  const refused = await askFor(199);
  expect([refused.status, refused.errors[0]]).toEqual([
    400,
    expect.objectContaining({
      message: "The events have more than 20,000 matches in all; ask for those of fewer events at once.",
      extensions: { code: "BAD_USER_INPUT" },
    }),
  ]);
});
