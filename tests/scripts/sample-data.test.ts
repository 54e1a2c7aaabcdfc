/** The sample data: whole, through the same doors as everything else, and only where there is nothing yet. */
import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateApiKey } from "#db/api-keys";
import { openClient } from "#db/client";
import { insertFirstTenant } from "#db/first-tenant";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { startProcess } from "../support/processes.ts";

let database: TestDatabase;
let sql: postgres.Sql;
let tenantId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = postgres(database.url, { max: 1 });
  const client = openClient(database.url, { max: 1 });
  const made = await insertFirstTenant(client, {
    name: "Harlan County",
    adminEmail: "admin@example.com",
    adminPassword: randomBytes(12).toString("hex"),
    apiKey: generateApiKey(),
  });
  await client.close();
  tenantId = made?.tenantId ?? "";
});
afterAll(async () => {
  await sql?.end();
  await database?.drop();
});

test("it is loaded once, and its events wait for a worker", async () => {
  expect(await load()).toEqual({ code: 0, output: "" });
  const first = await counts();
  expect(first).toMatchObject({ integrations: 10, subscriptions: 7, inboxes: 5, deliveries: 0 });
  expect(first.events).toBeGreaterThan(50);
  expect(first.jobs).toBeGreaterThan(0);

  expect(await load()).toEqual({ code: 0, output: "" });
  expect(await counts()).toEqual(first);
});

test("every kind of definition is in it", async () => {
  const [integrations] = await sql`
    select bool_or(not is_enabled) as disabled, bool_or(filters::text like '%, Mill%') as comma,
           array_agg(distinct operator order by operator) as operators
      from integrations, jsonb_path_query(filters, '$[*].conditions[*].operator') as operator`;
  expect(integrations).toMatchObject({ disabled: true, comma: true });
  expect(integrations?.operators).toEqual([
    "CONTAINS",
    "EXISTS",
    "GREATER_THAN",
    "IS_ANY_OF",
    "IS_NONE_OF",
    "LESS_THAN",
    "NOT_EXISTS",
    "STARTS_WITH",
  ]);
  const [subscriptions] = await sql`
    select bool_or(not is_active) as inactive, array_agg(distinct mode order by mode) as modes,
           array_agg(distinct security_type order by security_type) as models
      from subscriptions`;
  expect(subscriptions).toEqual({
    inactive: true,
    modes: ["DIRECT", "INTEGRATION"],
    models: ["apiKey", "basic", "header", "none"],
  });
});

async function load(): Promise<{ code: number | null; output: string }> {
  const loading = startProcess(
    "scripts/sample-data.ts",
    {
      DATABASE_URL: database.url,
      AUTH_SECRET: randomBytes(32).toString("hex"),
      ENCRYPTION_KEY: randomBytes(32).toString("base64"),
      RECEIVER_ORIGIN: "127.0.0.1:3000",
    },
    [tenantId],
  );
  return { code: await loading.ended, output: loading.output() };
}

async function counts() {
  const [row] = await sql<
    Record<"integrations" | "subscriptions" | "inboxes" | "events" | "deliveries" | "jobs", number>[]
  >`
    select (select count(*)::int from integrations) as integrations,
           (select count(*)::int from subscriptions) as subscriptions,
           (select count(*)::int from receiver_inboxes) as inboxes,
           (select count(*)::int from events) as events,
           (select count(*)::int from deliveries) as deliveries,
           (select count(*)::int from graphile_worker.jobs) as jobs`;
  if (!row) throw new Error("Nothing was counted.");
  return row;
}
