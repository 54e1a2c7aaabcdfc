/** Inputs of mutations that fit their types and are wrong all the same: code and path of every fault. */
import { type BadWorld, NOBODY } from "./world.ts";

/** What is wrong, the mutation, its input, and each fault as `CODE key index …`. */
type Row = [what: string, mutation: string, input: (world: BadWorld) => object, expected: string[]];

const URI = "https://hooks.example.com/";
const LONG = "x".repeat(201);
const NEW_SUBSCRIPTION = { uri: URI, eventTypes: ["alert.sent"] };
const NEW_INTEGRATION = { name: "Sirens", trigger: "alert.sent" };
const PERIOD = { receivedFrom: "2026-01-01T00:00:00Z", receivedTo: "2026-12-31T00:00:00Z" };

/** A subscription that would be fine but for these fields. */
function subscription(what: string, fields: object, expected: string[]): Row {
  return [what, "createWebhookSubscription", () => ({ ...NEW_SUBSCRIPTION, ...fields }), expected];
}

/** The same where it is changed. */
function changed(what: string, fields: object, expected: string[]): Row {
  return [what, "updateWebhookSubscription", ({ subscription: id }) => ({ id, ...fields }), expected];
}

/** An integration that would be fine but for these fields. */
function integration(what: string, fields: (world: BadWorld) => object, expected: string[]): Row {
  return [
    what,
    "createIntegration",
    (world) => ({ ...NEW_INTEGRATION, actions: [{ subscriptionId: world.subscription }], ...fields(world) }),
    expected,
  ];
}

function settings(what: string, fields: object, expected: string[]): Row {
  return [what, "updateNotificationSettings", () => fields, expected];
}

function condition(what: string, fields: object, expected: string[]): Row {
  const filters = [
    { conditions: [{ field: "type", operator: "EXISTS" }] },
    { conditions: [{ field: "type", ...fields }] },
  ];
  const places = expected.map((fault) => fault.replace(" ", " filters 1 conditions 0 "));
  return integration(what, () => ({ filters }), places);
}

function header(what: string, headers: object[], expected: string[]): Row {
  return subscription(what, { security: { headers } }, expected);
}

const URIS: [string, unknown, string][] = [
  ["no URI", "hooks", "INVALID"],
  ["an empty URI", "", "REQUIRED"],
  ["a blank URI", "  ", "REQUIRED"],
  ["a relative URI", "/hooks", "INVALID"],
  ["another scheme", "ftp://hooks.example.com/", "INVALID"],
  ["a script", "javascript:alert(1)", "INVALID"],
  ["a URI without its host", "https://", "INVALID"],
  ["white space in the URI", "https://hooks.example.com/a b", "INVALID"],
  ["a line break in the URI", "https://hooks.example.com/\r\nX: y", "INVALID"],
  ["a NUL in the URI", "https://hooks.example.com/\0", "INVALID"],
  ["half a surrogate pair in the URI", "https://hooks.example.com/\ud800", "INVALID"],
  ["a user name in the URI", "https://me@hooks.example.com/", "INVALID"],
  ["a password in the URI", "https://me:pw@hooks.example.com/", "INVALID"],
  ["a fragment", "https://hooks.example.com/#top", "INVALID"],
  ["port 0", "https://hooks.example.com:0/", "INVALID"],
  ["port 65536", "https://hooks.example.com:65536/", "INVALID"],
  ["http to a public address", "http://93.184.216.34/", "INVALID"],
  ["a URI of 2,049 characters", `https://hooks.example.com/${"x".repeat(2_023)}`, "LIMIT_EXCEEDED"],
  ["a private address", "https://10.0.0.1/", "BLOCKED_ADDRESS"],
  ["another private address", "https://172.16.0.1/", "BLOCKED_ADDRESS"],
  ["a home's address", "https://192.168.1.1/", "BLOCKED_ADDRESS"],
  ["the address of a cloud's metadata", "https://169.254.169.254/latest/", "BLOCKED_ADDRESS"],
  ["shared address space", "https://100.64.0.1/", "BLOCKED_ADDRESS"],
  ["no address at all", "https://0.0.0.0/", "BLOCKED_ADDRESS"],
  ["a multicast address", "https://224.0.0.1/", "BLOCKED_ADDRESS"],
  ["a private address in one number", "https://167772161/", "BLOCKED_ADDRESS"],
  ["a private address in hexadecimal", "https://0x0a000001/", "BLOCKED_ADDRESS"],
  ["a private address in octal", "https://012.0.0.1/", "BLOCKED_ADDRESS"],
  ["IPv6's loopback", "https://[::1]/", "BLOCKED_ADDRESS"],
  ["a unique local address", "https://[fd00::1]/", "BLOCKED_ADDRESS"],
  ["a link-local address", "https://[fe80::1]/", "BLOCKED_ADDRESS"],
  ["a private address mapped into IPv6", "https://[::ffff:10.0.0.1]/", "BLOCKED_ADDRESS"],
  ["a private address translated into IPv6", "https://[64:ff9b::10.0.0.1]/", "BLOCKED_ADDRESS"],
];

const SUBSCRIPTIONS: Row[] = [
  ...URIS.map(([what, uri, code]) => subscription(what, { uri }, [`${code} uri`])),
  subscription("no event type", { eventTypes: [] }, ["REQUIRED eventTypes"]),
  subscription("an unknown event type", { eventTypes: ["alert.sent", "alert.lost"] }, ["INVALID eventTypes 1"]),
  subscription("an event type in capitals", { eventTypes: ["ALERT.SENT"] }, ["INVALID eventTypes 0"]),
  subscription("an event type twice", { eventTypes: ["alert.sent", "alert.sent"] }, ["INVALID eventTypes 1"]),
  subscription("an empty event type", { eventTypes: [""] }, ["REQUIRED eventTypes 0"]),
  subscription("a prototype's name as event type", { eventTypes: ["constructor"] }, ["INVALID eventTypes 0"]),
  subscription("an empty name", { name: "" }, ["REQUIRED name"]),
  subscription("a blank name", { name: " \t\n" }, ["REQUIRED name"]),
  subscription("a name that nobody can see", { name: "\u200b\u00ad" }, ["REQUIRED name"]),
  subscription("a name of 201 characters", { name: LONG }, ["LIMIT_EXCEEDED name"]),
  subscription("a NUL in the name", { name: "a\0b" }, ["INVALID name"]),
  subscription("half a surrogate pair in the name", { name: "\udc00" }, ["INVALID name"]),
  subscription("an empty externalId", { externalId: "" }, ["REQUIRED externalId"]),
  subscription("an externalId of 201 characters", { externalId: LONG }, ["LIMIT_EXCEEDED externalId"]),
  subscription("a NUL in the externalId", { externalId: "\0" }, ["INVALID externalId"]),
  subscription("an externalId that is taken", { externalId: "sub-1" }, ["CONFLICT externalId"]),
  subscription("an empty secret", { secret: "" }, ["REQUIRED secret"]),
  subscription("a secret of 1,001 characters", { secret: "x".repeat(1_001) }, ["LIMIT_EXCEEDED secret"]),
  subscription("a NUL in the secret", { secret: "\0" }, ["INVALID secret"]),
  subscription("a rate of 0", { rateLimitPerSecond: 0 }, ["INVALID rateLimitPerSecond"]),
  subscription("a rate below 0", { rateLimitPerSecond: -1 }, ["INVALID rateLimitPerSecond"]),
  subscription("a rate of 10,001", { rateLimitPerSecond: 10_001 }, ["LIMIT_EXCEEDED rateLimitPerSecond"]),
  subscription("a timeout of 0", { timeoutSeconds: 0 }, ["INVALID timeoutSeconds"]),
  subscription("a timeout of 31", { timeoutSeconds: 31 }, ["LIMIT_EXCEEDED timeoutSeconds"]),
  subscription("-1 retries", { retryPolicy: { maxRetries: -1 } }, ["INVALID retryPolicy maxRetries"]),
  subscription("51 retries", { retryPolicy: { maxRetries: 51 } }, ["LIMIT_EXCEEDED retryPolicy maxRetries"]),
  subscription("a first delay of 0", { retryPolicy: { baseSeconds: 0 } }, ["INVALID retryPolicy baseSeconds"]),
  subscription("a first delay of 3,601", { retryPolicy: { baseSeconds: 3_601, maxSeconds: 7_200 } }, [
    "LIMIT_EXCEEDED retryPolicy baseSeconds",
  ]),
  subscription("a longest delay of 86,401", { retryPolicy: { maxSeconds: 86_401 } }, [
    "LIMIT_EXCEEDED retryPolicy maxSeconds",
  ]),
  subscription("a longest delay under the first", { retryPolicy: { baseSeconds: 10, maxSeconds: 9 } }, [
    "INVALID retryPolicy maxSeconds",
  ]),
  subscription("everything", { uri: "x", eventTypes: [], name: "", timeoutSeconds: 99, security: { apiKey: "" } }, [
    "INVALID uri",
    "REQUIRED eventTypes",
    "REQUIRED name",
    "LIMIT_EXCEEDED timeoutSeconds",
    "REQUIRED security apiKey",
  ]),
];

const SECURITY: Row[] = [
  subscription("none that is false", { security: { none: false } }, ["INVALID security none"]),
  subscription("an empty API key", { security: { apiKey: "" } }, ["REQUIRED security apiKey"]),
  subscription("an API key that is not ASCII", { security: { apiKey: "Schlüssel" } }, ["INVALID security apiKey"]),
  subscription("a line break in the API key", { security: { apiKey: "a\r\nb" } }, ["INVALID security apiKey"]),
  subscription("an API key of 1,001 characters", { security: { apiKey: "x".repeat(1_001) } }, [
    "LIMIT_EXCEEDED security apiKey",
  ]),
  header("no header", [], ["REQUIRED security headers"]),
  header(
    "51 headers",
    Array.from({ length: 51 }, (_, at) => ({ name: `x-${at}`, value: "v" })),
    ["LIMIT_EXCEEDED security headers"],
  ),
  header("a header without a name", [{ name: "", value: "v" }], ["REQUIRED security headers 0 name"]),
  header("a header without a value", [{ name: "x", value: "" }], ["REQUIRED security headers 0 value"]),
  header("a blank in a header's name", [{ name: "x y", value: "v" }], ["INVALID security headers 0 name"]),
  header("a colon in a header's name", [{ name: "x:", value: "v" }], ["INVALID security headers 0 name"]),
  header("a line break in a header's name", [{ name: "x\r\ny", value: "v" }], ["INVALID security headers 0 name"]),
  header("a header's name that is not ASCII", [{ name: "ключ", value: "v" }], ["INVALID security headers 0 name"]),
  header(
    "a line break in a header's value",
    [{ name: "x", value: "v\r\nhost: y" }],
    ["INVALID security headers 0 value"],
  ),
  header("a header's value that is not ASCII", [{ name: "x", value: "é" }], ["INVALID security headers 0 value"]),
  header("white space around a header's value", [{ name: "x", value: " v" }], ["INVALID security headers 0 value"]),
  header(
    "a header twice",
    [
      { name: "X-Key", value: "v" },
      { name: "x-key", value: "w" },
    ],
    ["INVALID security headers 1 name"],
  ),
  ...[
    "Host",
    "content-length",
    "Transfer-Encoding",
    "connection",
    "webhook-id",
    "Webhook-Signature",
    "content-type",
  ].map((name) => header(`the reserved header ${name}`, [{ name, value: "v" }], ["INVALID security headers 0 name"])),
  subscription("a colon in a user name", { security: { basic: { username: "a:b", password: "p" } } }, [
    "INVALID security basic username",
  ]),
  subscription("an empty user name and password", { security: { basic: { username: "", password: "" } } }, [
    "REQUIRED security basic username",
    "REQUIRED security basic password",
  ]),
  subscription(
    "a token's URI that is private, and no credentials",
    { security: { oauth2: { tokenUri: "https://10.0.0.1/", clientId: "", clientSecret: "" } } },
    [
      "BLOCKED_ADDRESS security oauth2 tokenUri",
      "REQUIRED security oauth2 clientId",
      "REQUIRED security oauth2 clientSecret",
    ],
  ),
];

const CHANGES: Row[] = [
  ["no id", "updateWebhookSubscription", () => ({ id: "" }), ["NOT_FOUND id"]],
  ["nobody's id", "updateWebhookSubscription", () => ({ id: `sub_${NOBODY}` }), ["NOT_FOUND id"]],
  ["an id in capitals", "updateWebhookSubscription", (w) => ({ id: w.subscription.toUpperCase() }), ["NOT_FOUND id"]],
  ["an id of another type", "updateWebhookSubscription", (w) => ({ id: w.integration }), ["NOT_FOUND id"]],
  ["another tenant's id", "updateWebhookSubscription", (w) => ({ id: w.foreign.subscription }), ["NOT_FOUND id"]],
  ["a deleted one's id", "updateWebhookSubscription", (w) => ({ id: w.deletedSubscription }), ["NOT_FOUND id"]],
  ["a NUL as id", "updateWebhookSubscription", () => ({ id: "sub_\0" }), ["NOT_FOUND id"]],
  changed("an old version", { version: 1 }, ["CONFLICT version"]),
  changed("a version that is not there yet", { version: 3 }, ["CONFLICT version"]),
  changed("null for the URI", { uri: null }, ["REQUIRED uri"]),
  changed("null for the name", { name: null }, ["REQUIRED name"]),
  changed("null for the event types", { eventTypes: null }, ["REQUIRED eventTypes"]),
  changed("null for isActive", { isActive: null }, ["REQUIRED isActive"]),
  changed("null for the mode", { mode: null }, ["REQUIRED mode"]),
  changed("an externalId that is taken", { externalId: "sub-2" }, ["CONFLICT externalId"]),
  changed("a change to DIRECT while it is used", { mode: "DIRECT" }, ["IN_USE mode"]),
  changed("a private URI and an old version", { uri: "https://10.0.0.1/", version: 1 }, [
    "CONFLICT version",
    "BLOCKED_ADDRESS uri",
  ]),
  changed("a longest delay under the first so far", { retryPolicy: { maxSeconds: 1 } }, [
    "INVALID retryPolicy maxSeconds",
  ]),
  ["one that is used", "deleteWebhookSubscription", ({ subscription: id }) => ({ id }), ["IN_USE id"]],
  ["nobody's id", "deleteWebhookSubscription", () => ({ id: "sub_x" }), ["NOT_FOUND id"]],
  ["an old version", "deleteWebhookSubscription", ({ direct: id }) => ({ id, version: 9 }), ["CONFLICT version"]],
  ["another tenant's id", "deleteWebhookSubscription", (w) => ({ id: w.foreign.subscription }), ["NOT_FOUND id"]],
  ["-1 hours", "rotateSigningKey", ({ direct: id }) => ({ id, overlapHours: -1 }), ["INVALID overlapHours"]],
  ["169 hours", "rotateSigningKey", ({ direct: id }) => ({ id, overlapHours: 169 }), ["LIMIT_EXCEEDED overlapHours"]],
  [
    "nobody's id and 999 hours",
    "rotateSigningKey",
    () => ({ id: "x", overlapHours: 999 }),
    ["NOT_FOUND id", "LIMIT_EXCEEDED overlapHours"],
  ],
  ["nobody's id", "testWebhookSubscription", () => ({ id: `sub_${NOBODY}` }), ["NOT_FOUND id"]],
  ["another tenant's id", "testWebhookSubscription", (w) => ({ id: w.foreign.subscription }), ["NOT_FOUND id"]],
  ["an event that is a list", "testWebhookSubscription", ({ direct: id }) => ({ id, event: [] }), ["INVALID event"]],
  [
    "an event with faults",
    "testWebhookSubscription",
    ({ direct: id }) => ({ id, event: { type: "x", data: 5, y: 1 } }),
    ["INVALID event type", "INVALID event data", "INVALID event y"],
  ],
  ["neither a new nor a changed one", "tryWebhookSubscription", () => ({}), ["INVALID"]],
  [
    "both",
    "tryWebhookSubscription",
    ({ direct: id }) => ({ newSubscription: { uri: "x", eventTypes: [] }, changedSubscription: { id } }),
    ["INVALID"],
  ],
  [
    "another tenant's id",
    "tryWebhookSubscription",
    (w) => ({ changedSubscription: { id: w.foreign.subscription, uri: "x" } }),
    ["NOT_FOUND changedSubscription id", "INVALID changedSubscription uri"],
  ],
  [
    "faults of a new one and of what is sent",
    "tryWebhookSubscription",
    () => ({ newSubscription: { uri: "http://10.0.0.1", eventTypes: [] }, event: 5 }),
    [
      "BLOCKED_ADDRESS newSubscription uri",
      "INVALID newSubscription uri",
      "REQUIRED newSubscription eventTypes",
      "INVALID event",
    ],
  ],
];

const INTEGRATIONS: Row[] = [
  integration("an empty name", () => ({ name: "" }), ["REQUIRED name"]),
  integration("a name of 201 characters", () => ({ name: LONG }), ["LIMIT_EXCEEDED name"]),
  integration("an unknown trigger", () => ({ trigger: "alert.lost" }), ["INVALID trigger"]),
  integration("an empty trigger", () => ({ trigger: "" }), ["REQUIRED trigger"]),
  integration("an externalId that is taken", () => ({ externalId: "int-1" }), ["CONFLICT externalId"]),
  integration("no action", () => ({ actions: [] }), ["REQUIRED actions"]),
  integration("11 actions", (w) => ({ actions: Array(11).fill({ subscriptionId: w.subscription }) }), [
    "LIMIT_EXCEEDED actions",
    ...Array.from({ length: 9 }, (_, index) => `INVALID actions ${index + 1} subscriptionId`),
  ]),
  integration("an action of nothing", () => ({ actions: [{}] }), ["REQUIRED actions 0"]),
  integration(
    "an action with two subscriptions",
    (w) => ({ actions: [{ subscriptionId: w.subscription, newSubscription: NEW_SUBSCRIPTION }] }),
    ["INVALID actions 0"],
  ),
  integration("a DIRECT subscription", (w) => ({ actions: [{ subscriptionId: w.direct }] }), [
    "INVALID actions 0 subscriptionId",
  ]),
  integration(
    "a new DIRECT subscription",
    () => ({ actions: [{ newSubscription: { ...NEW_SUBSCRIPTION, mode: "DIRECT" } }] }),
    ["INVALID actions 0 newSubscription mode"],
  ),
  integration("an integration as subscription", (w) => ({ actions: [{ subscriptionId: w.integration }] }), [
    "NOT_FOUND actions 0 subscriptionId",
  ]),
  integration("another tenant's subscription", (w) => ({ actions: [{ subscriptionId: w.foreign.subscription }] }), [
    "NOT_FOUND actions 0 subscriptionId",
  ]),
  integration("a deleted subscription", (w) => ({ actions: [{ subscriptionId: w.deletedSubscription }] }), [
    "NOT_FOUND actions 0 subscriptionId",
  ]),
  integration(
    "a subscription twice",
    (w) => ({ actions: [{ subscriptionId: w.subscription }, { subscriptionId: w.subscription }] }),
    ["INVALID actions 1 subscriptionId"],
  ),
  integration(
    "new subscriptions with faults",
    () => ({
      actions: [
        { newSubscription: { uri: "https://10.0.0.1/", eventTypes: [], externalId: "sub-1" } },
        { newSubscription: { ...NEW_SUBSCRIPTION, externalId: "new" } },
        { newSubscription: { ...NEW_SUBSCRIPTION, externalId: "new" } },
      ],
    }),
    [
      "BLOCKED_ADDRESS actions 0 newSubscription uri",
      "REQUIRED actions 0 newSubscription eventTypes",
      "CONFLICT actions 0 newSubscription externalId",
      "CONFLICT actions 2 newSubscription externalId",
    ],
  ),
  integration(
    "51 filters",
    () => ({ filters: Array(51).fill({ conditions: [{ field: "type", operator: "EXISTS" }] }) }),
    ["LIMIT_EXCEEDED filters"],
  ),
  integration("a filter without conditions", () => ({ filters: [{ conditions: [] }] }), [
    "REQUIRED filters 0 conditions",
  ]),
  integration(
    "a filter with an empty name",
    () => ({ filters: [{ name: "", conditions: [{ field: "type", operator: "EXISTS" }] }] }),
    ["REQUIRED filters 0 name"],
  ),
  integration(
    "51 conditions",
    () => ({ filters: [{ conditions: Array(51).fill({ field: "type", operator: "EXISTS" }) }] }),
    ["LIMIT_EXCEEDED filters 0 conditions"],
  ),
  condition("an empty field", { field: "", operator: "EXISTS" }, ["REQUIRED field"]),
  condition("a field with an empty step", { field: "metadata..x", operator: "EXISTS" }, ["INVALID field"]),
  condition("a field of 31 steps", { field: Array(31).fill("a").join("."), operator: "EXISTS" }, [
    "LIMIT_EXCEEDED field",
  ]),
  condition("a field of 1,001 characters", { field: "x".repeat(1_001), operator: "EXISTS" }, ["LIMIT_EXCEEDED field"]),
  condition("a NUL in the field", { field: "a\0", operator: "EXISTS" }, ["INVALID field"]),
  condition("no value", { values: [] }, ["REQUIRED values"]),
  condition("no values at all", {}, ["REQUIRED values"]),
  condition("no value to be greater than", { operator: "GREATER_THAN" }, ["REQUIRED values"]),
  condition("a value for EXISTS", { operator: "EXISTS", values: ["x"] }, ["INVALID values"]),
  condition("a value for NOT_EXISTS", { operator: "NOT_EXISTS", values: [""] }, ["INVALID values"]),
  condition("an empty value", { values: ["a", ""] }, ["REQUIRED values 1"]),
  condition("a blank value", { values: [" "] }, ["REQUIRED values 0"]),
  condition("a value of 1,001 characters", { values: ["x".repeat(1_001)] }, ["LIMIT_EXCEEDED values 0"]),
  condition("1,001 values", { values: Array(1_001).fill("x") }, ["LIMIT_EXCEEDED values"]),
  condition("half a surrogate pair as value", { values: ["\ud800"] }, ["INVALID values 0"]),
  integration("0 quiet hours", () => ({ quietAfterHours: 0 }), ["INVALID quietAfterHours"]),
  integration("over a year of quiet", () => ({ quietAfterHours: 8_761 }), ["LIMIT_EXCEEDED quietAfterHours"]),
  ["nobody's id", "updateIntegration", () => ({ id: `int_${NOBODY}` }), ["NOT_FOUND id"]],
  ["another tenant's id", "updateIntegration", (w) => ({ id: w.foreign.integration }), ["NOT_FOUND id"]],
  ["a subscription's id", "updateIntegration", (w) => ({ id: w.subscription }), ["NOT_FOUND id"]],
  ["an old version", "updateIntegration", (w) => ({ id: w.integration, version: 1 }), ["CONFLICT version"]],
  ["null for the trigger", "updateIntegration", (w) => ({ id: w.integration, trigger: null }), ["REQUIRED trigger"]],
  ["null for the actions", "updateIntegration", (w) => ({ id: w.integration, actions: null }), ["REQUIRED actions"]],
  ["null for isEnabled", "updateIntegration", (w) => ({ id: w.integration, isEnabled: null }), ["REQUIRED isEnabled"]],
  [
    "a taken externalId",
    "updateIntegration",
    (w) => ({ id: w.integration, externalId: "int-2" }),
    ["CONFLICT externalId"],
  ],
  ["nobody's id", "deleteIntegration", () => ({ id: "int_" }), ["NOT_FOUND id"]],
  ["a version of tomorrow", "deleteIntegration", (w) => ({ id: w.integration, version: 7 }), ["CONFLICT version"]],
  ["nobody's id", "restoreIntegration", () => ({ id: "int_", revision: 1 }), ["NOT_FOUND id"]],
  ["an unknown revision", "restoreIntegration", (w) => ({ id: w.integration, revision: 99 }), ["NOT_FOUND revision"]],
  ["revision 0", "restoreIntegration", (w) => ({ id: w.integration, revision: 0 }), ["NOT_FOUND revision"]],
  [
    "revision -1",
    "restoreIntegration",
    (w) => ({ id: w.integration, revision: -2_147_483_648 }),
    ["NOT_FOUND revision"],
  ],
  [
    "an old version",
    "restoreIntegration",
    (w) => ({ id: w.integration, revision: 1, version: 1 }),
    ["CONFLICT version"],
  ],
];

const DELIVERIES: Row[] = [
  ["nobody's id", "retryDelivery", () => ({ id: `dlv_${NOBODY}` }), ["NOT_FOUND id"]],
  ["another tenant's id", "retryDelivery", (w) => ({ id: w.foreign.delivery }), ["NOT_FOUND id"]],
  ["an event's id", "retryDelivery", (w) => ({ id: w.event }), ["NOT_FOUND id"]],
  ["an attempt under way", "retryDelivery", (w) => ({ id: w.inFlight }), ["NOT_ALLOWED_NOW id"]],
  ["nobody's id", "cancelDelivery", () => ({ id: "dlv_" }), ["NOT_FOUND id"]],
  ["one that has arrived", "cancelDelivery", (w) => ({ id: w.delivery }), ["NOT_ALLOWED_NOW id"]],
  ["another tenant's id", "cancelDelivery", (w) => ({ id: w.foreign.delivery }), ["NOT_FOUND id"]],
  ["0 a second", "recoverDeliveries", () => ({ filter: {}, perSecond: 0 }), ["INVALID perSecond"]],
  ["1,001 a second", "recoverDeliveries", () => ({ filter: {}, perSecond: 1_001 }), ["LIMIT_EXCEEDED perSecond"]],
  ["a NUL to search for", "recoverDeliveries", () => ({ filter: { search: "\0" } }), ["INVALID filter search"]],
  [
    "1,001 ids",
    "recoverDeliveries",
    () => ({ filter: { eventIds: Array(1_001).fill("x") }, dryRun: true }),
    ["LIMIT_EXCEEDED filter eventIds"],
  ],
  [
    "half a pair as event type",
    "recoverDeliveries",
    () => ({ filter: { eventTypes: ["a", "\ud800"] } }),
    ["INVALID filter eventTypes 1"],
  ],
  ["nobody's id", "replayEvents", () => ({ integrationId: "int_x", ...PERIOD }), ["NOT_FOUND integrationId"]],
  [
    "another tenant's id",
    "replayEvents",
    (w) => ({ integrationId: w.foreign.integration, ...PERIOD }),
    ["NOT_FOUND integrationId"],
  ],
  [
    "a disabled integration",
    "replayEvents",
    (w) => ({ integrationId: w.disabled, ...PERIOD }),
    ["NOT_ALLOWED_NOW integrationId"],
  ],
  [
    "a period that ends first",
    "replayEvents",
    (w) => ({ integrationId: w.integration, ...PERIOD, receivedTo: "2020-01-01T00:00:00Z" }),
    ["INVALID receivedTo"],
  ],
  [
    "an event that is nobody's",
    "replayEvents",
    (w) => ({ integrationId: w.integration, ...PERIOD, eventId: `evt_${NOBODY}` }),
    ["NOT_FOUND eventId"],
  ],
  [
    "-5 a second, and a dry run",
    "replayEvents",
    (w) => ({ integrationId: w.integration, ...PERIOD, perSecond: -5, dryRun: true }),
    ["INVALID perSecond"],
  ],
  ["nobody's id", "cancelRecovery", () => ({ id: `rec_${NOBODY}` }), ["NOT_FOUND id"]],
  ["one that has ended", "cancelRecovery", (w) => ({ id: w.recovery }), ["NOT_ALLOWED_NOW id"]],
];

const USER = { email: "vera@example.com", name: "Vera", role: "VIEWER", password: "correct horse battery" };

function user(what: string, fields: object, expected: string[]): Row {
  return [what, "createUser", () => ({ ...USER, ...fields }), expected];
}

const ACCOUNTS: Row[] = [
  user("an address that is none", { email: "vera" }, ["INVALID email"]),
  user("an empty address", { email: "" }, ["REQUIRED email"]),
  user("an address of 255 characters", { email: `${"x".repeat(243)}@example.com` }, ["LIMIT_EXCEEDED email"]),
  user("an address that is taken", { email: "dana@example.com" }, ["CONFLICT email"]),
  user("an address that is taken in another letter case", { email: "DANA@Example.com" }, ["CONFLICT email"]),
  user("another tenant's address", { email: "theirs@example.com" }, ["CONFLICT email"]),
  user("a password of 11 characters", { password: "eleven char" }, ["INVALID password"]),
  user("an empty password", { password: "" }, ["REQUIRED password"]),
  user("a password of 257 characters", { password: "x".repeat(257) }, ["LIMIT_EXCEEDED password"]),
  user("an empty name", { name: " " }, ["REQUIRED name"]),
  user("everything", { email: "@", name: "", password: "x" }, ["INVALID email", "REQUIRED name", "INVALID password"]),
  ["nobody's id", "updateUser", () => ({ id: `usr_${NOBODY}` }), ["NOT_FOUND id"]],
  ["another tenant's id", "updateUser", (w) => ({ id: w.foreign.user, name: "Eve" }), ["NOT_FOUND id"]],
  ["the last ADMIN's role", "updateUser", (w) => ({ id: w.admin, role: "VIEWER" }), ["NOT_ALLOWED_NOW role"]],
  ["a short password", "updateUser", (w) => ({ id: w.admin, password: "short" }), ["INVALID password"]],
  ["null for the name", "updateUser", (w) => ({ id: w.admin, name: null }), ["REQUIRED name"]],
  ["null for the role", "updateUser", (w) => ({ id: w.admin, role: null }), ["REQUIRED role"]],
  ["null for the password", "updateUser", (w) => ({ id: w.admin, password: null }), ["REQUIRED password"]],
  ["the last ADMIN", "deleteUser", (w) => ({ id: w.admin }), ["NOT_ALLOWED_NOW id"]],
  ["another tenant's id", "deleteUser", (w) => ({ id: w.foreign.user }), ["NOT_FOUND id"]],
  ["an API key's own name", "changeOwnName", () => ({ name: "" }), ["NOT_ALLOWED_NOW", "REQUIRED name"]],
  [
    "an API key's own password",
    "changeOwnPassword",
    () => ({ currentPassword: "correct horse battery", newPassword: "x" }),
    ["NOT_ALLOWED_NOW"],
  ],
  ["no permission", "createApiKey", () => ({ name: "Bridge", permissions: [] }), ["REQUIRED permissions"]],
  ["an empty name", "createApiKey", () => ({ name: "", permissions: ["READ"] }), ["REQUIRED name"]],
  [
    "an expiry that has passed",
    "createApiKey",
    () => ({ name: "B", permissions: ["READ"], expiresAt: "2020-01-01T00:00:00Z" }),
    ["INVALID expiresAt"],
  ],
  ["nobody's id", "revokeApiKey", () => ({ id: `key_${NOBODY}` }), ["NOT_FOUND id"]],
  ["another tenant's id", "revokeApiKey", (w) => ({ id: w.foreign.key }), ["NOT_FOUND id"]],
];

function events(what: string, given: object[], expected: string[]): Row {
  return [what, "publishEvents", () => ({ events: given }), expected];
}

const GOOD = { type: "alert.sent" };

const EVENTS: Row[] = [
  events("no event", [], ["REQUIRED events"]),
  events("1,001 events", Array(1_001).fill(GOOD), ["LIMIT_EXCEEDED events"]),
  events("an unknown type", [GOOD, { type: "alert.lost" }], ["INVALID events 1 type"]),
  events("an empty type", [{ type: "" }], ["REQUIRED events 0 type"]),
  events("metadata that is a list", [{ ...GOOD, metadata: [] }], ["INVALID events 0 metadata"]),
  events("data that is a number", [{ ...GOOD, data: 5 }], ["INVALID events 0 data"]),
  events("an empty externalId", [{ ...GOOD, externalId: "" }], ["REQUIRED events 0 externalId"]),
  events("an externalId of 201 characters", [{ ...GOOD, externalId: LONG }], ["LIMIT_EXCEEDED events 0 externalId"]),
  events("a NUL in a value", [{ ...GOOD, data: { a: ["b", "\0"] } }], ["INVALID events 0 data a 1"]),
  events("half a pair in a key", [{ ...GOOD, metadata: { "\ud800": 1 } }], ["INVALID events 0 metadata"]),
  events(
    "an event over 256 KiB",
    [GOOD, { ...GOOD, data: { x: "x".repeat(257 * 1_024) } }],
    ["LIMIT_EXCEEDED events 1"],
  ),
];

const NOTIFICATIONS: Row[] = [
  settings("http to the open network", { webhookUri: "http://hooks.example.com/x" }, ["INVALID webhookUri"]),
  settings("a private address", { webhookUri: "https://10.0.0.1/x" }, ["BLOCKED_ADDRESS webhookUri"]),
  settings("an address that is none", { webhookUri: "mail" }, ["INVALID webhookUri"]),
  settings("an empty address", { webhookUri: "" }, ["REQUIRED webhookUri"]),
  settings("null for the mails", { mailsAdministrators: null }, ["REQUIRED mailsAdministrators"]),
  ["nowhere to send to", "sendTestNotification", () => ({}), ["NOT_ALLOWED_NOW"]],
  [
    "ids of nothing",
    "markNotificationsRead",
    (w) => ({ ids: ["", `ntf_${NOBODY}`, w.subscription] }),
    ["NOT_FOUND ids 0", "NOT_FOUND ids 1", "NOT_FOUND ids 2"],
  ],
  ["101 ids", "markNotificationsRead", () => ({ ids: Array(101).fill(`ntf_${NOBODY}`) }), ["LIMIT_EXCEEDED ids"]],
  ["an id of nothing", "markNotificationsUnread", () => ({ ids: [`ntf_${NOBODY}`] }), ["NOT_FOUND ids 0"]],
  ["101 ids", "markNotificationsUnread", () => ({ ids: Array(101).fill(`ntf_${NOBODY}`) }), ["LIMIT_EXCEEDED ids"]],
];

function inbox(what: string, fields: object, expected: string[]): Row {
  return [what, "createReceiverInbox", () => fields, expected];
}

function answer(what: string, fields: object, expected: string[]): Row {
  return inbox(what, { answer: { statusCode: 200, ...fields } }, expected);
}

const INBOXES: Row[] = [
  inbox("an empty name", { name: "" }, ["REQUIRED name"]),
  inbox("a name of 201 characters", { name: LONG }, ["LIMIT_EXCEEDED name"]),
  inbox("an expiry of 0 days", { expiresInDays: 0 }, ["INVALID expiresInDays"]),
  inbox("an expiry of 91 days", { expiresInDays: 91 }, ["LIMIT_EXCEEDED expiresInDays"]),
  answer("a status of 199", { statusCode: 199 }, ["INVALID answer statusCode"]),
  answer("a status of 600", { statusCode: 600 }, ["LIMIT_EXCEEDED answer statusCode"]),
  answer("a delay below 0", { delaySeconds: -1 }, ["INVALID answer delaySeconds"]),
  answer("a delay of 36 seconds", { delaySeconds: 36 }, ["LIMIT_EXCEEDED answer delaySeconds"]),
  answer("a Retry-After below 0", { retryAfterSeconds: -1 }, ["INVALID answer retryAfterSeconds"]),
  answer("a Retry-After of over a day", { retryAfterSeconds: 86_401 }, ["LIMIT_EXCEEDED answer retryAfterSeconds"]),
  answer("a NUL in the body", { body: "\0" }, ["INVALID answer body"]),
  answer("a body of 4,001 characters", { body: "x".repeat(4_001) }, ["LIMIT_EXCEEDED answer body"]),
  answer("0 times", { times: 0 }, ["INVALID answer times"]),
  answer("1,001 times", { times: 1_001 }, ["LIMIT_EXCEEDED answer times"]),
  ["null for the name", "updateReceiverInbox", () => ({ id: "x", name: null }), ["NOT_FOUND id", "REQUIRED name"]],
  ["nobody's id", "clearReceiverInbox", () => ({ id: `rcv_${NOBODY}` }), ["NOT_FOUND id"]],
  ["an id of another type", "deleteReceiverInbox", (w) => ({ id: w.subscription }), ["NOT_FOUND id"]],
];

export const MUTATIONS: Row[] = [
  ...[...SUBSCRIPTIONS, ...SECURITY, ...CHANGES, ...INTEGRATIONS],
  ...[...DELIVERIES, ...ACCOUNTS, ...EVENTS, ...NOTIFICATIONS, ...INBOXES],
];
