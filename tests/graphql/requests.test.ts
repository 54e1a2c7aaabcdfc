/** Requests as such: credentials, limits, malformed ids, masking. */
import { getIntrospectionQuery } from "graphql";
import { beforeAll, describe, expect, test } from "vitest";
import { client } from "#db/client";
import { answerGraphQL } from "#graphql/server";
import { answerStream } from "#graphql/stream";
import { viewerOfRequest } from "#graphql/viewer";
import { encodeId } from "#webhooks/id";
import { createKey, createTenant, post, type TestTenant, withDatabase } from "../support/api.ts";

withDatabase();

let tenant: TestTenant;
beforeAll(async () => {
  tenant = await createTenant();
});

const ask = (query: string, variables: Record<string, unknown> = {}) =>
  post(query, variables, { "x-api-key": tenant.key });

describe("credentials", () => {
  test.each([
    ["none at all", {}],
    ["a wrong key", { "x-api-key": "sp_wrong" }],
    ["a wrong Bearer token", { authorization: "Bearer sp_wrong" }],
    ["another scheme", { authorization: "Basic c3A6" }],
    ["an empty key", { "x-api-key": "" }],
  ])("with %s: 401", async (_case, headers: Record<string, string>) => {
    const answer = await post("{ viewer { name } }", {}, headers);
    expect(answer).toMatchObject({ status: 401, errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
  });

  test("an API key counts in x-api-key and as a Bearer token", async () => {
    const query = "{ viewer { name tenant { name } } }";
    const data = { viewer: { name: "Test key", tenant: { name: "Harbor County" } } };
    expect(await post(query, {}, { "x-api-key": tenant.key })).toMatchObject({ status: 200, data });
    expect(await post(query, {}, { authorization: `bearer ${tenant.key}` })).toMatchObject({ status: 200, data });
  });

  test("viewer answers a key without any permission", async () => {
    const key = await createKey(tenant.id, []);
    const answer = await post("{ viewer { permissions } }", {}, { "x-api-key": key });
    expect(answer).toMatchObject({ status: 200, data: { viewer: { permissions: [] } } });
  });
});

describe("a request is refused as a whole with 400", () => {
  const cases: [string, string, Record<string, unknown>, string][] = [
    ["that does not parse", "{ viewer", {}, "GRAPHQL_PARSE_FAILED"],
    ["that asks for an unknown field", "{ nope }", {}, "GRAPHQL_VALIDATION_FAILED"],
    ["without an operation", "fragment F on Query { viewer { name } }", {}, "GRAPHQL_VALIDATION_FAILED"],
    ["with both first and last", "{ events(first: 1, last: 1) { edges { cursor } } }", {}, "BAD_USER_INPUT"],
    ["with a page of 101", "{ deliveries(first: 101) { edges { cursor } } }", {}, "BAD_USER_INPUT"],
    ["with a negative page", "{ integrations(last: -1) { edges { cursor } } }", {}, "BAD_USER_INPUT"],
    ["with a cursor that is none", '{ events(after: "x") { edges { cursor } } }', {}, "BAD_USER_INPUT"],
    [
      "with an instant without offset",
      '{ events(receivedFrom: "2026-11-23T19:05:00") { edges { cursor } } }',
      {},
      "GRAPHQL_VALIDATION_FAILED",
    ],
    [
      "with a variable that is no instant",
      "query ($at: DateTime) { events(receivedFrom: $at) { edges { cursor } } }",
      { at: 5 },
      "BAD_USER_INPUT",
    ],
    ["without a required variable", "query ($id: ID!) { event(id: $id) { id } }", {}, "BAD_USER_INPUT"],
    [
      "that previews an unknown trigger",
      '{ previewFilters(trigger: "x", filters: []) { evaluated } }',
      {},
      "BAD_USER_INPUT",
    ],
    [
      "that previews 1001 events",
      '{ previewFilters(trigger: "alert.sent", filters: [], recent: 1001) { evaluated } }',
      {},
      "BAD_USER_INPUT",
    ],
    [
      "with 101 ids",
      "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }",
      { ids: Array(101).fill("x") },
      "BAD_USER_INPUT",
    ],
    [
      "with 201 aliases",
      `{ ${Array.from({ length: 201 }, (_, i) => `a${i}: viewer { name }`).join(" ")} }`,
      {},
      "GRAPHQL_VALIDATION_FAILED",
    ],
    [
      "that goes too deep",
      `{ integrations { edges { node { ${"actions { subscription { integrations { ".repeat(8)} id ${"} } }".repeat(8)} } } } }`,
      {},
      "BAD_USER_INPUT",
    ],
    [
      "that could answer too much",
      "{ integrations(first: 100) { edges { node { deliveries(first: 100) { edges { node { event { deliveries(first: 100) { edges { node { id } } } } } } } } } } }",
      {},
      "BAD_USER_INPUT",
    ],
  ];
  test.each(cases)("%s", async (_case, query, variables, code) => {
    const answer = await ask(query, variables);
    expect(answer.errors.map((error) => error.extensions.code)).toContain(code);
    expect(answer.status).toBe(400);
  });

  test.each([
    ["no JSON", "{", 400],
    ["a batch", "[]", 400],
    ["a string", '"x"', 400],
    ["nothing", "", 400],
    ["broken UTF-8", new Uint8Array([0x7b, 0xff, 0x7d]), 400],
  ])("whose body is %s", async (_case, body, status) => {
    const headers = { "content-type": "application/json", "x-api-key": tenant.key };
    const request = new Request("http://localhost/api/graphql", { method: "POST", headers, body });
    expect((await answerGraphQL(request, { getAll: () => [] })).status).toBe(status);
  });

  test("whose body is larger than 9 MiB with 413", async () => {
    const body = JSON.stringify({ query: "{ viewer { name } }", extra: "x".repeat(9 * 1024 * 1024) });
    const headers = { "content-type": "application/json", "x-api-key": tenant.key };
    const request = new Request("http://localhost/api/graphql", { method: "POST", headers, body });
    expect((await answerGraphQL(request, { getAll: () => [] })).status).toBe(413);
  });

  test("that a form of another site could send", async () => {
    const headers = { "content-type": "text/plain", "x-api-key": tenant.key };
    const body = JSON.stringify({ query: "{ viewer { name } }" });
    const request = new Request("http://localhost/api/graphql", { method: "POST", headers, body });
    expect((await answerGraphQL(request, { getAll: () => [] })).status).toBe(400);
  });
});

describe("a document is refused before it is parsed, by a sentence that says the limit, when it has", () => {
  const many = (count: number, part: (at: number) => string) =>
    Array.from({ length: count }, (_, at) => part(at)).join(" ");
  const nested = (count: number, open: string, inner: string, close: string) =>
    open.repeat(count) + inner + close.repeat(count);
  const preview = (event: string) =>
    `{ previewFilters(trigger: "alert.sent", filters: [], event: ${event}) { matched } }`;
  const cases: [string, string, string][] = [
    [
      "a chain of 2,400 fragments",
      `{ ...F0 } ${many(2_400, (at) => `fragment F${at} on Query { ...F${at + 1} }`)} fragment F2400 on Query { viewer { name } }`,
      "250 operations and fragments",
    ],
    ["4,000 operations", many(4_000, (at) => `query Q${at} { __typename }`), "250 operations and fragments"],
    ["6,000 selections in one another", `{ ${nested(6_000, "... { ", "__typename", "}")} }`, "256 levels of brackets"],
    ["9,000 lists in one another", preview(nested(9_000, "[", "", "]")), "256 levels of brackets"],
    ["4,900 objects in one another", preview(nested(4_900, "{a:", "1", "}")), "256 levels of brackets"],
    ["a type of 9,000 lists", `query ($a: ${nested(9_000, "[", "Int", "]")}) { __typename }`, "256 levels of brackets"],
    ["brackets that never close", "{a".repeat(5_000), "256 levels of brackets"],
    ["6,000 directives", `{ viewer ${"@a ".repeat(6_000)} { name } }`, "500 directives"],
    ["3,000 times one alias", `{ ${"a: viewer { name } ".repeat(3_000)} }`, "200 aliases"],
    ["a long name", `{ ${"x".repeat(3_000)} }`, "256 characters in a name or number"],
    ["a long number", `{ events(first: ${"9".repeat(3_000)}) { __typename } }`, "256 characters in a name or number"],
    ["20,001 tokens", `{ ${"__typename ".repeat(20_001)} }`, "20,000 tokens"],
  ];

  test.each(cases)("%s", async (_what, query, limit) => {
    const message = `The document has more than ${limit}.`;
    const answer = await ask(query);
    expect([answer.status, ...answer.errors.map((error) => error.message)]).toEqual([400, message]);
    const headers = { "content-type": "application/json", accept: "text/event-stream", "x-api-key": tenant.key };
    const body = JSON.stringify({ query });
    const stream = await answerStream(new Request("http://localhost/x", { method: "POST", headers, body }), {
      getAll: () => [],
    });
    expect([stream.status, await stream.json()]).toEqual([400, { errors: [expect.objectContaining({ message })] }]);
  });

  test("several at once, and in a GET", async () => {
    const query = `{ ${"a: viewer @a { name } ".repeat(600)} }`;
    const request = new Request(`http://localhost/api/graphql?${new URLSearchParams({ query })}`, {
      headers: { "x-api-key": tenant.key, "apollo-require-preflight": "true" },
    });
    const response = await answerGraphQL(request, { getAll: () => [] });
    const { errors } = await response.json();
    expect([response.status, errors.map(({ message }: { message: string }) => message)]).toEqual([
      400,
      ["The document has more than 200 aliases.", "The document has more than 500 directives."],
    ]);
  });

  test("and is answered at the limit", async () => {
    const chain = `{ ...F0 } ${many(248, (at) => `fragment F${at} on Query { ...F${at + 1} }`)} fragment F248 on Query { __typename }`;
    const wide = `{ ${many(200, (at) => `a${at}: __typename @include(if: true)`)} }`;
    for (const query of [
      chain,
      wide,
      preview(`{ data: ${nested(150, "{a:", "1", "}")} }`).replace("event: {", 'event: {type: "alert.sent" '),
    ]) {
      expect((await ask(query)).errors).toEqual([]);
    }
  });
});

test("a document that repeats fields thousands of times is refused in words, and no message is as long as a request", async () => {
  const repeated = await ask(`{ ${"viewer { name } ".repeat(4_900)} }`);
  expect([repeated.status, repeated.errors[0]?.message]).toEqual([
    400,
    expect.stringMatching(/repeats too many fields/),
  ]);
  const long = await ask("query ($id: [Int!]) { __typename }", { id: "x".repeat(1_000_000) });
  expect([long.status, long.text.length < 3_000]).toEqual([400, true]);
});

test("variables that are nested 400,000 deep are refused where they stand", async () => {
  const headers = { "content-type": "application/json", "x-api-key": tenant.key };
  const query =
    'mutation ($a: JSON) { publishEvents(input: { events: [{ type: "alert.sent", data: { a: $a } }] }) { userErrors { code path } } }';
  const body = `{"query": ${JSON.stringify(query)}, "variables": {"a": ${"[".repeat(400_000)}${"]".repeat(400_000)}}}`;
  const request = new Request("http://localhost/api/graphql", { method: "POST", headers, body });
  expect(await (await answerGraphQL(request, { getAll: () => [] })).json()).toEqual({
    data: { publishEvents: { userErrors: [{ code: "LIMIT_EXCEEDED", path: ["events", "0", "data"] }] } },
  });
});

describe("questions about the schema itself", () => {
  test.each([
    ["tools ask at least", getIntrospectionQuery()],
    ["GraphiQL asks", getIntrospectionQuery({ schemaDescription: true, inputValueDeprecation: true, oneOf: true })],
  ])("are answered as %s, and cost less than a tenth of the limit", async (_who, query) => {
    const answer = await post(query, {}, { "x-api-key": tenant.key, "x-signalpost-debug": "cost" });
    expect(answer.errors).toEqual([]);
    const { cost } = JSON.parse(answer.text).extensions;
    expect(cost.requestedQueryCost).toBeGreaterThan(1_000);
    expect(cost.requestedQueryCost).toBeLessThan(cost.maximumQueryCost / 10);
  });

  const times = (count: number, part: string) => Array.from({ length: count }, (_, at) => `a${at}: ${part}`).join(" ");
  const TYPES = "types { name fields { name args { name type { name } } type { name fields { name } } } }";
  test.each([
    ["too many objects", `{ ${times(190, `__schema { ${TYPES} }`)} }`, /may answer [\d,]+ objects; at most 200,000/],
    [
      "too many objects, through fragments",
      `{ ...A } fragment A on Query { ${times(190, "__schema { ...B }")} } fragment B on __Schema { ... { ${TYPES} } }`,
      /may answer [\d,]+ objects; at most 200,000/,
    ],
    [
      "too many levels",
      `{ __type(name: "Query") { fields { type ${"{ ofType ".repeat(40)} { name } ${"}".repeat(40)} } } }`,
      /44 levels deep; at most 24/,
    ],
    [
      "lists of lists of lists",
      "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }",
      /Maximum introspection depth exceeded/,
    ],
  ])("are refused for %s", async (_what, query, message) => {
    const answer = await ask(query);
    expect([answer.status, answer.errors[0]?.message]).toEqual([400, expect.stringMatching(message)]);
  });
});

test("ids that are malformed, of another type or of nobody are null", async () => {
  const nobody = "01h455vb4pex5vsknk084sn02q";
  const ids = [
    "",
    "x",
    `evt_${nobody}`,
    `int_${nobody.toUpperCase()}`,
    `zzz_${nobody}`,
    `ten_${nobody}`,
    `att_${nobody}01`,
  ];
  const single = ids.map(
    (id, index) => `a${index}: event(id: "${id}") { id } b${index}: integration(id: "${id}") { id }
      c${index}: webhookSubscription(id: "${id}") { id } d${index}: delivery(id: "${id}") { id } e${index}: node(id: "${id}") { id }`,
  );
  const answer = await ask(`query ($ids: [ID!]!) { ${single.join("\n")} nodes(ids: $ids) { id } }`, { ids });
  expect(answer.errors).toEqual([]);
  const { nodes, ...rest } = answer.data as Record<string, unknown>;
  expect(nodes).toEqual(ids.map(() => null));
  expect(new Set(Object.values(rest))).toEqual(new Set([null]));
});

test("the same thing is found as often as it is asked for in one request", async () => {
  const id = encodeId("ten", tenant.id);
  const [key] = await client().sql<{ id: string }[]>`select id from api_keys where tenant_id = ${tenant.id}`;
  const ids = [encodeId("key", key?.id ?? ""), id];
  const answer = await ask(
    `query ($id: ID!, $ids: [ID!]!) {
       a: node(id: $id) { __typename } b: nodes(ids: $ids) { __typename }
       c: nodes(ids: $ids) { id } d: node(id: $id) { id } e: nodes(ids: [$id, $id]) { id }
     }`,
    { id, ids },
  );
  expect(answer.errors).toEqual([]);
  expect(answer.data).toEqual({
    a: { __typename: "Tenant" },
    b: [{ __typename: "ApiKey" }, { __typename: "Tenant" }],
    c: ids.map((each) => ({ id: each })),
    d: { id },
    e: [{ id }, { id }],
  });
});

test("an unexpected error is masked, and its id is given", async () => {
  const { sql } = client();
  await sql`alter table integrations rename to integrations_away`;
  try {
    const answer = await ask("{ integrations { edges { node { name } } } }");
    expect(answer.errors).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(/^Something went wrong here; the log knows it as [0-9a-f-]{36}\.$/),
        extensions: { code: "INTERNAL_SERVER_ERROR", errorId: expect.any(String) },
      }),
    ]);
    expect(answer.text).not.toMatch(/relation|integrations_away|select|postgres/i);
  } finally {
    await sql`alter table integrations_away rename to integrations`;
  }
});

test("so is one that comes before anything is known of the viewer, and its words hold no parameter", async () => {
  const { sql } = client();
  await sql`alter table api_keys rename to api_keys_away`;
  try {
    const answer = await ask("{ viewer { name } }");
    expect(answer.status).toBe(500);
    expect(answer.errors[0]).toMatchObject({
      message: expect.stringMatching(/the log knows it as [0-9a-f-]{36}/),
      extensions: { code: "INTERNAL_SERVER_ERROR" },
    });
    const looking = viewerOfRequest(new Headers({ "x-api-key": "sp_of_somebody" }), { getAll: () => [] });
    await expect(looking.catch((error: unknown) => JSON.stringify(error) + String(error))).resolves.not.toMatch(
      /params/,
    );
  } finally {
    await sql`alter table api_keys_away rename to api_keys`;
  }
});

test("an input that does not fit its type is refused without being repeated: it may hold secrets", async () => {
  const answer = await ask(
    `mutation ($input: UpdateWebhookSubscriptionInput!) { updateWebhookSubscription(input: $input) { userErrors { code } } }`,
    { input: { id: "sub_x", security: { none: true, apiKey: 'very-secret"; }' } } },
  );
  expect(answer.status).toBe(400);
  expect(answer.errors[0]?.message).toMatch(
    /^Variable "\$input" got an invalid value at "input.security"; Exactly one/,
  );
  expect(answer.text).not.toContain("very-secret");
});

test("a preview says that an event of another type never reaches the filters", async () => {
  const answer = await ask(
    `query ($event: JSON) { previewFilters(trigger: "alert.sent", filters: [], event: $event) {
       evaluated matched results { matched } warnings { code path } } }`,
    { event: { type: "alert.read", metadata: {} } },
  );
  expect(answer.data).toEqual({
    previewFilters: {
      evaluated: 1,
      matched: 0,
      results: [{ matched: false }],
      warnings: [{ code: "INVALID", path: ["event", "type"] }],
    },
  });
});

describe("a number that cannot be held exactly is refused at its place, with all other faults", () => {
  const SENTENCE = "The number 9007199254740993 cannot be held exactly; send it as a string.";
  const EVENT = '{type: "alert.sent", metadata: {ids: [0.1, 9007199254740993]}, data: {large: -1e400, fits: 1e20}}';
  const FAULTS = [
    { code: "INVALID", path: ["event", "metadata", "ids", "1"], message: SENTENCE },
    {
      code: "INVALID",
      path: ["event", "data", "large"],
      message: "The number -1e400 cannot be held exactly; send it as a string.",
    },
  ];
  const inJson = EVENT.replaceAll(/(\w+):/g, '"$1":');

  /** With the event in the document, and as a variable of the body as it is written. */
  async function both(document: (event: string) => string, variable: string, event: (text: string) => string) {
    const headers = { "content-type": "application/json", "x-api-key": tenant.key };
    const query = JSON.stringify(`mutation ($given: ${variable}) ${document("$given")}`);
    const body = `{"query": ${query}, "variables": {"given": ${event(inJson)}}}`;
    const request = new Request("http://localhost/api/graphql", { method: "POST", headers, body });
    const answer = await answerGraphQL(request, { getAll: () => [] });
    return [(await ask(`mutation ${document(event(EVENT))}`)).data, ((await answer.json()) as { data: unknown }).data];
  }

  test("by publishEvents", async () => {
    const answers = await both(
      (events) => `{ publishEvents(input: {events: ${events}}) { events { id } userErrors { code path message } } }`,
      "[EventInput!]!",
      (event) => `[${event}]`,
    );
    const userErrors = FAULTS.map(({ path: [, ...rest], ...fault }) => ({ ...fault, path: ["events", "0", ...rest] }));
    for (const data of answers) expect(data).toEqual({ publishEvents: { events: null, userErrors } });
  });

  test("by testWebhookSubscription", async () => {
    const answers = await both(
      (event) =>
        `{ testWebhookSubscription(input: {id: "sub_x", event: ${event}}) { userErrors { code path message } } }`,
      "JSON!",
      (event) => event,
    );
    const userErrors = [expect.objectContaining({ code: "NOT_FOUND", path: ["id"] }), ...FAULTS];
    for (const data of answers) expect(data).toEqual({ testWebhookSubscription: { userErrors } });
  });

  test("by previewFilters, in a document, a body and an address", async () => {
    const preview = (event: string) =>
      `{ previewFilters(trigger: "alert.sent", filters: [], event: ${event}) { matched } }`;
    const body = `{"query": ${JSON.stringify(`query ($given: JSON) ${preview("$given")}`)}, "variables": {"given": ${inJson}}}`;
    const headers = { "content-type": "application/json", "x-api-key": tenant.key };
    const search = new URLSearchParams({
      query: `query ($given: JSON) ${preview("$given")}`,
      variables: `{"given": ${inJson}}`,
    });
    const answers = await Promise.all(
      [
        new Request("http://localhost/api/graphql", { method: "POST", headers, body }),
        new Request(`http://localhost/api/graphql?${search}`, { headers }),
      ].map(async (request) => {
        const answer = await answerGraphQL(request, { getAll: () => [] });
        return { status: answer.status, text: await answer.text() };
      }),
    );
    for (const { status, text } of [await ask(preview(EVENT)), ...answers]) {
      expect(status).toBe(400);
      expect(text).toContain("BAD_USER_INPUT");
      expect(text).toContain(SENTENCE);
    }
    expect(answers[0]?.text).toContain(`event.metadata.ids.1: ${SENTENCE} event.data.large: The number -1e400`);
  });

  test("and where another type is expected, its own refusal names it", async () => {
    const headers = { "content-type": "application/json", "x-api-key": tenant.key };
    const query = "query ($first: Int) { events(first: $first) { edges { cursor } } }";
    const body = `{"query": "${query}", "variables": {"first": 9007199254740993}}`;
    const request = new Request("http://localhost/api/graphql", { method: "POST", headers, body });
    const answer = await answerGraphQL(request, { getAll: () => [] });
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining("9007199254740993")]);
  });
});
