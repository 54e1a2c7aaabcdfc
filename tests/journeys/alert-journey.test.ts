/**
 * The main journey, from outside: an integration with two OR'd filters, twelve alerts, exactly the right POSTs at a real
 * receiver, and a history that agrees with it and says why.
 */
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { graphql } from "#graphql/document";
import { type Product, startProduct } from "../support/product.ts";
import { type ReceivedRequest, type Receiver, startReceiver } from "../support/receiver.ts";
import { waitFor } from "../support/wait-for.ts";

const SECRET = "shared secret, with a comma";
const TOKEN = "token-of-the-receiver";

/**
 * `holds`: condition by condition, first those of filter A (priority, facility, reply), then those of filter B (incident
 * name, forward); an event matches if all of either hold.
 */
const ALERTS: { what: string; attributes: object; facilities?: unknown; holds: string }[] = [
  {
    what: "everything as filter A wants it",
    attributes: { priority: "Emergency", isReply: false },
    facilities: ["f-7"],
    holds: "+++ -+",
  },
  {
    what: "another letter case, a boolean as text, a list with more in it",
    attributes: { priority: "EMERGENCY", isReply: "False" },
    facilities: ["f-1", "F-7", "f-9"],
    holds: "+++ -+",
  },
  {
    what: "a value with a comma",
    attributes: { priority: "Emergency", isReply: false },
    facilities: ["depot, north"],
    holds: "+++ -+",
  },
  {
    what: "only a part of the value with a comma",
    attributes: { priority: "Emergency", isReply: false },
    facilities: ["depot", "north"],
    holds: "+-+ -+",
  },
  {
    what: "a boolean that is the other one",
    attributes: { priority: "Emergency", isReply: true },
    facilities: ["f-7"],
    holds: "++- -+",
  },
  {
    what: "an empty list",
    attributes: { priority: "Emergency", isReply: false },
    facilities: [],
    holds: "+-+ -+",
  },
  {
    what: "a missing boolean",
    attributes: { priority: "Emergency" },
    facilities: ["f-7"],
    holds: "++- -+",
  },
  {
    what: "another priority",
    attributes: { priority: "Operational", isReply: false },
    facilities: ["f-7"],
    holds: "-++ -+",
  },
  {
    what: "the beginning of the name, white space around it, and nothing that filter A asks for",
    attributes: { incidentName: "  BOIL-water notice, Northside " },
    holds: "--- ++",
  },
  {
    what: "the name, but forwarded",
    attributes: { incidentName: "Boil-water notice", isForward: true },
    holds: "--- +-",
  },
  {
    what: "the words in the middle of the name",
    attributes: { incidentName: "Re: boil-water notice", isForward: false },
    holds: "--- -+",
  },
  {
    what: "both filters at once",
    attributes: { priority: "emergency", isReply: false, incidentName: "boil-water", isForward: false },
    facilities: ["f-7"],
    holds: "+++ ++",
  },
];

const FILTERS = [
  {
    name: "Emergencies at our places",
    conditions: [
      { field: "metadata.attributes.priority", operator: "IS_ANY_OF", values: ["Emergency"] },
      { field: "metadata.tags.facilities", operator: "IS_ANY_OF", values: ["f-7", "Depot, North"] },
      { field: "metadata.attributes.isReply", operator: "IS_ANY_OF", values: ["false"] },
    ],
  },
  {
    name: "Boil-water notices",
    conditions: [
      { field: "metadata.attributes.incidentName", operator: "STARTS_WITH", values: ["boil-water"] },
      { field: "metadata.attributes.isForward", operator: "IS_NONE_OF", values: ["true"] },
    ],
  },
] as const;

const CreateIntegration = graphql(`
  mutation JourneyIntegration($input: CreateIntegrationInput!) {
    createIntegration(input: $input) {
      integration {
        id
        actions {
          subscription {
            id
            signingKeys {
              value
            }
          }
        }
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

const EventsQuery = graphql(`
  query JourneyEvents {
    events(first: 100) {
      edges {
        node {
          id
          externalId
          matchedAt
          deliveries {
            edges {
              node {
                id
                status
                summary
                integration {
                  id
                }
                attempts {
                  number
                  outcome
                  statusCode
                  request {
                    method
                    uri
                    headers {
                      name
                      value
                    }
                    body
                  }
                }
              }
            }
          }
          matches {
            integration {
              id
              name
            }
            outcome
            explanation {
              matched
              filters {
                matched
                conditions {
                  field
                  found
                  actual
                  matched
                }
              }
            }
          }
        }
      }
    }
  }
`);

type ShownEvent = Awaited<ReturnType<typeof askEvents>>[number];

let product: Product;
let receiver: Receiver;
let integrationId: string;
let signingKey: string;
let events: ShownEvent[];

beforeAll(async () => {
  [product, receiver] = await Promise.all([startProduct(), startReceiver()]);
  await product.startWorker();
  const made = await createIntegration("Alerts to dispatch", `${receiver.url}/dispatch`, ["alert.sent"]);
  integrationId = made.id;
  signingKey = made.actions[0]?.subscription.signingKeys[0]?.value ?? "";
  await createIntegration("Switched off", `${receiver.url}/off`, ["alert.sent"], false);
  await createIntegration("Listens to something else", `${receiver.url}/else`, ["alert.read"]);

  const published = await product.publish([
    ...ALERTS.map((_, index) => alertOf(index)),
    { ...alertOf(0), type: "alert.read", externalId: "read" },
  ]);
  expect(published).toMatchObject({ status: 202, answer: { accepted: 13, duplicates: 0 } });
  events = await waitFor(
    async () => {
      const shown = await askEvents();
      const deliveries = shown.flatMap((event) => event.deliveries.edges);
      const isDone = shown.every(({ matchedAt }) => matchedAt) && deliveries.every(isSettled);
      return isDone && shown.length === 13 ? shown : null;
    },
    { timeoutMs: 60_000, what: "all events to be matched and delivered" },
  );
});
afterAll(async () => {
  await product?.stop();
  await receiver?.close();
});

test("exactly the matching alerts arrive, each once", () => {
  const arrived = receiver.requests.map(({ json }) => (json as { data: { index: number } }).data.index);
  expect(arrived.toSorted((a, b) => a - b)).toEqual(matching());
  expect(new Set(receiver.requests.map(({ path }) => path))).toEqual(new Set(["/dispatch"]));
});

describe.each(matching().map((index) => [ALERTS[index]?.what, index] as const))("the POST of %s", (_, index) => {
  test("carries the event, the integration and the shared secret", () => {
    const { metadata, data, occurredAt } = alertOf(index);
    expect(requestOf(index).method).toBe("POST");
    expect(requestOf(index).json).toEqual({
      id: eventOf(index).id,
      type: "alert.sent",
      timestamp: occurredAt,
      metadata,
      data,
      integration: { id: integrationId, name: "Alerts to dispatch" },
      secret: SECRET,
    });
  });

  test("is signed, and carries the headers of the security model", () => {
    const { headers, text } = requestOf(index);
    expect(headers).toMatchObject({
      "content-type": "application/json",
      "user-agent": expect.stringMatching(/^Signalpost\/\d+\.\d+\.\d+$/),
      "x-token": TOKEN,
      "x-network": "harlan",
    });
    expect(new Webhook(signingKey).verify(text, headers)).toEqual(requestOf(index).json);
    expect(() => new Webhook(signingKey).verify(`${text} `, headers)).toThrow();
  });

  test("stands in the history as it arrived, without its secrets", () => {
    const deliveries = eventOf(index).deliveries.edges.map(({ node }) => node);
    expect(deliveries).toMatchObject([
      {
        id: requestOf(index).headers["webhook-id"],
        status: "SUCCEEDED",
        integration: { id: integrationId },
        attempts: [{ number: 1, outcome: "SUCCEEDED", statusCode: 200 }],
      },
    ]);
    const sent = deliveries[0]?.attempts[0]?.request;
    expect(sent).toMatchObject({ method: "POST", uri: `${receiver.url}/dispatch` });
    const { secret: __, ...body } = JSON.parse(sent?.body ?? "");
    expect(requestOf(index).json).toMatchObject(body);
    const headers = Object.fromEntries(sent?.headers.map(({ name, value }) => [name.toLowerCase(), value]) ?? []);
    for (const name of ["webhook-id", "webhook-timestamp", "webhook-signature", "user-agent", "content-type"]) {
      expect([name, headers[name]]).toEqual([name, requestOf(index).headers[name]]);
    }
    expect(JSON.stringify(eventOf(index))).not.toMatch(new RegExp(`${SECRET}|${TOKEN}`));
  });
});

describe.each(ALERTS.map(({ what }, index) => [what, index] as const))("why: %s", (_, index) => {
  test("every integration is explained, condition by condition", () => {
    const expected = ALERTS[index]?.holds.split(" ") ?? [];
    const isMatch = expected.some((filter) => !filter.includes("-"));
    const matches = new Map(eventOf(index).matches.map((match) => [match.integration.name, match]));
    const own = matches.get("Alerts to dispatch")?.explanation;
    const shown = own?.filters.map(({ conditions }) => conditions.map(({ matched }) => (matched ? "+" : "-")).join(""));
    expect(shown).toEqual(expected);
    expect(own?.filters.map(({ matched }) => matched)).toEqual(expected.map((filter) => !filter.includes("-")));
    expect(own?.matched).toBe(isMatch);
    expect(Object.fromEntries([...matches].map(([name, { outcome }]) => [name, outcome]))).toEqual({
      "Alerts to dispatch": isMatch ? "MATCHED" : "NOT_MATCHED",
      "Switched off": "DISABLED",
      "Listens to something else": isMatch ? "SUBSCRIPTION_EXCLUDES_TYPE" : "NOT_MATCHED",
    });
    expect(eventOf(index).deliveries.edges).toHaveLength(isMatch ? 1 : 0);
  });
});

test("an explanation shows what was found, and what was not there", () => {
  const conditionsOf = (index: number) =>
    eventOf(index)
      .matches.find(({ integration }) => integration.id === integrationId)
      ?.explanation?.filters.flatMap(({ conditions }) => conditions);
  expect(conditionsOf(1)).toMatchObject([
    { field: "metadata.attributes.priority", found: true, actual: "EMERGENCY" },
    { field: "metadata.tags.facilities", found: true, actual: ["f-1", "F-7", "f-9"] },
    { field: "metadata.attributes.isReply", found: true, actual: "False" },
    { field: "metadata.attributes.incidentName", found: false, actual: null },
    { field: "metadata.attributes.isForward", found: false, actual: null },
  ]);
});

test("an event of another type concerns none of them", () => {
  const read = events.find(({ externalId }) => externalId === "read");
  expect(read).toMatchObject({ matches: [], deliveries: { edges: [] } });
});

function matching(): number[] {
  return ALERTS.flatMap(({ holds }, index) =>
    holds.split(" ").some((filter) => !filter.includes("-")) ? [index] : [],
  );
}

function alertOf(index: number) {
  const { attributes = {}, facilities } = ALERTS[index] ?? {};
  return {
    type: "alert.sent",
    externalId: `alert-${index}`,
    occurredAt: `2026-11-23T19:05:${String(10 + index)}.000Z`,
    metadata: { TenantId: "1741", attributes, ...(facilities === undefined ? {} : { tags: { facilities } }) },
    data: { index, words: "Ünïcödé, 水, and “quotes”" },
  };
}

function requestOf(index: number): ReceivedRequest {
  const found = receiver.requests.find(({ json }) => (json as { data: { index: number } }).data.index === index);
  if (!found) throw new Error(`Alert ${index} did not arrive.`);
  return found;
}

function eventOf(index: number): ShownEvent {
  const found = events.find(({ externalId }) => externalId === `alert-${index}`);
  if (!found) throw new Error(`Alert ${index} is not in the history.`);
  return found;
}

async function createIntegration(name: string, uri: string, eventTypes: string[], isEnabled = true) {
  const { createIntegration } = await product.ask(CreateIntegration, {
    input: {
      name,
      trigger: "alert.sent",
      isEnabled,
      filters: FILTERS.map((filter) => ({
        name: filter.name,
        conditions: filter.conditions.map((condition) => ({ ...condition, values: [...condition.values] })),
      })),
      actions: [
        {
          newSubscription: {
            uri,
            eventTypes,
            secret: SECRET,
            security: {
              headers: [
                { name: "X-Token", value: TOKEN },
                { name: "X-Network", value: "harlan" },
              ],
            },
          },
        },
      ],
    },
  });
  expect(createIntegration.userErrors).toEqual([]);
  if (!createIntegration.integration) throw new Error("There is no integration.");
  return createIntegration.integration;
}

async function askEvents() {
  const { events } = await product.ask(EventsQuery, {});
  return events.edges.map(({ node }) => node);
}

function isSettled({ node }: { node: { status: string } }): boolean {
  return !["PENDING", "RETRYING"].includes(node.status);
}
