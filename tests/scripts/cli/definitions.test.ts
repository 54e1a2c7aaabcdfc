/** Definitions files: how they are read, what is planned for them, and that what is written reads as the same. */
import { describe, expect, test } from "vitest";
import { planChanges } from "../../../scripts/cli/plan-changes.ts";
import { readDefinitions } from "../../../scripts/cli/read-definitions.ts";
import type {
  StandingDefinitions,
  StandingIntegration,
  StandingSubscription,
} from "../../../scripts/cli/standing-definitions.ts";
import { writeDefinitions } from "../../../scripts/cli/write-definitions.ts";

const NOTHING: StandingDefinitions = { subscriptions: [], integrations: [] };
const DOLLAR = "$";

const SUBSCRIPTION: StandingSubscription = {
  id: "sub_1",
  externalId: "cad",
  version: 3,
  name: "County CAD",
  uri: "https://cad.example/hook",
  mode: "INTEGRATION",
  isActive: true,
  hasSecret: true,
  rateLimitPerSecond: null,
  timeoutSeconds: 15,
  eventTypes: [{ name: "alert.sent" }],
  retryPolicy: { maxRetries: 20, baseSeconds: 2, maxSeconds: 3600 },
  security: { __typename: "BasicSecurity", username: "county" },
};
const INTEGRATION: StandingIntegration = {
  id: "int_1",
  externalId: "emergencies",
  version: 1,
  name: "Emergencies",
  isEnabled: true,
  quietAfterHours: 24,
  trigger: { name: "alert.sent" },
  filters: [],
  actions: [{ subscription: { id: "sub_1" } }],
};
const STANDING: StandingDefinitions = { subscriptions: [SUBSCRIPTION], integrations: [INTEGRATION] };

const FILE = `version: 1
subscriptions:
  cad:
    name: County CAD
    uri: https://cad.example/hook
    mode: INTEGRATION
    eventTypes: [alert.sent]
    security:
      basic: {username: county, password: "${DOLLAR}{CAD_PASSWORD}"}
    secret: ${DOLLAR}{CAD_SECRET}
integrations:
  emergencies:
    name: Emergencies
    trigger: alert.sent
    actions: [cad]
    quietAfterHours: 24
`;

const SECRETS = { CAD_PASSWORD: "p", CAD_SECRET: "s" };

type Planning = {
  standing?: StandingDefinitions;
  environment?: Record<string, string>;
  prune?: boolean;
  updateSecrets?: boolean;
};

function plan(
  text: string,
  { standing = STANDING, environment = {}, prune = false, updateSecrets = false }: Planning = {},
) {
  const read = readDefinitions(text, "f.yaml", environment);
  if (!read.ok) return { faults: read.faults.map(read.describe), plan: null };
  const planned = planChanges(read.definitions, standing, { prune, updateSecrets, environment });
  return { faults: planned.faults.map(read.describe), plan: planned.plan };
}

function fieldsOf(text: string, planning?: Planning): string[] {
  const { plan: made, faults } = plan(text, planning);
  expect(faults).toEqual([]);
  return [...(made?.subscriptions ?? []), ...(made?.integrations ?? [])].flatMap(({ key, fields }) =>
    fields.map(({ field }) => `${key} ${field}`),
  );
}

describe("every fault is said with line and column", () => {
  test.each<[what: string, text: string, faults: string[]]>([
    ["YAML that is none", "version: 1\nsubscriptions: [\n", ["f.yaml:3:1 Flow sequence in block collection"]],
    ["an empty file", "", ["f.yaml:1:1 The file holds no definitions; a map with version: 1"]],
    ["text alone", "nothing", ["f.yaml:1:1 The file holds no definitions; a map with version: 1"]],
    ["an unknown key", "version: 1\nintegration: {}\n", ["f.yaml:2:1 integration: There is no such key here."]],
    ["a key given twice", "version: 1\nversion: 1\n", ["f.yaml:2:1 Map keys must be unique"]],
    ["another version", "version: 2\n", ["f.yaml:1:1 version: Invalid input: expected 1"]],
    [
      "several at once",
      FILE.replace("trigger: alert.sent", "trigger: 5").replace("mode: INTEGRATION", "mode: BOTH"),
      ["f.yaml:6:5 subscriptions.cad.mode: Invalid option", "f.yaml:14:5 integrations.emergencies.trigger: "],
    ],
    [
      "two security models",
      FILE.replace("basic: {", "apiKey: x\n      basic: {"),
      ["f.yaml:8:5 subscriptions.cad.security: Exactly one of"],
    ],
    [
      "an action that is no subscription",
      FILE.replace("[cad]", "[cad, cab]"),
      ["f.yaml:15:20 integrations.emergencies.actions.1: There is no subscription cab."],
    ],
    [
      "a variable that is not set",
      FILE.replace("https://cad.example", `${DOLLAR}{HOST}`),
      ["f.yaml:5:5 subscriptions.cad.uri: HOST is not set"],
    ],
    [
      "secrets that a new subscription needs",
      FILE.replace("  cad:", "  cat:").replace("[cad]", "[cat]"),
      [
        "f.yaml:9:33 subscriptions.cat.security.basic.password: CAD_PASSWORD is not set",
        "f.yaml:10:5 subscriptions.cat.secret: CAD_SECRET is not set",
      ],
    ],
    [
      "an id that is another one's",
      FILE.replace("  cad:", "  cad:\n    id: sub_2"),
      ["f.yaml:4:5 subscriptions.cad.id: sub_2 is another one than sub_1"],
    ],
    [
      "two entries for one thing",
      FILE.replace("integrations:", "  b: {id: sub_1, uri: x, eventTypes: []}\nintegrations:"),
      ["f.yaml:11:3 subscriptions.b: This is sub_1, and so is cad."],
    ],
  ])("%s", (_, text, expected) => {
    const standing = { ...STANDING, subscriptions: [SUBSCRIPTION, { ...SUBSCRIPTION, id: "sub_2", externalId: "b2" }] };
    const { faults } = plan(text, { standing });
    expect(faults).toHaveLength(expected.length);
    expected.forEach((fault, index) => {
      expect(faults[index]).toContain(fault);
    });
  });
});

describe("what is planned", () => {
  test("nothing for what stands already, without any secret at hand", () => {
    expect(fieldsOf(FILE)).toEqual([]);
  });

  test("the order of event types is no difference, a default that is left out is one", () => {
    const standing = { ...SUBSCRIPTION, eventTypes: [{ name: "b" }, { name: "a" }], timeoutSeconds: 5 };
    const text = FILE.replace("[alert.sent]", "[a, b]");
    expect(fieldsOf(text, { standing: { ...STANDING, subscriptions: [standing] } })).toEqual(["cad timeoutSeconds"]);
  });

  test("secrets are sent when what is visible of them changes, and when that is asked for", () => {
    const text = FILE.replace("username: county", "username: city");
    const changed = plan(text, { environment: { CAD_PASSWORD: "p" } });
    expect(changed.faults).toEqual([]);
    expect(changed.plan?.subscriptions[0]?.definition.security).toEqual({ basic: { username: "city", password: "p" } });
    expect(fieldsOf(FILE, { environment: SECRETS, updateSecrets: true })).toEqual(["cad security", "cad secret"]);
    expect(plan(FILE, { updateSecrets: true }).faults).toHaveLength(2);
  });

  test("a secret that the file no longer has is removed", () => {
    expect(fieldsOf(FILE.replace(/ +secret: .*\n/, ""))).toEqual(["cad secret"]);
  });

  test("values mean what they look like", () => {
    const text = FILE.replace(
      "    actions",
      "    filters: [{conditions: [{field: f, values: [007, true, 1.10]}]}]\n    actions",
    );
    const { plan: made } = plan(text);
    expect(made?.integrations[0]?.definition.filters[0]?.conditions[0]?.values).toEqual(["007", "true", "1.10"]);
  });

  test("what the file does not name is deleted by prune only, and nothing may then use it", () => {
    const rest = { ...STANDING, subscriptions: [SUBSCRIPTION, { ...SUBSCRIPTION, id: "sub_2", externalId: "old" }] };
    expect(plan(FILE, { standing: rest }).plan).toMatchObject({ leftAlone: 1, deleted: NOTHING });
    expect(plan(FILE, { standing: rest, prune: true }).plan?.deleted.subscriptions).toMatchObject([{ id: "sub_2" }]);
    const using = FILE.replace("[cad]", "[old]");
    expect(fieldsOf(using, { standing: rest })).toEqual(["emergencies actions"]);
    expect(plan(using, { standing: rest, prune: true }).faults).toHaveLength(1);
  });
});

describe("what is written", () => {
  test.each<[what: string, security: StandingSubscription["security"]]>([
    ["none", { __typename: "NoSecurity" }],
    ["an API key", { __typename: "ApiKeySecurity" }],
    ["headers", { __typename: "HeaderSecurity", headers: [{ name: "X-A" }, { name: "x_b" }] }],
    ["basic", { __typename: "BasicSecurity", username: `a${DOLLAR}{b}: "c"` }],
    ["oauth2", { __typename: "OAuth2Security", tokenUri: "https://t.example", clientId: "c", scope: null }],
  ])("is the same when it is read: %s", (_, security) => {
    const odd = {
      ...SUBSCRIPTION,
      id: "sub_2",
      externalId: "#1: odd",
      name: `${DOLLAR}{HOME} ${DOLLAR}${DOLLAR}{x}`,
      security,
    };
    const filters = [
      { name: null, conditions: [{ field: "a", operator: "EXISTS" as const, values: [] }] },
      {
        name: "- true",
        conditions: [{ field: "b", operator: "IS_ANY_OF" as const, values: ["007", "true", "null", "a, b", ""] }],
      },
    ];
    const standing = { subscriptions: [SUBSCRIPTION, odd], integrations: [{ ...INTEGRATION, filters }] };
    expect(fieldsOf(writeDefinitions(standing), { standing })).toEqual([]);
  });

  test("has keys of its own for what has no externalId, and keeps it apart from others", () => {
    const unnamed = { ...INTEGRATION, externalId: null, name: "Émergencies!" };
    const standing = {
      ...STANDING,
      integrations: [INTEGRATION, { ...unnamed, id: "int_2" }, { ...unnamed, id: "int_3", name: "警報" }],
    };
    const text = writeDefinitions(standing);
    expect(text).toMatch(/\n {2}emergencies-2:\n {4}id: int_2\n/);
    expect(text).toMatch(/\n {2}int_3:\n {4}id: int_3\n/);
    expect(fieldsOf(text, { standing })).toEqual(["emergencies-2 externalId", "int_3 externalId"]);
  });
});
