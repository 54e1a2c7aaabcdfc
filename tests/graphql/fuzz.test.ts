/**
 * Thousands of random operations, each valid against the schema: none is ever our fault, and every answer has the form of
 * one. A failure prints its seed; `FUZZ_SEED=… npm test` repeats it, `FUZZ_RUNS` changes how many there are.
 */
import fc from "fast-check";
import { parse, validate } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { client } from "#db/client";
import { schema } from "#graphql/schema";
import { publishEvents } from "#jobs/publish-events";
import { encodeId } from "#webhooks/id";
import { createTenant, post, startWorker, type TestTenant, withDatabase } from "../support/api.ts";
import { arbitraryOperations, type RandomOperation } from "../support/arbitrary-documents.ts";
import { alert, makeIntegration, makeSubscription } from "../support/definitions.ts";
import { type Receiver, startReceiver } from "../support/receiver.ts";
import { waitFor } from "../support/wait-for.ts";

const RUNS = Number(process.env.FUZZ_RUNS ?? 2_000);
const SEED = process.env.FUZZ_SEED ? { seed: Number(process.env.FUZZ_SEED) } : {};
const EXPECTED_CODES = /^(FORBIDDEN|BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)$/;
const IDS_MAX = 300;

withDatabase();

let tenant: TestTenant;
let receiver: Receiver;
let ids: string[] = [];
let ownKeyId = "";
const uris = ["https://192.88.99.1/", "http://127.0.0.1:9/x", "https://[::1]/", "http://10.0.0.1/", "ftp://x/", "//x"];
beforeAll(async () => {
  process.env.API_RATE_LIMIT_PER_SECOND = "1000000";
  receiver = await startReceiver();
  tenant = await createTenant();
  const stranger = await createTenant();
  const theirs = await makeSubscription(stranger.id, { uri: `${receiver.url}/theirs` });
  const own = await makeSubscription(tenant.id, { uri: `${receiver.url}/own` });
  const integration = await makeIntegration(tenant.id, { subscriptionIds: [own] });
  uris.push(receiver.url, `${receiver.url}/other`);
  const worker = await startWorker();
  await publishEvents(tenant.id, [alert({ priority: "Emergency" }, "one"), alert({}, "two"), alert()]);
  const rows = await waitFor(
    async () => {
      const found = await client().sql<{ id: string; event_id: string }[]>`
        select id, event_id from deliveries where tenant_id = ${tenant.id} and status = 'SUCCEEDED'`;
      return found.length === 3 ? found : null;
    },
    { what: "three deliveries" },
  );
  await worker.stop();
  const [key] = await client().sql<{ id: string }[]>`select id from api_keys where tenant_id = ${tenant.id}`;
  ownKeyId = encodeId("key", key?.id ?? "");
  ids = [
    ...[theirs, own].map((id) => encodeId("sub", id)),
    ...[encodeId("int", integration), encodeId("ten", tenant.id), encodeId("ten", stranger.id)],
    ...rows.flatMap((row) => [encodeId("dlv", row.id), encodeId("evt", row.event_id)]),
  ];
});
afterAll(() => receiver.close());

/** What was made can be asked for and changed by what comes later; all but the key that is asked with. */
function remember(text: string): void {
  const found = text.match(/\b(?:int|sub|evt|dlv|att|key|usr|rec|aud)_[0-9a-z]{26,}\b/g) ?? [];
  for (const id of found) if (id !== ownKeyId && !ids.includes(id)) ids.push(id);
  if (ids.length > IDS_MAX) ids = ids.slice(-IDS_MAX);
}

async function check({ query, variables, names }: RandomOperation): Promise<void> {
  const answer = await post(query, variables, { "x-api-key": tenant.key });
  const shown = `${answer.text.slice(0, 2_000)}\n${query}\n${JSON.stringify(variables)}`;
  expect([200, 400], shown).toContain(answer.status);
  for (const error of answer.errors) {
    expect(error.extensions.code, shown).toMatch(EXPECTED_CODES);
    expect(error.message, shown).toMatch(/\S/);
  }
  if (answer.data === null) expect(answer.errors, shown).not.toEqual([]);
  else expect(Object.keys(answer.data as object), shown).toEqual(names);
  remember(answer.text);
}

test("random operations are valid, or too costly at the most", () => {
  const operations = fc.sample(arbitraryOperations({ ids: () => [], uris }), { numRuns: 200, ...SEED });
  for (const { query } of operations)
    expect(
      validate(schema, parse(query)).map(({ message }) => message),
      query,
    ).toEqual([]);
  expect(new Set(operations.map(({ operation }) => operation)).size).toBe(2);
});

test(`${RUNS} random operations never fail unexpectedly`, { timeout: 300_000 }, async () => {
  let successes = 0;
  await fc.assert(
    fc.asyncProperty(arbitraryOperations({ ids: () => ids, uris }), async (operation) => {
      await check(operation);
      successes += 1;
    }),
    { numRuns: RUNS, endOnFailure: true, ...SEED },
  );
  expect(successes).toBe(RUNS);
  const [known] = await client().sql`select count(*)::int as n from audit_entries where tenant_id = ${tenant.id}`;
  expect(known?.n).toBeGreaterThan(RUNS / 200);
});
