/** Automatic persisted queries and GET: a document's hash stands for it, and a process that does not know it says so. */
import { createHash } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { client } from "#db/client";
import { answerGraphQL } from "#graphql/server";
import { createTenant, type TestTenant, withDatabase } from "../support/api.ts";

withDatabase();

let tenant: TestTenant;
beforeAll(async () => {
  tenant = await createTenant();
});

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");
const persisted = (sha256Hash: unknown, version: unknown = 1) => ({ persistedQuery: { version, sha256Hash } });

type Request_ = { query?: string; variables?: object; extensions?: object };

async function answered(response: Response) {
  const { data = null, errors = [], extensions } = JSON.parse(await response.text());
  return {
    status: response.status,
    data,
    codes: (errors as { extensions: { code: string } }[]).map((error) => error.extensions.code),
    extensions,
  };
}

async function byPost(body: Request_, headers: Record<string, string> = {}) {
  const all = { "content-type": "application/json", "x-api-key": tenant.key, ...headers };
  const request = new Request("http://localhost/api/graphql", {
    method: "POST",
    headers: all,
    body: JSON.stringify(body),
  });
  return answered(await answerGraphQL(request, { getAll: () => [] }));
}

async function byGet({ query, variables, extensions }: Request_, headers: Record<string, string> = PREFLIGHT) {
  const search = new URLSearchParams({
    ...(query === undefined ? {} : { query }),
    ...(variables && { variables: JSON.stringify(variables) }),
    ...(extensions && { extensions: JSON.stringify(extensions) }),
  });
  const request = new Request(`http://localhost/api/graphql?${search}`, {
    headers: { "x-api-key": tenant.key, ...headers },
  });
  return answered(await answerGraphQL(request, { getAll: () => [] }));
}

/** Another site's form or image cannot send it. */
const PREFLIGHT = { "apollo-require-preflight": "true" };

describe("a persisted query", () => {
  test("is unknown, then sent whole with its hash, then known by the hash alone, by POST and GET", async () => {
    const query = "query Name($n: String!) { eventType(name: $n) { name } }";
    const variables = { n: "alert.sent" };
    const extensions = persisted(hashOf(query));
    const unknown = { status: 200, codes: ["PERSISTED_QUERY_NOT_FOUND"], data: null };
    expect(await byGet({ variables, extensions })).toMatchObject(unknown);
    expect(await byPost({ variables, extensions })).toMatchObject(unknown);
    const found = { status: 200, codes: [], data: { eventType: { name: "alert.sent" } } };
    expect(await byPost({ query, variables, extensions })).toMatchObject(found);
    expect(await byPost({ variables, extensions })).toMatchObject(found);
    expect(await byGet({ variables, extensions })).toMatchObject(found);
  });

  test("can be sent whole by GET", async () => {
    const query = "query Whole { viewer { permissions } }";
    const extensions = persisted(hashOf(query));
    expect(await byGet({ query, extensions })).toMatchObject({ status: 200, codes: [] });
    expect(await byGet({ extensions })).toMatchObject({ status: 200, codes: [] });
  });

  test.each<[string, Request_]>([
    ["whose hash is another text's", { query: "{ viewer { name } }", extensions: persisted(hashOf("{ other }")) }],
    ["of another version", { query: "{ viewer { name } }", extensions: persisted(hashOf("{ viewer { name } }"), 2) }],
    ["that is no object", { query: "{ viewer { name } }", extensions: { persistedQuery: 5 } }],
  ])("%s is refused", async (_what, body) => {
    expect(await byPost(body)).toMatchObject({ status: 400, codes: ["BAD_REQUEST"] });
  });

  test.each([[5], [null], [["x"]], [{}], [""]])("with the hash %j is one that nobody knows", async (hash) => {
    const { status, codes } = await byPost({ extensions: persisted(hash) });
    expect(status).toBeLessThan(500);
    expect(codes).toEqual([expect.stringMatching(/^(PERSISTED_QUERY_NOT_FOUND|BAD_REQUEST)$/)]);
  });

  test("that is too costly is refused, and not kept", async () => {
    const page = "deliveries(first: 100) { edges { node { event {";
    const query = `{ ${page.repeat(3)} id ${"} } } }".repeat(3)} }`;
    const extensions = persisted(hashOf(query));
    expect(await byPost({ query, extensions })).toMatchObject({ status: 400, codes: ["BAD_USER_INPUT"] });
    expect(await byPost({ extensions })).toMatchObject({ codes: ["PERSISTED_QUERY_NOT_FOUND"] });
  });
});

describe("GET", () => {
  test("answers queries, and refuses mutations with 405 before they do anything", async () => {
    expect(await byGet({ query: "{ viewer { name } }" })).toMatchObject({ status: 200, codes: [] });
    const query = 'mutation { createApiKey(input: { name: "by GET", permissions: [READ] }) { secret } }';
    expect(await byGet({ query })).toMatchObject({ status: 405, codes: ["BAD_REQUEST"] });
    const extensions = persisted(hashOf(query));
    expect(await byPost({ query: `${query} `, extensions: persisted(hashOf(`${query} `)) })).toMatchObject({
      status: 200,
    });
    expect(await byGet({ extensions: persisted(hashOf(`${query} `)) })).toMatchObject({ status: 405 });
    expect(await byGet({ extensions })).toMatchObject({ codes: ["PERSISTED_QUERY_NOT_FOUND"] });
    const [row] = await client().sql`select count(*)::int as n from api_keys where name = 'by GET'`;
    expect(row?.n).toBe(1);
  });

  test("is refused where another site's page could have sent it", async () => {
    expect(await byGet({ query: "{ viewer { name } }" }, {})).toMatchObject({ status: 400, codes: ["BAD_REQUEST"] });
  });
});

describe("an answer tells its cost to who asks for it", () => {
  const query = "query ($first: Int) { deliveries(first: $first) { edges { node { attempts { number } } } } }";
  const DEBUG = { "x-signalpost-debug": "cost" };

  test.each([
    [10, 1 + 10 * (1 + 1 * (1 + 5 * 0))],
    [100, 1 + 100 * (1 + 1 * (1 + 5 * 0))],
  ])("for a page of %i", async (first, requestedQueryCost) => {
    const { extensions } = await byPost({ query, variables: { first } }, DEBUG);
    expect(extensions).toEqual({
      cost: { requestedQueryCost, maximumQueryCost: 200_000, queryDepth: 5, maximumQueryDepth: 24 },
    });
  });

  test("and to nobody else", async () => {
    expect((await byPost({ query, variables: { first: 10 } })).extensions).toBeUndefined();
    const other = await byPost({ query, variables: { first: 10 } }, { "x-signalpost-debug": "trace" });
    expect(other.extensions).toBeUndefined();
  });
});
