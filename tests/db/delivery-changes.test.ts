/** Listening to changes of deliveries on connections that break in ways that nobody is told of. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { client } from "#db/client";
import { listenForDeliveryChanges, notifyDeliveryChanges } from "#db/delivery-changes";
import { newId } from "#db/new-id";
import { withDatabase } from "../support/api.ts";
import { startTcpProxy, type TcpProxy } from "../support/tcp-proxy.ts";
import { waitFor } from "../support/wait-for.ts";

withDatabase();

let proxy: TcpProxy;
let proxyUrl: string;
beforeAll(async () => {
  const url = new URL(process.env.DATABASE_URL ?? "");
  proxy = await startTcpProxy(Number(url.port));
  url.host = `127.0.0.1:${proxy.port}`;
  proxyUrl = url.href;
});
afterAll(() => proxy.close());

async function listen() {
  const heard: string[] = [];
  const missed: boolean[] = [];
  const { stop } = await listenForDeliveryChanges(proxyUrl, {
    onChange: (_tenantId, ids) => heard.push(...ids),
    onMissed: (isOver) => missed.push(isOver),
  });
  return { heard, missed, stop };
}

/** Whether what is notified now comes. */
async function hears({ heard }: { heard: string[] }): Promise<void> {
  const deliveryId = newId();
  await notifyDeliveryChanges(client().sql, [{ tenantId: newId(), deliveryId }]);
  await waitFor(() => heard.includes(deliveryId), { timeoutMs: 5_000, what: "the notice" });
}

test("a connection that falls silent is given up, and who listens anew hears on another one", async () => {
  const first = await listen();
  await hears(first);
  proxy.swallow();
  await waitFor(() => first.missed.includes(true), { timeoutMs: 20_000, what: "the end of listening" });
  const second = await listen();
  await hears(second);
  expect(second.missed).toEqual([]);
  await second.stop();
}, 40_000);

test("a connection that is cut is made anew, and that something may be missed is said", async () => {
  const listening = await listen();
  proxy.cut();
  await waitFor(() => listening.missed.length > 0, { timeoutMs: 20_000, what: "what is said of it" });
  if (!listening.missed.includes(true)) await hears(listening);
  await listening.stop();
  const [row] = await client().sql`
    select count(*)::int as listening from pg_stat_activity where query ilike 'listen %' and datname = current_database()`;
  expect(row).toEqual({ listening: 0 });
}, 40_000);
