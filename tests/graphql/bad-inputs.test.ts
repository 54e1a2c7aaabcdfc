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

describe("a cursor is taken by the list that gave it, and by no other", () => {
  const LISTS: [string, (world: BadWorld) => [field: string, path: string[]], isForwardOnly?: boolean][] = [
    ...["integrations", "webhookSubscriptions", "events", "deliveries", "auditLog"].map(
      (name): (typeof LISTS)[number] => [name, () => [name, []]],
    ),
    ["recoveries", () => ["recoveries", []], true],
    ["an integration's revisions", ({ integration }) => [`integration(id: "${integration}") { revisions`, ["}"]], true],
    ["another's revisions", ({ disabled }) => [`integration(id: "${disabled}") { revisions`, ["}"]], true],
    ["an integration's deliveries", ({ integration }) => [`integration(id: "${integration}") { deliveries`, ["}"]]],
    ["a subscription's deliveries", (all) => [`webhookSubscription(id: "${all.subscription}") { deliveries`, ["}"]]],
    ["another's deliveries", ({ direct }) => [`webhookSubscription(id: "${direct}") { deliveries`, ["}"]]],
    ["an event's deliveries", ({ event }) => [`event(id: "${event}") { deliveries`, ["}"]]],
  ];
  const askList = (index: number, args: string) => {
    const [field, close] = LISTS[index]?.[1](world) ?? ["", []];
    return post(`{ ${field}(${args}) { edges { cursor } } ${close.join(" ")} }`, {}, { "x-api-key": tenant.key });
  };

  test("among all lists there are", async () => {
    const cursors: string[] = [];
    for (const [index, [name]] of LISTS.entries()) {
      const cursor = /"cursor":"([^"]+)"/.exec((await askList(index, "first: 1")).text)?.[1] ?? "";
      expect(cursor, name).toMatch(/^[\w-]+$/);
      cursors.push(cursor);
    }
    expect(new Set(cursors).size).toBe(LISTS.length);
    for (const [index, [name, , isForwardOnly = false]] of LISTS.entries()) {
      for (const [from, cursor] of cursors.entries()) {
        for (const argument of isForwardOnly ? ["after"] : ["after", "before"]) {
          const { status, errors } = await askList(index, `${argument}: "${cursor}"`);
          const told = errors.map(({ message, extensions }) => `${extensions.code} ${message}`);
          const refusal = [`BAD_USER_INPUT ${argument} is not a cursor that this list gave.`];
          expect([status, told], `${LISTS[from]?.[0]} in ${name}`).toEqual(from === index ? [200, []] : [400, refusal]);
        }
      }
    }
  });
});

describe("a query says everything that is wrong with its arguments, each by its name:", () => {
  const NUL = '"\\u0000"';
  test.each([
    [
      `deliveries(first: 101, last: -1, after: "x", before: "y", filter: { search: ${NUL}, eventTypes: ["alert.sent", ${NUL}] }) { totalCount }`,
      ["filter.eventTypes.1", "filter.search", "first", "first", "last", "after", "before"],
    ],
    [
      `events(first: 500, after: "x", type: ${NUL}, search: ${NUL}) { edges { cursor } }`,
      ["type", "search", "first", "after"],
    ],
    [`integrations(last: 500, before: "", trigger: ${NUL}) { totalCount }`, ["trigger", "last", "before"]],
    [`webhookSubscriptions(first: -1, after: "", eventType: ${NUL}) { totalCount }`, ["eventType", "first", "after"]],
    ['auditLog(first: 1, last: 101, after: "x") { edges { cursor } }', ["first", "last", "after"]],
    ['recoveries(first: -5, after: "x") { edges { cursor } }', ["first", "after"]],
    [
      `deliveryReport(from: "2026-02-01T00:00:00Z", to: "2026-01-01T00:00:00Z", interval: DAY, filter: { search: ${NUL} }) { totals { events } }`,
      ["to", "filter.search"],
    ],
    [
      `previewFilters(trigger: "alert.lost", recent: 0, event: { externalId: "", data: 5 }, filters: [{ conditions: [] }, { conditions: [{ field: "" }] }]) { evaluated }`,
      [
        ...["trigger", "filters.0.conditions", "filters.1.conditions.0.field", "filters.1.conditions.0.values"],
        ...["event.externalId", "event.data", "recent"],
      ],
    ],
  ])("%s", async (field, expected) => {
    const answer = await post(`{ ${field} }`, {}, { "x-api-key": tenant.key });
    const [error, ...others] = answer.errors;
    expect([answer.status, error?.extensions.code, others], answer.text).toEqual([400, "BAD_USER_INPUT", []]);
    const sentences = error?.message.split(/(?<=\.) (?=[a-z])/) ?? [];
    expect(
      sentences.map((sentence) => /^[\w.]+/.exec(sentence)?.[0]),
      answer.text,
    ).toEqual(expected);
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
