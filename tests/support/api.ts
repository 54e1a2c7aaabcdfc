/**
 * The API over a database of the test file's own, in this process: tenants with keys, requests as they come over HTTP,
 * and a worker that matches and delivers. Deliveries may reach 127.0.0.1.
 */
import { randomBytes } from "node:crypto";
import type { TadaDocumentNode } from "gql.tada";
import { print } from "graphql";
import { afterAll, beforeAll } from "vitest";
import { generateApiKey, insertApiKey } from "#db/api-keys";
import { client, closeClient } from "#db/client";
import { insertTenant } from "#db/tenants";
import { answerGraphQL } from "#graphql/server";
import type { RequestCookies } from "#graphql/session";
import { flushAnnouncements } from "#jobs/announce-changes";
import { closePost } from "#jobs/post";
import { writeHealth } from "#jobs/record-health";
import { PERMISSIONS, type Permission } from "#webhooks/permissions";
import { createTestDatabase, type TestDatabase } from "./database.ts";
import { startWorker as startWorkerProcess } from "./processes.ts";

export type Answer = {
  status: number;
  data: unknown;
  errors: { message: string; extensions: { code: string; errorId?: string } }[];
  /** The whole body. */
  text: string;
};

export type TestTenant = {
  id: string;
  /** Of an API key with every permission. */
  key: string;
  /** Asks with that key; throws when there is any error. */
  ask: <Data, Variables>(
    document: TadaDocumentNode<Data, Variables, void>,
    variables: NoInfer<Variables>,
  ) => Promise<Data>;
};

const NO_COOKIES = { getAll: () => [] };

/** Gives the test file its database, and takes it away at the end. Call it at the top level of the file. */
export function withDatabase(): void {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    Object.assign(process.env, {
      DATABASE_URL: database.url,
      AUTH_SECRET: randomBytes(32).toString("hex"),
      ENCRYPTION_KEY: randomBytes(32).toString("base64"),
      DELIVERY_ALLOW_NETWORKS: "127.0.0.0/8",
      LOG_LEVEL: "silent",
    });
    // Work of the file before that ended late may have opened its own database once more.
    await closeClient();
  });
  afterAll(async () => {
    await closePost();
    await Promise.all([writeHealth(), flushAnnouncements()]);
    await closeClient();
    await database.drop();
  });
}

/** A new tenant with a key that may do everything. */
export async function createTenant(options: { integrationsEnabled?: boolean } = {}): Promise<TestTenant> {
  const { id } = await insertTenant({ name: "Harbor County", ...options });
  const key = await createKey(id, PERMISSIONS);
  return { id, key, ask: (document, variables) => askWith(key, document, variables) };
}

/** A key of a tenant with these permissions. */
export async function createKey(tenantId: string, permissions: readonly Permission[]): Promise<string> {
  const key = generateApiKey();
  await insertApiKey({ tenantId, name: "Test key", permissions, key });
  return key;
}

/** Asks over HTTP; throws when there is any error. */
export async function askWith<Data, Variables>(
  key: string,
  document: TadaDocumentNode<Data, Variables, void>,
  variables: Variables,
): Promise<Data> {
  const answer = await post(print(document), variables, { "x-api-key": key });
  if (answer.errors.length > 0) throw new Error(answer.text);
  return answer.data as Data;
}

/** One request as it comes over HTTP. */
export async function post(
  query: string,
  variables: unknown,
  headers: Record<string, string>,
  cookies: RequestCookies = NO_COOKIES,
): Promise<Answer> {
  const request = new Request("http://localhost/api/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const response = await answerGraphQL(request, cookies);
  const text = await response.text();
  const { data = null, errors = [] } = JSON.parse(text);
  return { status: response.status, data, errors, text };
}

/**
 * A worker on the test's database, as a process of its own, with further settings. `stop` ends it when what it does is
 * recorded.
 */
export async function startWorker(settings: Record<string, string> = {}): Promise<{ stop: () => Promise<void> }> {
  const { DATABASE_URL = "", AUTH_SECRET = "", ENCRYPTION_KEY = "", DELIVERY_ALLOW_NETWORKS = "" } = process.env;
  const known = { DATABASE_URL, AUTH_SECRET, ENCRYPTION_KEY, DELIVERY_ALLOW_NETWORKS };
  const worker = await startWorkerProcess({ ...known, ...settings });
  return {
    stop: async () => {
      await worker.stop();
    },
  };
}

/**
 * Statements that come by the clock and not by what is asked: the driver's own question about array types, once for
 * each connection that it opens, and the note of an API key's use, once a minute.
 */
const BOOKKEEPING = /from pg_catalog\.pg_type|^update "api_keys" set "last_used_at"/;

/**
 * How many statements the process's client sends while `work` runs, beside bookkeeping, and what it answers; with
 * `about`, those alone that name it among their parameters, whatever else the process does meanwhile.
 */
export async function countStatements<T>(
  work: () => Promise<T>,
  about?: string,
): Promise<{ statements: number; value: T }> {
  const { options } = client().sql;
  const before = options.debug;
  let statements = 0;
  options.debug = (_connection, statement, parameters) => {
    const isMeant = about === undefined || parameters.includes(about);
    if (isMeant && !BOOKKEEPING.test(statement)) statements += 1;
  };
  try {
    const value = await work();
    return { value, statements };
  } finally {
    options.debug = before;
  }
}
