/** A key that was taken off ENCRYPTION_KEY too early: it is said at the start, and everything waits until it is back. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { client } from "#db/client";
import { sealingKeyId } from "#db/sealed-secret";
import { withDatabase } from "../support/api.ts";
import { makeDueDeliveries } from "../support/definitions.ts";
import { startWorker } from "../support/processes.ts";
import { type Receiver, startReceiver } from "../support/receiver.ts";
import { waitFor } from "../support/wait-for.ts";

withDatabase();

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.close());

function startWith(encryptionKey: string) {
  const { DATABASE_URL = "", AUTH_SECRET = "", DELIVERY_ALLOW_NETWORKS = "" } = process.env;
  return startWorker({ DATABASE_URL, AUTH_SECRET, DELIVERY_ALLOW_NETWORKS, ENCRYPTION_KEY: encryptionKey });
}

test("deliveries whose secrets no listed key opens wait, and go out at once when the key is back", async () => {
  const newKey = randomBytes(32).toString("base64");
  const oldKey = process.env.ENCRYPTION_KEY ?? "";
  const { deliveryIds } = await makeDueDeliveries(receiver.url, 3, {
    security: { type: "apiKey", apiKey: "key-of-the-receiver" },
  });
  const tooEarly = await startWith(newKey);
  await tooEarly.untilOutput(`"keys":["${sealingKeyId()}"]`);
  expect(tooEarly.output()).toMatch(
    /ENCRYPTION_KEY does not list these keys, with which stored secrets are sealed: put them back behind the first/,
  );
  await waitFor(async () => (await failedJobs()) === deliveryIds.length, { what: "attempts in vain" });
  await tooEarly.stop();
  // As after days: all attempts of the queue are used up.
  await client().sql`
    update graphile_worker._private_jobs set run_at = now() + interval '1 day', attempts = max_attempts
     where last_error is not null`;
  expect(receiver.requests).toEqual([]);

  const withBoth = await startWith(`${newKey},${oldKey}`);
  const arrived = await receiver.waitFor(deliveryIds.length);
  expect(arrived.map(({ headers }) => headers.apikey)).toEqual(Array(3).fill("key-of-the-receiver"));
  await withBoth.stop();
  const rows = await client().sql`select distinct status from deliveries where id = any(${deliveryIds}::uuid[])`;
  expect(rows).toEqual([{ status: "SUCCEEDED" }]);
}, 60_000);

async function failedJobs(): Promise<number> {
  const [row] = await client().sql<{ count: number }[]>`
    select count(*)::int as count from graphile_worker._private_jobs where last_error is not null`;
  return row?.count ?? 0;
}
