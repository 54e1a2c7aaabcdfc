/**
 * The whole product for tests that look at it from outside: a database of their own, the web server and a worker as
 * processes, a tenant with an API key. What tests do goes over HTTP. Deliveries may reach 127.0.0.1.
 */
import { randomBytes } from "node:crypto";
import type { TadaDocumentNode } from "gql.tada";
import { print } from "graphql";
import { generateApiKey } from "#db/api-keys";
import { openClient } from "#db/client";
import { findFreePort } from "#db/embedded-postgres";
import { insertFirstTenant } from "#db/first-tenant";
import { createTestDatabase } from "./database.ts";
import { type RunningProcess, startWeb, startWorker } from "./processes.ts";

export type Product = {
  /** `http://127.0.0.1:port` of the web server. */
  url: string;
  apiKey: string;
  admin: { email: string; password: string };
  /** For what only time brings about, and to look at what is kept. */
  databaseUrl: string;
  /** All that its programs have printed so far. */
  output: () => string;
  /** Data of a document; throws on any error. */
  ask: <Data, Variables>(
    document: TadaDocumentNode<Data, Variables, void>,
    variables: NoInfer<Variables>,
  ) => Promise<Data>;
  /** Signs the administrator in as a browser does; answers the `cookie` header. */
  signIn: () => Promise<string>;
  /** POST /api/events with the key; `contentType` default JSON. */
  publish: (body: unknown, contentType?: string) => Promise<{ status: number; answer: unknown }>;
  /** Another web server on the same database; answers its address. */
  startWeb: () => Promise<string>;
  /** Another worker on the same database. */
  startWorker: () => Promise<RunningProcess>;
  stop: () => Promise<void>;
};

/**
 * Starts all but workers, with further settings; needs the build. `stop` ends everything, workers too, and drops the
 * database.
 */
export async function startProduct(settings: Record<string, string> = {}): Promise<Product> {
  const database = await createTestDatabase();
  const apiKey = generateApiKey();
  const admin = { email: "admin@example.com", password: randomBytes(12).toString("hex") };
  await bootstrap(database.url, apiKey, admin);
  const port = await findFreePort();
  const env = {
    DATABASE_URL: database.url,
    AUTH_SECRET: randomBytes(32).toString("hex"),
    ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    DELIVERY_ALLOW_NETWORKS: "127.0.0.0/8",
    PORT: String(port),
    ...settings,
  };
  const url = `http://127.0.0.1:${port}`;
  const running = [await startWeb(env)];
  const post = (path: string, body: string, contentType: string) =>
    fetch(url + path, { method: "POST", headers: { "content-type": contentType, "x-api-key": apiKey }, body });
  return {
    url,
    apiKey,
    admin,
    databaseUrl: database.url,
    output: () => running.map((each) => each.output()).join(""),
    ask: async <Data, Variables>(document: TadaDocumentNode<Data, Variables, void>, variables: Variables) => {
      const body = JSON.stringify({ query: print(document), variables });
      const text = await (await post("/api/graphql", body, "application/json")).text();
      const { data, errors } = JSON.parse(text);
      if (errors || !data) throw new Error(text);
      return data as Data;
    },
    signIn: () => signIn(url, admin),
    publish: async (body, contentType = "application/json") => {
      const response = await post("/api/events", typeof body === "string" ? body : JSON.stringify(body), contentType);
      return { status: response.status, answer: await response.json() };
    },
    startWeb: async () => {
      const otherPort = await findFreePort();
      running.push(await startWeb({ ...env, PORT: String(otherPort) }));
      return `http://127.0.0.1:${otherPort}`;
    },
    startWorker: async () => {
      const worker = await startWorker(env);
      running.push(worker);
      return worker;
    },
    stop: async () => {
      await Promise.all(running.map((each) => each.stop()));
      await database.drop();
    },
  };
}

async function signIn(url: string, admin: Product["admin"]): Promise<string> {
  const first = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await first.json()) as { csrfToken: string };
  const held = first.headers.getSetCookie().map((one) => one.split(";")[0] ?? "");
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: held.join("; "), "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken, json: "true", ...admin }).toString(),
  });
  return [...held, ...answer.headers.getSetCookie().map((one) => one.split(";")[0] ?? "")].join("; ");
}

async function bootstrap(databaseUrl: string, apiKey: string, admin: Product["admin"]): Promise<void> {
  const client = openClient(databaseUrl, { max: 1 });
  try {
    await insertFirstTenant(client, {
      name: "Harlan County",
      adminEmail: admin.email,
      adminPassword: admin.password,
      apiKey,
    });
  } finally {
    await client.close();
  }
}
