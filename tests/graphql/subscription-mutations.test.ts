/** Changes of subscriptions: what they do, and every way they are refused. */
import { beforeAll, describe, expect, test } from "vitest";
import { client } from "#db/client";
import { graphql } from "#graphql/document";
import { decodeId } from "#webhooks/id";
import { createTenant, post, type TestTenant, withDatabase } from "../support/api.ts";

withDatabase();

let tenant: TestTenant;
beforeAll(async () => {
  tenant = await createTenant();
});

const CREATE = graphql(`
  mutation ($input: CreateWebhookSubscriptionInput!) {
    createWebhookSubscription(input: $input) {
      webhookSubscription {
        id
        externalId
        name
        uri
        eventTypes { name }
        isActive
        mode
        security {
          __typename
          ... on NoSecurity { type }
          ... on ApiKeySecurity { type maskedValue }
          ... on HeaderSecurity { type headers { name maskedValue } }
          ... on BasicSecurity { type username }
          ... on OAuth2Security { type tokenUri clientId scope }
        }
        hasSecret
        signingKeys { value createdAt expiresAt }
        retryPolicy { maxRetries baseSeconds maxSeconds }
        rateLimitPerSecond
        timeoutSeconds
        health { state summary consecutiveFailures lastSucceededAt lastFailedAt heldDeliveries }
        integrations { id }
        version
        deletedAt
      }
      userErrors { code message path }
    }
  }
`);
const UPDATE = graphql(`
  mutation ($input: UpdateWebhookSubscriptionInput!) {
    updateWebhookSubscription(input: $input) {
      webhookSubscription {
        id externalId name uri isActive mode hasSecret version rateLimitPerSecond
        retryPolicy { maxRetries baseSeconds maxSeconds }
        security { __typename }
        signingKeys { value }
      }
      userErrors { code message path }
    }
  }
`);
const DELETE = graphql(`
  mutation ($input: DeleteInput!) {
    deleteWebhookSubscription(input: $input) { deletedId userErrors { code message path } }
  }
`);
const ROTATE = graphql(`
  mutation ($input: RotateSigningKeyInput!) {
    rotateSigningKey(input: $input) {
      webhookSubscription { version signingKeys { value expiresAt } }
      userErrors { code path }
    }
  }
`);
const FIND = graphql(`query ($id: ID!) { webhookSubscription(id: $id) { id } }`);

const MINIMAL = { uri: "https://hooks.example.com/in", eventTypes: ["alert.sent"] };

async function create(input: Record<string, unknown> = {}) {
  const { createWebhookSubscription } = await tenant.ask(CREATE, { input: { ...MINIMAL, ...input } });
  expect(createWebhookSubscription.userErrors).toEqual([]);
  if (!createWebhookSubscription.webhookSubscription) throw new Error("It was not created.");
  return createWebhookSubscription.webhookSubscription;
}

test("a subscription with nothing but URI and event types has the contract's defaults", async () => {
  const created = await create();
  expect(created).toMatchObject({
    externalId: null,
    name: "hooks.example.com",
    uri: "https://hooks.example.com/in",
    eventTypes: [{ name: "alert.sent" }],
    isActive: true,
    mode: "DIRECT",
    security: { __typename: "NoSecurity", type: "none" },
    hasSecret: false,
    retryPolicy: { maxRetries: 20, baseSeconds: 2, maxSeconds: 3600 },
    rateLimitPerSecond: null,
    timeoutSeconds: 15,
    health: {
      state: "UNKNOWN",
      summary: "No event was sent yet.",
      consecutiveFailures: 0,
      lastSucceededAt: null,
      lastFailedAt: null,
      heldDeliveries: 0,
    },
    integrations: [],
    version: 1,
    deletedAt: null,
  });
  expect(created.id).toMatch(/^sub_[0-7][0-9a-z]{25}$/);
  expect(created.signingKeys).toEqual([
    { value: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/), createdAt: expect.any(String), expiresAt: null },
  ]);
});

test("whatever a security model keeps secret is in no answer and in no row", async () => {
  const secrets = {
    secret: "shared-secret-0001",
    apiKey: "api-key-secret-0002",
    header: "header-secret-0003",
    password: "password-secret-0004",
    clientSecret: "client-secret-0005",
  };
  const tokenUri = "https://login.example.com/token";
  const models = [
    { security: { apiKey: secrets.apiKey }, secret: secrets.secret },
    { security: { headers: [{ name: "x-auth", value: secrets.header }] } },
    { security: { basic: { username: "cad", password: secrets.password } } },
    { security: { oauth2: { tokenUri, clientId: "c1", clientSecret: secrets.clientSecret, scope: "s" } } },
  ];
  const shown = [];
  for (const model of models) shown.push(await create(model));
  expect(shown.map((one) => one.security)).toMatchObject([
    { type: "apiKey", maskedValue: expect.stringMatching(/0002$/) },
    { type: "header", headers: [{ name: "x-auth" }] },
    { type: "basic", username: "cad" },
    { type: "oauth2", tokenUri, clientId: "c1", scope: "s" },
  ]);
  expect(shown[0]?.hasSecret).toBe(true);
  const rows = await client().sql`
    select row_to_json(s)::text as text from subscriptions s union all select row_to_json(k)::text from signing_keys k
    union all select row_to_json(a)::text from audit_entries a`;
  const everything = JSON.stringify(shown) + rows.map((row) => row.text).join();
  for (const secret of Object.values(secrets)) expect(everything).not.toContain(secret);
  const key = shown[0]?.signingKeys[0]?.value ?? "";
  expect(rows.map((row) => row.text).join()).not.toContain(key.slice("whsec_".length));
});

describe("a subscription is refused", () => {
  const cases: [string, Record<string, unknown>, [string, string[]][]][] = [
    ["without an event type", { eventTypes: [] }, [["REQUIRED", ["eventTypes"]]]],
    ["with an unknown event type", { eventTypes: ["alert.sent", "nope"] }, [["INVALID", ["eventTypes", "1"]]]],
    ["with a URI that is none", { uri: "hooks" }, [["INVALID", ["uri"]]]],
    ["with an empty URI", { uri: "  " }, [["REQUIRED", ["uri"]]]],
    ["over http to a public name", { uri: "http://8.8.8.8/" }, [["INVALID", ["uri"]]]],
    ["to a private address", { uri: "https://10.1.2.3/" }, [["BLOCKED_ADDRESS", ["uri"]]]],
    ["to the metadata service in hexadecimal", { uri: "https://0xa9fea9fe/" }, [["BLOCKED_ADDRESS", ["uri"]]]],
    ["with user name and password in the URI", { uri: "https://a:b@hooks.example.com/" }, [["INVALID", ["uri"]]]],
    ["with a name of 201 characters", { name: "n".repeat(201) }, [["LIMIT_EXCEEDED", ["name"]]]],
    ["with an empty name", { name: " " }, [["REQUIRED", ["name"]]]],
    ["with a secret of 1001 characters", { secret: "s".repeat(1001) }, [["LIMIT_EXCEEDED", ["secret"]]]],
    ["with a NUL", { name: "a\0b" }, [["INVALID", ["name"]]]],
    ["with 51 retries", { retryPolicy: { maxRetries: 51 } }, [["LIMIT_EXCEEDED", ["retryPolicy", "maxRetries"]]]],
    ["with no timeout", { timeoutSeconds: 0 }, [["INVALID", ["timeoutSeconds"]]]],
    ["with a rate of 10001", { rateLimitPerSecond: 10_001 }, [["LIMIT_EXCEEDED", ["rateLimitPerSecond"]]]],
    [
      "with a token URI to a private address",
      { security: { oauth2: { tokenUri: "https://192.168.0.1/", clientId: "c", clientSecret: "s" } } },
      [["BLOCKED_ADDRESS", ["security", "oauth2", "tokenUri"]]],
    ],
    [
      "with a header that we send ourselves",
      { security: { headers: [{ name: "webhook-id", value: "x" }] } },
      [["INVALID", ["security", "headers", "0", "name"]]],
    ],
    [
      "for everything that is wrong with it at once",
      { uri: "https://127.0.0.1.nip/#x", name: "", eventTypes: ["nope"], timeoutSeconds: 31 },
      [
        ["INVALID", ["uri"]],
        ["REQUIRED", ["name"]],
        ["INVALID", ["eventTypes", "0"]],
        ["LIMIT_EXCEEDED", ["timeoutSeconds"]],
      ],
    ],
  ];
  test.each(cases)("%s", async (_case, input, expected) => {
    const before = await countRows();
    const { createWebhookSubscription } = await tenant.ask(CREATE, { input: { ...MINIMAL, ...input } });
    const found = createWebhookSubscription.userErrors.map(({ code, path }) => [code, path]);
    expect(createWebhookSubscription.webhookSubscription).toBeNull();
    expect(new Set(found.map(String))).toEqual(new Set(expected.map(String)));
    expect(await countRows()).toEqual(before);
  });

  test("when another one has its externalId, together with everything else", async () => {
    await create({ externalId: "cad-1" });
    const input = { ...MINIMAL, externalId: "cad-1", name: "" };
    const { createWebhookSubscription } = await tenant.ask(CREATE, { input });
    expect(createWebhookSubscription.userErrors.map(({ code, path }) => [code, path])).toEqual([
      ["REQUIRED", ["name"]],
      ["CONFLICT", ["externalId"]],
    ]);
  });

  test("where integrations are not enabled", async () => {
    const off = await createTenant({ integrationsEnabled: false });
    const { createWebhookSubscription } = await off.ask(CREATE, { input: MINIMAL });
    expect(createWebhookSubscription).toMatchObject({
      webhookSubscription: null,
      userErrors: [{ code: "NOT_ENABLED", path: [] }],
    });
  });
});

test("a oneOf with two models is refused as an invalid variable", async () => {
  const input = { ...MINIMAL, security: { none: true, apiKey: "x" } };
  const answer = await post(
    "mutation ($input: CreateWebhookSubscriptionInput!) { createWebhookSubscription(input: $input) { userErrors { code } } }",
    { input },
    { "x-api-key": tenant.key },
  );
  expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: "BAD_USER_INPUT" } }] });
});

describe("an update", () => {
  test("leaves absent fields, removes what is null, and counts versions", async () => {
    const { id } = await create({
      externalId: "ext-1",
      name: "Paging",
      secret: "hush",
      rateLimitPerSecond: 5,
      retryPolicy: { maxRetries: 3, baseSeconds: 4 },
      security: { apiKey: "k-123456" },
    });
    const first = await tenant.ask(UPDATE, { input: { id, version: 1, name: "Paging, night" } });
    expect(first.updateWebhookSubscription.webhookSubscription).toMatchObject({
      externalId: "ext-1",
      name: "Paging, night",
      hasSecret: true,
      rateLimitPerSecond: 5,
      retryPolicy: { maxRetries: 3, baseSeconds: 4, maxSeconds: 3600 },
      security: { __typename: "ApiKeySecurity" },
      version: 2,
    });
    const second = await tenant.ask(UPDATE, {
      input: {
        id,
        externalId: null,
        secret: null,
        rateLimitPerSecond: null,
        retryPolicy: { maxRetries: 0 },
        security: { none: true },
      },
    });
    expect(second.updateWebhookSubscription.webhookSubscription).toMatchObject({
      externalId: null,
      hasSecret: false,
      rateLimitPerSecond: null,
      retryPolicy: { maxRetries: 0, baseSeconds: 4, maxSeconds: 3600 },
      security: { __typename: "NoSecurity" },
      version: 3,
    });
  });

  test("that changes nothing leaves no version and no entry; a secret that is given is a change", async () => {
    const same = {
      externalId: "same",
      name: "Paging",
      uri: "https://hooks.example.com/in",
      eventTypes: ["alert.sent"],
      isActive: true,
      mode: "DIRECT" as const,
      security: { none: true },
      secret: null,
      retryPolicy: { maxRetries: 3 },
      rateLimitPerSecond: 5,
      timeoutSeconds: 10,
    };
    const { id } = await create(same);
    const { versions: _, ...before } = (await countRows()) ?? {};
    for (const fields of [{}, same, { version: 1, ...same }, { retryPolicy: { baseSeconds: 2 } }]) {
      const { updateWebhookSubscription } = await tenant.ask(UPDATE, { input: { id, ...fields } });
      expect(updateWebhookSubscription).toMatchObject({ webhookSubscription: { id, version: 1 }, userErrors: [] });
    }
    expect(await countRows()).toMatchObject(before);
    for (const [index, fields] of [{ secret: "hush" }, { secret: "hush" }, { security: { apiKey: "k" } }].entries()) {
      const { updateWebhookSubscription } = await tenant.ask(UPDATE, { input: { id, ...fields } });
      expect(updateWebhookSubscription.webhookSubscription?.version).toBe(index + 2);
    }
  });

  test("closes a circuit breaker where it mends something, and not where it names the same place again", async () => {
    const { id } = await create();
    const { sql } = client();
    const key = decodeId("sub", id);
    await sql`insert into circuit_breakers (subscription_id, tenant_id, opened_at) values (${key}, ${tenant.id}, now())`;
    const isOpen = async () => (await sql`select 1 from circuit_breakers where subscription_id = ${key}`).length === 1;
    await tenant.ask(UPDATE, { input: { id, uri: MINIMAL.uri, security: { none: true }, name: "Other" } });
    expect(await isOpen()).toBe(true);
    await tenant.ask(UPDATE, { input: { id, uri: "https://hooks.example.com/mended" } });
    expect(await isOpen()).toBe(false);
  });

  test("of another version than the current one is a conflict, located and without effect", async () => {
    const { id } = await create();
    const { updateWebhookSubscription } = await tenant.ask(UPDATE, { input: { id, version: 7, name: "Other" } });
    expect(updateWebhookSubscription).toMatchObject({
      webhookSubscription: null,
      userErrors: [{ code: "CONFLICT", path: ["version"] }],
    });
    expect((await tenant.ask(UPDATE, { input: { id, version: 1 } })).updateWebhookSubscription.userErrors).toEqual([]);
  });

  test("may keep its own externalId", async () => {
    const { id } = await create({ externalId: "mine" });
    const { updateWebhookSubscription } = await tenant.ask(UPDATE, { input: { id, externalId: "mine" } });
    expect(updateWebhookSubscription.userErrors).toEqual([]);
  });

  test.each(["sub_01h455vb4pex5vsknk084sn02q", "int_01h455vb4pex5vsknk084sn02q", "garbage", ""])(
    "of %j finds nothing",
    async (id) => {
      const { updateWebhookSubscription } = await tenant.ask(UPDATE, { input: { id, name: "" } });
      expect(updateWebhookSubscription.userErrors.map(({ code, path }) => [code, path])).toEqual([
        ["NOT_FOUND", ["id"]],
        ["REQUIRED", ["name"]],
      ]);
    },
  );
});

describe("a deleted subscription", () => {
  test("is not found any more, and its externalId is free", async () => {
    const { id } = await create({ externalId: "again" });
    const { deleteWebhookSubscription } = await tenant.ask(DELETE, { input: { id, version: 1 } });
    expect(deleteWebhookSubscription).toEqual({ deletedId: id, userErrors: [] });
    expect((await tenant.ask(FIND, { id })).webhookSubscription).toBeNull();
    expect((await tenant.ask(DELETE, { input: { id } })).deleteWebhookSubscription.userErrors).toMatchObject([
      { code: "NOT_FOUND", path: ["id"] },
    ]);
    await create({ externalId: "again" });
  });
});

describe("a rotated signing key", () => {
  test("signs at once, and the one before it until the overlap ends", async () => {
    const created = await create();
    const { rotateSigningKey } = await tenant.ask(ROTATE, { input: { id: created.id, overlapHours: 2 } });
    const keys = rotateSigningKey.webhookSubscription?.signingKeys ?? [];
    expect(rotateSigningKey).toMatchObject({ webhookSubscription: { version: 2 }, userErrors: [] });
    expect(keys.map((key) => key.expiresAt === null)).toEqual([true, false]);
    expect(keys[1]?.value).toBe(created.signingKeys[0]?.value);
    const leftMs = Date.parse(keys[1]?.expiresAt ?? "") - Date.now();
    expect(leftMs).toBeGreaterThan(119 * 60_000);
    expect(leftMs).toBeLessThanOrEqual(120 * 60_000);
  });

  test.each([
    [-1, "INVALID"],
    [169, "LIMIT_EXCEEDED"],
  ])("cannot overlap %i hours", async (overlapHours, code) => {
    const { id } = await create();
    const { rotateSigningKey } = await tenant.ask(ROTATE, { input: { id, overlapHours } });
    expect(rotateSigningKey).toEqual({ webhookSubscription: null, userErrors: [{ code, path: ["overlapHours"] }] });
  });

  test("is refused while seven before it sign still, unless all of them shall end", async () => {
    const { id } = await create();
    const rotate = async (overlapHours: number) =>
      (await tenant.ask(ROTATE, { input: { id, overlapHours } })).rotateSigningKey;
    for (let round = 0; round < 7; round += 1) expect((await rotate(24)).userErrors).toEqual([]);
    const refused = { webhookSubscription: null, userErrors: [{ code: "LIMIT_EXCEEDED", path: ["overlapHours"] }] };
    expect(await rotate(24)).toEqual(refused);
    expect((await rotate(0)).userErrors).toEqual([]);
    expect((await rotate(24)).userErrors).toEqual([]);
  });
});

async function countRows() {
  const [row] = await client().sql`
    select (select count(*) from subscriptions) as subscriptions, (select count(*) from signing_keys) as keys,
           (select count(*) from audit_entries) as audited, (select sum(definition_version) from tenants) as versions`;
  return row;
}
