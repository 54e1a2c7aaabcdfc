/** Documents and variables that are refused as such: their HTTP status and the code of an error. */
import type { BadWorld } from "./world.ts";

type Row = [what: string, query: string, variables: (world: BadWorld) => object, status: number, code: string];

const NONE = () => ({});

function list(what: string, args: string, code = "BAD_USER_INPUT"): Row {
  return [what, `{ deliveries(${args}) { edges { cursor } } }`, NONE, 400, code];
}

/** An input that does not fit its type. */
function input(what: string, mutation: string, type: string, given: object): Row {
  const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code } } }`;
  return [what, query, () => ({ input: given }), 400, "BAD_USER_INPUT"];
}

const SUBSCRIPTION = { uri: "https://hooks.example.com/", eventTypes: ["alert.sent"] };
const CREATE = ["createWebhookSubscription", "CreateWebhookSubscriptionInput"] as const;
const NUL = String.raw`"\u0000"`;

function report(what: string, from: string, to: string, interval = "HOUR"): Row {
  const query = `{ deliveryReport(from: "${from}", to: "${to}", interval: ${interval}) { totals { events } } }`;
  return [what, query, NONE, 400, "BAD_USER_INPUT"];
}

function preview(what: string, args: string): Row {
  return [what, `{ previewFilters(${args}) { evaluated } }`, NONE, 400, "BAD_USER_INPUT"];
}

function seen(what: string, args: string): Row {
  return [what, `{ seenFields(${args}) { path } }`, NONE, 400, "BAD_USER_INPUT"];
}

export const QUERIES: Row[] = [
  seen("fields seen in events of no type", 'trigger: "alert.lost"'),
  seen("fields seen in no event", 'trigger: "alert.sent", recent: 0'),
  seen("fields seen in 1,001 events", 'trigger: "alert.sent", recent: 1001'),
  list("both first and last", "first: 1, last: 1"),
  list("first 101", "first: 101"),
  list("first 1,001", "first: 1001"),
  list("first -1", "first: -1"),
  list("last 101", "last: 101"),
  list("last -1", "last: -1"),
  list("a page size over 32 bits", "first: 2147483648", "GRAPHQL_VALIDATION_FAILED"),
  list("a page size that is text", 'first: "5"', "GRAPHQL_VALIDATION_FAILED"),
  list("a page size with a fraction", "first: 1.5", "GRAPHQL_VALIDATION_FAILED"),
  list("an empty cursor", 'after: ""'),
  list("a cursor that is no base64", 'after: "%%%"'),
  list("a cursor of something else", 'before: "aGVsbG8"'),
  list("a cursor with a NUL", `after: ${NUL}`),
  list("an unknown status", "filter: { statuses: [LOST] }", "GRAPHQL_VALIDATION_FAILED"),
  list("a status that is text", 'filter: { statuses: ["FAILED"] }', "GRAPHQL_VALIDATION_FAILED"),
  list("an unknown key of a filter", "filter: { status: FAILED }", "GRAPHQL_VALIDATION_FAILED"),
  list("a NUL to search for", `filter: { search: ${NUL} }`),
  list("a NUL as event type", `filter: { eventTypes: [${NUL}] }`),
  list("1,001 characters to search for", `filter: { search: "${"x".repeat(1_001)}" }`),
  list("an instant without offset", 'filter: { createdFrom: "2026-01-01T00:00:00" }', "GRAPHQL_VALIDATION_FAILED"),
  list("a day that does not exist", 'filter: { createdFrom: "2026-02-30T00:00:00Z" }', "GRAPHQL_VALIDATION_FAILED"),
  list("a day without a time", 'filter: { createdTo: "2026-02-03" }', "GRAPHQL_VALIDATION_FAILED"),
  list("year 0", 'filter: { createdTo: "0000-01-01T00:00:00Z" }', "GRAPHQL_VALIDATION_FAILED"),
  [
    "the cursor of a revision",
    'query ($after: String) { integrations(after: "Mg") { edges { cursor } } events(after: $after) { edges { cursor } } }',
    (world) => ({ after: world.cursor }),
    400,
    "BAD_USER_INPUT",
  ],
  [
    "a delivery's cursor among revisions",
    "query ($id: ID!, $after: String) { integration(id: $id) { revisions(after: $after) { edges { cursor } } } }",
    (world) => ({ id: world.integration, after: world.cursor }),
    400,
    "BAD_USER_INPUT",
  ],
  ["a NUL to search events for", `{ events(search: ${NUL}) { edges { cursor } } }`, NONE, 400, "BAD_USER_INPUT"],
  ["a NUL as an event's type", `{ events(type: ${NUL}) { edges { cursor } } }`, NONE, 400, "BAD_USER_INPUT"],
  ["a NUL to search integrations for", `{ integrations(search: ${NUL}) { totalCount } }`, NONE, 400, "BAD_USER_INPUT"],
  ["a NUL as trigger", `{ integrations(trigger: ${NUL}) { totalCount } }`, NONE, 400, "BAD_USER_INPUT"],
  [
    "a NUL to search subscriptions for",
    `{ webhookSubscriptions(search: ${NUL}, eventType: ${NUL}) { totalCount } }`,
    NONE,
    400,
    "BAD_USER_INPUT",
  ],
  ["a NUL as externalId", `{ integrationByExternalId(externalId: ${NUL}) { id } }`, NONE, 400, "BAD_USER_INPUT"],
  [
    "half a surrogate pair as externalId",
    "query ($id: String!) { webhookSubscriptionByExternalId(externalId: $id) { id } }",
    () => ({ id: "\ud800" }),
    400,
    "BAD_USER_INPUT",
  ],
  [
    "70,000 ids in a filter",
    "query ($ids: [ID!]) { deliveries(filter: { integrationIds: $ids }) { edges { cursor } } }",
    (world) => ({ ids: Array(70_000).fill(world.integration) }),
    400,
    "BAD_USER_INPUT",
  ],
  [
    "101 nodes",
    "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }",
    () => ({ ids: Array(101).fill("x") }),
    400,
    "BAD_USER_INPUT",
  ],
  report("a report that ends before it begins", "2026-02-01T00:00:00Z", "2026-01-01T00:00:00Z"),
  report("a report of 1,501 intervals", "2026-01-01T00:00:00Z", "2026-01-02T01:01:00Z", "MINUTE"),
  report("a report of all times", "0001-01-01T00:00:00Z", "9999-12-31T00:00:00Z", "MINUTE"),
  [
    "a report without an end",
    '{ deliveryReport(from: "2026-02-01T00:00:00Z", interval: DAY) { totals { events } } }',
    NONE,
    400,
    "GRAPHQL_VALIDATION_FAILED",
  ],
  preview("an unknown trigger", 'trigger: "alert.lost", filters: []'),
  preview("a trigger with a NUL", `trigger: ${NUL}, filters: []`),
  preview("0 recent events", 'trigger: "alert.sent", filters: [], recent: 0'),
  preview("1,001 recent events", 'trigger: "alert.sent", filters: [], recent: 1001'),
  preview("-1 recent events", 'trigger: "alert.sent", filters: [], recent: -1'),
  preview("a filter without conditions", 'trigger: "alert.sent", filters: [{ conditions: [] }]'),
  preview("a condition without values", 'trigger: "alert.sent", filters: [{ conditions: [{ field: "type" }] }]'),
  preview("an event that is text", 'trigger: "alert.sent", filters: [], event: "alert.sent"'),
  preview("an event with an unknown key", 'trigger: "alert.sent", filters: [], event: { surprise: 1 }'),
  input("a subscription without a URI", ...CREATE, { eventTypes: ["alert.sent"] }),
  input("a subscription without event types", ...CREATE, { uri: "https://hooks.example.com/" }),
  input("null for the URI", ...CREATE, { ...SUBSCRIPTION, uri: null }),
  input("null among the event types", ...CREATE, { ...SUBSCRIPTION, eventTypes: [null] }),
  input("a number as URI", ...CREATE, { ...SUBSCRIPTION, uri: 5 }),
  input("text for isActive", ...CREATE, { ...SUBSCRIPTION, isActive: "true" }),
  input("an unknown mode", ...CREATE, { ...SUBSCRIPTION, mode: "BOTH" }),
  input("a timeout over 32 bits", ...CREATE, { ...SUBSCRIPTION, timeoutSeconds: 2 ** 31 }),
  input("a timeout with a fraction", ...CREATE, { ...SUBSCRIPTION, timeoutSeconds: 1.5 }),
  input("an unknown key", ...CREATE, { ...SUBSCRIPTION, url: "https://hooks.example.com/" }),
  input("a prototype as key", ...CREATE, JSON.parse('{"__proto__": {}, "uri": "https://x/", "eventTypes": []}')),
  input("two security models", ...CREATE, { ...SUBSCRIPTION, security: { none: true, apiKey: "x" } }),
  input("no security model", ...CREATE, { ...SUBSCRIPTION, security: {} }),
  input("a security model of null", ...CREATE, { ...SUBSCRIPTION, security: { apiKey: null } }),
  input("a header without a value", ...CREATE, { ...SUBSCRIPTION, security: { headers: [{ name: "x" }] } }),
  input("basic without a password", ...CREATE, { ...SUBSCRIPTION, security: { basic: { username: "x" } } }),
  input("an integration without actions", "createIntegration", "CreateIntegrationInput", {
    name: "x",
    trigger: "alert.sent",
  }),
  input("an unknown operator", "createIntegration", "CreateIntegrationInput", {
    name: "x",
    trigger: "alert.sent",
    actions: [],
    filters: [{ conditions: [{ field: "type", operator: "MATCHES", values: ["x"] }] }],
  }),
  input("a number among the values", "createIntegration", "CreateIntegrationInput", {
    name: "x",
    trigger: "alert.sent",
    actions: [],
    filters: [{ conditions: [{ field: "type", values: [1] }] }],
  }),
  input("an unknown role", "createUser", "CreateUserInput", {
    email: "a@b.example",
    name: "x",
    role: "OWNER",
    password: "x",
  }),
  input("an unknown permission", "createApiKey", "CreateApiKeyInput", { name: "x", permissions: ["WRITE"] }),
  input("an expiry that is a number", "createApiKey", "CreateApiKeyInput", {
    name: "x",
    permissions: ["READ"],
    expiresAt: 5,
  }),
  input("an unknown key of an event", "publishEvents", "PublishEventsInput", {
    events: [{ type: "alert.sent", x: 1 }],
  }),
  input("an event's time that is none", "publishEvents", "PublishEventsInput", {
    events: [{ type: "alert.sent", occurredAt: "yesterday" }],
  }),
  input("an id that is an object", "retryDelivery", "IdInput", { id: { x: 1 } }),
  input("a replay without a period", "replayEvents", "ReplayEventsInput", { integrationId: "int_x" }),
  ["a document that does not end", "{ viewer {", NONE, 400, "GRAPHQL_PARSE_FAILED"],
  ["an empty document", " ", NONE, 400, "GRAPHQL_PARSE_FAILED"],
  ["an unknown field", "{ viewer { secret } }", NONE, 400, "GRAPHQL_VALIDATION_FAILED"],
  ["an unknown argument", '{ event(id: "x", tenant: "y") { id } }', NONE, 400, "GRAPHQL_VALIDATION_FAILED"],
  ["a missing argument", "{ event { id } }", NONE, 400, "GRAPHQL_VALIDATION_FAILED"],
  ["an object without a selection", "{ viewer }", NONE, 400, "GRAPHQL_VALIDATION_FAILED"],
  [
    "fragments in a circle",
    "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
    NONE,
    400,
    "GRAPHQL_VALIDATION_FAILED",
  ],
  ["two operations without a name", "{ viewer { name } } { viewer { name } }", NONE, 400, "GRAPHQL_VALIDATION_FAILED"],
  [
    "two operations and no choice",
    "query A { viewer { name } } query B { viewer { name } }",
    NONE,
    400,
    "OPERATION_RESOLUTION_FAILURE",
  ],
  ["a subscription", "subscription { deliveryUpdated { id } }", NONE, 400, "BAD_REQUEST"],
  ["a missing variable", "query ($id: ID!) { event(id: $id) { id } }", NONE, 400, "BAD_USER_INPUT"],
  [
    "201 aliases",
    `{ ${Array.from({ length: 201 }, (_, at) => `a${at}: __typename`).join(" ")} }`,
    NONE,
    400,
    "GRAPHQL_VALIDATION_FAILED",
  ],
  ["20,001 tokens", `{ ${"viewer { name } ".repeat(5_001)} }`, NONE, 400, "GRAPHQL_PARSE_FAILED"],
  [
    "25 levels",
    `{ event(id: "x") { ${"deliveries(first: 1) { edges { node { event { ".repeat(6)} id ${"} } } }".repeat(6)} } }`,
    NONE,
    400,
    "BAD_USER_INPUT",
  ],
  [
    "a million objects",
    "{ events(first: 100) { edges { node { deliveries(first: 100) { edges { node { event { deliveries(first: 100) { edges { cursor node { id } } } } } } } } } } }",
    NONE,
    400,
    "BAD_USER_INPUT",
  ],
];
