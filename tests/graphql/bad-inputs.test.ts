/**
 * Bad inputs, one a row, over the real API: each has its exact answer, and when all have been tried nothing has changed
 * in any table and everything still works.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { checkHealth } from "#graphql/health";
import { answerPublishing } from "#graphql/publish-request";
import { answerGraphQL } from "#graphql/server";
import * as v2 from "#graphql/v2/subscription-requests";
import { createTenant, post, startWorker, type TestTenant, withDatabase } from "../support/api.ts";
import { rootFields } from "../support/generated-calls.ts";
import { digestOfTables } from "../support/table-digest.ts";
import { waitFor } from "../support/wait-for.ts";
import { MUTATIONS } from "./bad-inputs/mutations.ts";
import { PUBLICATIONS } from "./bad-inputs/publications.ts";
import { QUERIES } from "./bad-inputs/queries.ts";
import { REQUESTS } from "./bad-inputs/requests.ts";
import { V2_CALLS } from "./bad-inputs/v2-calls.ts";
import { type BadWorld, makeBadWorld } from "./bad-inputs/world.ts";

withDatabase();

let tenant: TestTenant;
let world: BadWorld;
let before: Map<string, string>;
beforeAll(async () => {
  tenant = await createTenant();
  world = await makeBadWorld(tenant);
  before = await digestOfTables();
});

const NO_COOKIES = { getAll: () => [] };

function placed(errors: readonly { code: string; path: readonly string[] }[]): string[] {
  return errors.map(({ code, path }) => [code, ...path].join(" ")).toSorted();
}

describe("a mutation says everything that is wrong with", () => {
  test.each(MUTATIONS)("%s (%s)", async (_what, name, given, expected) => {
    const type = rootFields().find(({ field }) => field.name === name)?.field.args[0]?.type;
    const query = `mutation ($input: ${type}) { ${name}(input: $input) { userErrors { code message path } } }`;
    const answer = await post(query, { input: given(world) }, { "x-api-key": tenant.key });
    const payload = (
      answer.data as Record<string, { userErrors: { code: string; message: string; path: string[] }[] }>
    )?.[name];
    expect(placed(payload?.userErrors ?? []), answer.text).toEqual([...expected].toSorted());
    for (const { message } of payload?.userErrors ?? []) expect(message).toMatch(/^\S.*\.$/s);
    expect(answer.status).toBe(200);
  });
});

describe("a document is refused", () => {
  test.each(QUERIES)("%s", async (_what, query, given, status, code) => {
    const answer = await post(query, given(world), { "x-api-key": tenant.key });
    expect(
      answer.errors.map((error) => error.extensions.code),
      answer.text,
    ).toContain(code);
    expect(answer.status).toBe(status);
    expect(Object.values((answer.data as object | null) ?? {}).filter((value) => value !== null)).toEqual([]);
  });
});

describe("a request to /api/graphql is refused", () => {
  test.each(REQUESTS)("%s", async (_what, init, search, status, code) => {
    const { headers = {}, ...rest } = init(world);
    const request = new Request(`http://localhost/api/graphql${search}`, {
      ...rest,
      headers: { "x-api-key": tenant.key, ...headers },
    });
    const response = await answerGraphQL(request, NO_COOKIES);
    const text = await response.text();
    const codes = (JSON.parse(text).errors as { extensions: { code: string } }[]).map(
      ({ extensions }) => extensions.code,
    );
    expect([response.status, codes], text).toEqual([status, [code]]);
  });
});

describe("a publication is refused", () => {
  test.each(PUBLICATIONS)("%s", async (_what, body, contentType, status, expected) => {
    const text = typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body);
    const headers = { "x-api-key": tenant.key, ...(contentType === null ? {} : { "content-type": contentType }) };
    const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
    const request = new Request("http://localhost/api/events", { method: "POST", headers, body: Buffer.from(bytes) });
    const response = await answerPublishing(request, NO_COOKIES);
    const answer = await response.json();
    expect([response.status, placed(answer.errors)]).toEqual([status, [...expected].toSorted()]);
    for (const { message } of answer.errors) expect(message).toMatch(/^\S.*\.$/s);
  });
});

describe("a call of the Konexus Subscription API is refused", () => {
  const ANSWERS = {
    list: v2.answerList,
    create: v2.answerCreate,
    one: v2.answerOne,
    update: v2.answerUpdate,
    delete: v2.answerDelete,
    test: v2.answerTest,
    history: v2.answerHistory,
  };
  test.each(V2_CALLS)("%s (%s)", async (_what, call, given, status, expected) => {
    const { id = "", query = "", body } = given(world);
    const request = new Request(`http://localhost/v2/settings/subscriptions${query}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { "x-api-key": tenant.key },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const response = await ANSWERS[call](request, id);
    const answer = await response.json();
    const failures = (answer.status?.validationFailures ?? []) as { errorCode: string; propertyName: string }[];
    const told = failures.map(({ errorCode, propertyName }) => `${errorCode} ${propertyName}`.trim());
    const code = answer.status?.errorCode ?? answer.error;
    expect([response.status, code, told.toSorted()]).toEqual([status, ...expected]);
  });
});

describe("afterwards", () => {
  test("there were at least 150 of them", () => {
    const rows = [MUTATIONS, QUERIES, REQUESTS, PUBLICATIONS, V2_CALLS].map((table) => table.length);
    expect(rows.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(150);
  });

  test("every mutation was tried", () => {
    const tried = new Set<string>(MUTATIONS.map(([, name]) => name));
    const all = rootFields().flatMap(({ operation, field }) => (operation === "mutation" ? [field.name] : []));
    expect(all.filter((name) => !tried.has(name))).toEqual([]);
  });

  test("no table has changed", async () => {
    expect(before.size).toBeGreaterThan(15);
    expect(await digestOfTables()).toEqual(before);
  });

  test("everything still works", async () => {
    const worker = await startWorker();
    await waitFor(async () => (await checkHealth()).status === "ok", { what: "health" });
    await worker.stop();
    const answer = await post("{ viewer { name } }", {}, { "x-api-key": tenant.key });
    expect(answer).toMatchObject({ status: 200, errors: [] });
  });
});
