/** /v2/settings/subscriptions: envelopes, faults, pages, orders, permissions, and no secret in any answer. */
import { beforeAll, describe, expect, test } from "vitest";
import { client } from "#db/client";
import { graphql } from "#graphql/document";
import {
  answerCreate,
  answerDelete,
  answerHistory,
  answerList,
  answerOne,
  answerTest,
  answerUpdate,
} from "#graphql/v2/subscription-requests";
import { publishEvents } from "#jobs/publish-events";
import { createKey, createTenant, startWorker, type TestTenant, withDatabase } from "../../support/api.ts";
import { startReceiver } from "../../support/receiver.ts";
import { waitFor } from "../../support/wait-for.ts";

withDatabase();

const MASK = "••••••••";
const SUCCESS = {
  isSuccess: true,
  errorCode: "None",
  errorMessage: null,
  validationFailures: [],
  messages: [],
  resourceKey: null,
};
const UNKNOWN_ID = "sub_01h455vb4pex5vsknk084sn02q";

let tenant: TestTenant;
beforeAll(async () => {
  tenant = await createTenant();
});

type Call = { key?: string | null; body?: unknown; query?: string };

const BASE = "http://localhost/v2/settings/subscriptions";
async function call(
  answer: (request: Request, id: string) => Promise<Response>,
  id: string,
  { key = tenant.key, body, query = "" }: Call = {},
) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const request = new Request(`${BASE}${query}`, {
    method: body === undefined ? "GET" : "POST",
    headers: key === null ? {} : { "x-api-key": key },
    ...(body === undefined ? {} : { body: text }),
  });
  const response = await answer(request, id);
  return { httpStatus: response.status, body: await response.json() };
}

const GIVEN = {
  uri: "https://hooks.example.com/konexus",
  secret: "a shared secret",
  security: { type: "header", "X-Token": "a token of some length", "X-Client": "county" },
  eventTypes: ["alert.sent", "alert.read"],
  isActive: false,
};

async function create(fields: Record<string, unknown> = {}, key = tenant.key) {
  const made = await call(answerCreate, "", { key, body: { ...GIVEN, ...fields } });
  expect(made).toMatchObject({ httpStatus: 201 });
  return made.body.item;
}

describe("a subscription", () => {
  test("is made with 201, in its envelope, and found again as it was made", async () => {
    const made = await call(answerCreate, "", { body: GIVEN });
    expect(made).toEqual({
      httpStatus: 201,
      body: {
        item: {
          id: expect.stringMatching(/^sub_/),
          name: "hooks.example.com",
          uri: GIVEN.uri,
          secret: MASK,
          security: { type: "header", "X-Token": `${MASK}ngth`, "X-Client": MASK },
          eventTypes: GIVEN.eventTypes,
          isActive: false,
          createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
          updatedAt: expect.stringMatching(/^\d{4}-.*Z$/),
        },
        status: SUCCESS,
        hasErrors: false,
        isValid: true,
      },
    });
    expect(await call(answerOne, made.body.item.id)).toEqual({ httpStatus: 200, body: made.body });
  });

  test("is DIRECT, with the default retry policy and a signing key, in GraphQL the same object", async () => {
    const { id } = await create();
    const { webhookSubscription } = await tenant.ask(
      graphql(`
        query ($id: ID!) {
          webhookSubscription(id: $id) {
            mode hasSecret retryPolicy { maxRetries baseSeconds maxSeconds } signingKeys { expiresAt }
            security { __typename ... on HeaderSecurity { headers { name } } }
          }
        }
      `),
      { id },
    );
    expect(webhookSubscription).toEqual({
      mode: "DIRECT",
      hasSecret: true,
      retryPolicy: { maxRetries: 20, baseSeconds: 2, maxSeconds: 3600 },
      signingKeys: [{ expiresAt: null }],
      security: { __typename: "HeaderSecurity", headers: [{ name: "X-Token" }, { name: "X-Client" }] },
    });
  });

  test.each<[string, unknown, unknown]>([
    ["none", { type: "none" }, { type: "none" }],
    ["none, where nothing is given", undefined, { type: "none" }],
    ["none, where null is given", null, { type: "none" }],
    ["none, with empty keys beside it", { type: "none", apiKey: "" }, { type: "none" }],
    ["apiKey", { type: "apiKey", apiKey: "my-super-fancy-key" }, { type: "apiKey", apiKey: `${MASK}-key` }],
    ["header", { "x-api-key": "short", type: "header" }, { type: "header", "x-api-key": MASK }],
  ])("is let in by %s, its keys flat beside type", async (_type, security, shown) => {
    expect((await create({ security })).security).toEqual(shown);
  });

  test.each([
    ["basic", { basic: { username: "ops", password: "a password" } }, { type: "basic", username: "ops" }],
    [
      "oauth2",
      { oauth2: { tokenUri: "https://id.example.com/t", clientId: "c", clientSecret: "a client's secret" } },
      { type: "oauth2", tokenUri: "https://id.example.com/t", clientId: "c", scope: null },
    ],
  ])("made elsewhere with %s is shown, and keeps it when the rest is changed", async (_type, security, shown) => {
    const { createWebhookSubscription } = await tenant.ask(
      graphql(`
        mutation ($input: CreateWebhookSubscriptionInput!) {
          createWebhookSubscription(input: $input) { webhookSubscription { id } }
        }
      `),
      { input: { uri: GIVEN.uri, eventTypes: ["alert.sent"], security } },
    );
    const id = createWebhookSubscription.webhookSubscription?.id ?? "";
    const { body } = await call(answerOne, id);
    expect(body.item.security).toEqual(shown);
    const changed = await call(answerUpdate, id, { body: { ...body.item, isActive: false } });
    expect(changed).toMatchObject({ httpStatus: 200, body: { item: { isActive: false, security: shown } } });
  });
});

describe("a change", () => {
  test("that is sent back as it was answered stays as it is, the time of its last change too", async () => {
    const made = await create();
    expect((await call(answerUpdate, made.id, { body: made })).body.item).toEqual(made);
  });

  test("keeps what is absent", async () => {
    const made = await create();
    const { httpStatus, body } = await call(answerUpdate, made.id, { body: { isActive: true } });
    expect(httpStatus).toBe(200);
    expect(body).toEqual({
      item: { ...made, isActive: true, updatedAt: expect.any(String) },
      status: SUCCESS,
      hasErrors: false,
      isValid: true,
    });
  });

  test("of what was shown, sent back, changes no secret", async () => {
    const made = await create();
    const before = await client().sql`select security, secret from subscriptions order by id desc limit 1`;
    const { body } = await call(answerUpdate, made.id, { body: { ...made, uri: "https://other.example.com/" } });
    expect(body.item).toMatchObject({ uri: "https://other.example.com/", secret: MASK, security: made.security });
    expect([...(await client().sql`select security, secret from subscriptions order by id desc limit 1`)]).toEqual([
      ...before,
    ]);
  });

  test("replaces the security model and removes the secret", async () => {
    const made = await create();
    const body = {
      security: { type: "apiKey", apiKey: "another key, long" },
      secret: null,
      eventTypes: ["alert.read"],
    };
    expect((await call(answerUpdate, made.id, { body })).body.item).toMatchObject({
      security: { type: "apiKey", apiKey: `${MASK}long` },
      secret: null,
      eventTypes: ["alert.read"],
    });
  });

  test("is audited like any other", async () => {
    const made = await create();
    await call(answerDelete, made.id);
    const rows = await client().sql`select action, actor from audit_entries where subject_id = ${made.id} order by id`;
    expect([...rows]).toEqual([
      { action: "subscription.created", actor: "Test key" },
      { action: "subscription.deleted", actor: "Test key" },
    ]);
  });
});

test("a deleted subscription is not found any more", async () => {
  const { id } = await create();
  expect(await call(answerDelete, id)).toEqual({
    httpStatus: 200,
    body: { item: null, status: SUCCESS, hasErrors: false, isValid: true },
  });
  for (const answer of [answerOne, answerDelete, answerTest, answerHistory]) {
    expect(await call(answer, id)).toMatchObject({ httpStatus: 404, body: { status: { errorCode: "NotFound" } } });
  }
});

describe("a refusal lists every fault at once, and nothing is made", () => {
  const secret = "do-not-repeat-me";
  test.each<[string, unknown, [string, string, unknown][]]>([
    ["of a broken body", "{", [["", "Invalid", null]]],
    ["of a list", [], [["", "Invalid", null]]],
    [
      "of an empty body",
      {},
      [
        ["uri", "Required", null],
        ["eventTypes", "Required", null],
      ],
    ],
    ["of no URI", { ...GIVEN, uri: 5 }, [["uri", "Invalid", 5]]],
    ["of a private address", { ...GIVEN, uri: "https://10.0.0.1/" }, [["uri", "BlockedAddress", "https://10.0.0.1/"]]],
    [
      "of event types",
      { ...GIVEN, eventTypes: ["alert.sent", "alert.nope"] },
      [["eventTypes[1]", "Invalid", "alert.nope"]],
    ],
    ["of isActive", { ...GIVEN, isActive: "yes" }, [["isActive", "Invalid", "yes"]]],
    ["of a secret", { ...GIVEN, secret: `${secret}\0` }, [["secret", "Invalid", null]]],
    ["of a mask for a secret", { ...GIVEN, secret: MASK }, [["secret", "Invalid", null]]],
    ["of security that is no object", { ...GIVEN, security: secret }, [["security", "Invalid", null]]],
    ["of security without a type", { ...GIVEN, security: { apiKey: secret } }, [["security.type", "Required", null]]],
    ["of another type", { ...GIVEN, security: { type: "oauth2" } }, [["security.type", "Invalid", "oauth2"]]],
    ["of an apiKey without it", { ...GIVEN, security: { type: "apiKey" } }, [["security.apiKey", "Required", null]]],
    [
      "of an apiKey that is none",
      { ...GIVEN, security: { type: "apiKey", apiKey: [secret] } },
      [["security.apiKey", "Invalid", null]],
    ],
    [
      "of a mask for an apiKey",
      { ...GIVEN, security: { type: "apiKey", apiKey: MASK } },
      [["security.apiKey", "Invalid", null]],
    ],
    [
      "of a header beside an apiKey",
      { ...GIVEN, security: { type: "apiKey", apiKey: "k", "X-A": secret } },
      [["security.X-A", "Invalid", null]],
    ],
    ["of no header", { ...GIVEN, security: { type: "header" } }, [["security", "Required", null]]],
    [
      "of headers",
      { ...GIVEN, security: { type: "header", Host: secret, "X-A": `${secret}\n`, "X-B": "good", "": secret } },
      [
        ["security.Host", "Invalid", null],
        ["security.X-A", "Invalid", null],
        ["security.", "Required", null],
      ],
    ],
    [
      "of everything",
      { uri: "ftp://x", eventTypes: [], isActive: 1, security: { type: "?" }, secret: 7 },
      [
        ["security.type", "Invalid", "?"],
        ["uri", "Invalid", "ftp://x"],
        ["eventTypes", "Required", null],
        ["isActive", "Invalid", 1],
        ["secret", "Invalid", null],
      ],
    ],
  ])("%s", async (_case, body, expected) => {
    const before = await countSubscriptions();
    const { httpStatus, body: answer } = await call(answerCreate, "", { body });
    expect([httpStatus, answer.item, answer.hasErrors, answer.isValid]).toEqual([400, null, true, false]);
    expect(answer.status).toEqual({
      isSuccess: false,
      errorCode: "ValidationError",
      errorMessage: expect.stringMatching(/\.$/),
      validationFailures: expect.any(Array),
      messages: [],
      resourceKey: null,
    });
    const failures: { [key: string]: unknown }[] = answer.status.validationFailures;
    expect(failures.map((failure) => [failure.propertyName, failure.errorCode, failure.attemptedValue]).sort()).toEqual(
      [...expected].sort(),
    );
    expect(
      failures.every(({ errorMessage, resourceKey }) => String(errorMessage).endsWith(".") && resourceKey === null),
    ).toBe(true);
    expect(JSON.stringify(answer)).not.toContain(secret);
    expect(await countSubscriptions()).toBe(before);
  });

  test("also of a change", async () => {
    const made = await create();
    const body = { ...made, uri: "", security: { ...made.security, "X-Client": "new" } };
    const { httpStatus, body: answer } = await call(answerUpdate, made.id, { body });
    expect(httpStatus).toBe(400);
    expect(answer.status.validationFailures).toMatchObject([
      { propertyName: "uri", errorCode: "Required" },
      { propertyName: "security.X-Token", errorCode: "Invalid" },
    ]);
    expect((await call(answerOne, made.id)).body.item).toEqual(made);
  });

  test("while an integration uses the subscription", async () => {
    const made = await tenant.ask(
      graphql(`
        mutation ($input: CreateIntegrationInput!) {
          createIntegration(input: $input) { integration { actions { subscription { id } } } }
        }
      `),
      {
        input: {
          name: "Uses it",
          trigger: "alert.sent",
          actions: [{ newSubscription: { uri: GIVEN.uri, eventTypes: ["alert.sent"] } }],
        },
      },
    );
    const id = made.createIntegration.integration?.actions[0]?.subscription.id ?? "";
    expect(await call(answerDelete, id)).toMatchObject({
      httpStatus: 400,
      body: {
        status: { errorCode: "ValidationError", validationFailures: [{ propertyName: "id", errorCode: "InUse" }] },
      },
    });
  });

  test("of a body over 256 KiB", async () => {
    const { httpStatus } = await call(answerCreate, "", { body: { ...GIVEN, secret: "x".repeat(256 * 1024) } });
    expect(httpStatus).toBe(413);
  });
});

test.each([UNKNOWN_ID, "garbage", "int_01h455vb4pex5vsknk084sn02q"])("%s names nothing", async (id) => {
  for (const [answer, body] of [
    [answerOne, undefined],
    [answerUpdate, { isActive: false }],
    [answerDelete, undefined],
    [answerTest, undefined],
    [answerHistory, undefined],
  ] as const) {
    expect(await call(answer, id, { body })).toEqual({
      httpStatus: 404,
      body: {
        item: null,
        status: {
          ...SUCCESS,
          isSuccess: false,
          errorCode: "NotFound",
          errorMessage: `There is no subscription ${id}.`,
        },
        hasErrors: true,
        isValid: false,
      },
    });
  }
});

describe("the list", () => {
  let listed: TestTenant;
  const list = async (query = "") => call(answerList, "", { key: listed.key, query });
  const namesOf = (answer: { body: { items: { name: string }[] } }) =>
    answer.body.items.map(({ name }) => name).join("");
  beforeAll(async () => {
    listed = await createTenant();
    for (const [name, uri, isActive] of [
      ["b", "https://z.example.com/", true],
      ["A", "https://y.example.com/", false],
      ["c", "https://x.example.com/", true],
    ]) {
      await create({ name, uri, isActive }, listed.key);
    }
  });

  test("of nobody's subscriptions has one page", async () => {
    const { key } = await createTenant();
    expect(await call(answerList, "", { key })).toEqual({
      httpStatus: 200,
      body: {
        totalItemCount: 0,
        pageCount: 1,
        page: 1,
        pageSize: 25,
        items: [],
        status: SUCCESS,
        hasErrors: false,
        isValid: true,
      },
    });
  });

  test("holds items as one alone is shown, newest first", async () => {
    const answer = await list();
    expect(namesOf(answer)).toBe("cAb");
    expect((await call(answerOne, answer.body.items[0].id, { key: listed.key })).body.item).toEqual(
      answer.body.items[0],
    );
  });

  test.each([
    ["?pageSize=2", "cA", 3, 2, 1],
    ["?pageSize=2&page=2", "b", 3, 2, 2],
    ["?pageSize=2&page=3", "", 3, 2, 3],
    ["?page=1000000&pageSize=100", "", 3, 1, 1_000_000],
    ["?page=&pageSize=&sort=&search=", "cAb", 3, 1, 1],
    ["?sort=name", "Abc", 3, 1, 1],
    ["?sort=-name", "cbA", 3, 1, 1],
    ["?sort=uri", "cAb", 3, 1, 1],
    ["?sort=isActive,-name", "Acb", 3, 1, 1],
    ["?sort=-isActive, name", "bcA", 3, 1, 1],
    ["?sort=createdAt&pageSize=1&page=2", "A", 3, 3, 2],
    ["?sort=-updatedAt", "cAb", 3, 1, 1],
    ["?search=Y.EXAMPLE", "A", 1, 1, 1],
    ["?search=%25", "", 0, 1, 1],
    ["?search=example&sort=name&pageSize=2", "Ab", 3, 2, 1],
    ["?other=1", "cAb", 3, 1, 1],
  ])("of %s holds %j", async (query, names, total, pageCount, page) => {
    const answer = await list(query);
    expect([
      answer.httpStatus,
      namesOf(answer),
      answer.body.totalItemCount,
      answer.body.pageCount,
      answer.body.page,
    ]).toEqual([200, names, total, pageCount, page]);
  });

  test.each([
    ["?page=0", "page", "Invalid", "0"],
    ["?page=-1", "page", "Invalid", "-1"],
    ["?page=x", "page", "Invalid", "x"],
    ["?page=1.5", "page", "Invalid", "1.5"],
    ["?page=1000001", "page", "LimitExceeded", "1000001"],
    ["?pageSize=0", "pageSize", "Invalid", "0"],
    ["?pageSize=101", "pageSize", "LimitExceeded", "101"],
    ["?pageSize=99999999999999999999", "pageSize", "LimitExceeded", "99999999999999999999"],
    ["?sort=secret", "sort", "Invalid", "secret"],
    ["?sort=name,--uri", "sort", "Invalid", "name,--uri"],
    ["?search=%00", "search", "Invalid", "\0"],
  ])("of %s is refused", async (query, propertyName, errorCode, attemptedValue) => {
    const { httpStatus, body } = await list(query);
    expect([httpStatus, body.status.errorCode]).toEqual([400, "ValidationError"]);
    expect(body.status.validationFailures).toMatchObject([{ propertyName, errorCode, attemptedValue }]);
  });

  test("tells all that is wrong with a query", async () => {
    const { body } = await list("?page=0&pageSize=0&sort=x");
    expect(body.status.validationFailures.map((failure: { propertyName: string }) => failure.propertyName)).toEqual([
      "page",
      "pageSize",
      "sort",
    ]);
  });
});

describe("test and history", () => {
  test("send a ping and tell of it, and of every attempt, newest first", async () => {
    const receiver = await startReceiver();
    receiver.answer((request) => ({ status: request.json === "Ping!" ? 503 : 200, body: `got ${request.text}` }));
    const own = await createTenant();
    const made = await create({ uri: receiver.url, isActive: true }, own.key);
    const tested = await call(answerTest, made.id, { key: own.key });
    expect(tested.httpStatus).toBe(200);
    expect(tested.body).toMatchObject({
      status: SUCCESS,
      item: {
        id: expect.stringMatching(/^att_/),
        timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
        uri: receiver.url,
        isSuccess: false,
        request: { method: "POST", uri: receiver.url, body: '"Ping!"' },
        response: { statusCode: 503, body: 'got "Ping!"', bodyTruncated: false },
      },
    });
    expect(receiver.requests.map((request) => [request.text, request.headers["x-token"]])).toEqual([
      ['"Ping!"', "a token of some length"],
    ]);

    const worker = await startWorker();
    await publishEvents(own.id, [{ type: "alert.sent", externalId: null, occurredAt: null, metadata: {}, data: {} }]);
    await waitFor(async () => {
      const { body } = await call(answerHistory, made.id, { key: own.key });
      return body.totalItemCount === 2;
    });
    await worker.stop();
    await receiver.close();
    const { body } = await call(answerHistory, made.id, { key: own.key });
    expect(body).toMatchObject({
      totalItemCount: 2,
      pageCount: 1,
      page: 1,
      pageSize: 25,
      status: SUCCESS,
      hasErrors: false,
    });
    expect(body.items).toMatchObject([
      { isSuccess: true, eventType: "alert.sent", response: { statusCode: 200 }, request: { uri: receiver.url } },
      { ...tested.body.item },
    ]);
    const sent = JSON.parse(body.items[0].request.body);
    expect(sent).toEqual({ ...(receiver.requests[1]?.json as object), secret: MASK });
    expect(JSON.stringify(body)).not.toContain(GIVEN.secret);
    expect(JSON.stringify(body)).not.toContain("a token of some length");

    const second = await call(answerHistory, made.id, { key: own.key, query: "?page=2&pageSize=1" });
    expect(second.body).toMatchObject({
      totalItemCount: 2,
      pageCount: 2,
      page: 2,
      items: [{ id: tested.body.item.id }],
    });
    const beyond = await call(answerHistory, made.id, { key: own.key, query: "?page=1000000" });
    expect(beyond.body).toMatchObject({ totalItemCount: 2, items: [] });
    expect((await call(answerHistory, made.id, { key: own.key, query: "?page=0" })).httpStatus).toBe(400);
  });

  test("of a subscription that nothing was sent to is an empty page", async () => {
    const { id } = await create();
    expect((await call(answerHistory, id)).body).toMatchObject({ totalItemCount: 0, pageCount: 1, items: [] });
  });

  test("tell of an answer that never came", async () => {
    const receiver = await startReceiver();
    const { id } = await create({ uri: receiver.url });
    await receiver.close();
    expect((await call(answerTest, id)).body.item).toMatchObject({
      isSuccess: false,
      cause: expect.stringMatching(/\.$/),
      response: null,
    });
  });
});

describe("who may call", () => {
  const CALLS = [
    ["list", answerList, undefined, "READ"],
    ["one", answerOne, undefined, "READ"],
    ["history", answerHistory, undefined, "READ"],
    ["create", answerCreate, GIVEN, "MANAGE"],
    ["update", answerUpdate, { isActive: false }, "MANAGE"],
    ["delete", answerDelete, undefined, "MANAGE"],
    ["test", answerTest, undefined, "MANAGE"],
  ] as const;

  test.each(CALLS)("%s needs a key with its permission, before anything else", async (_name, answer, body, needed) => {
    const id = UNKNOWN_ID;
    for (const key of [null, "sp_wrong"]) {
      expect(await call(answer, id, { key, body })).toEqual({ httpStatus: 401, body: { error: "Unauthorized." } });
    }
    for (const permission of ["READ", "MANAGE", "PUBLISH", "ADMINISTER"] as const) {
      const key = await createKey(tenant.id, [permission]);
      const { httpStatus, body: answered } = await call(answer, id, { key, body });
      if (permission === needed) expect([200, 201, 404]).toContain(httpStatus);
      else expect([httpStatus, answered]).toEqual([403, { error: "Forbidden." }]);
    }
  });

  test("another tenant finds nothing", async () => {
    const made = await create();
    const { key } = await createTenant();
    for (const [, answer, body] of CALLS.filter(([name]) => name !== "list" && name !== "create")) {
      expect(await call(answer, made.id, { key, body })).toMatchObject({ httpStatus: 404 });
    }
    expect((await call(answerList, "", { key })).body.totalItemCount).toBe(0);
    expect((await call(answerOne, made.id)).body.item).toEqual(made);
  });

  test("where integrations are not enabled, looking is possible and nothing else", async () => {
    const { key } = await createTenant({ integrationsEnabled: false });
    expect((await call(answerList, "", { key })).httpStatus).toBe(200);
    for (const [answer, body] of [
      [answerCreate, GIVEN],
      [answerDelete, undefined],
      [answerTest, undefined],
    ] as const) {
      expect(await call(answer, UNKNOWN_ID, { key, body })).toMatchObject({
        httpStatus: 403,
        body: { item: null, status: { errorCode: "NotEnabled", errorMessage: expect.stringContaining("not enabled") } },
      });
    }
  });
});

async function countSubscriptions(): Promise<number> {
  const [row] = await client().sql`select count(*)::int as count from subscriptions`;
  return row?.count;
}
