/** What pages say while a part of the product is missing. */
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openClient } from "#db/client";
import { type Product, startProduct } from "../support/product.ts";

let product: Product;
beforeAll(async () => {
  product = await startProduct();
}, 120_000);
afterAll(() => product?.stop());

test("every page says that nothing is sent while no worker runs", async () => {
  const cookie = await product.signIn();
  const said = "Nothing is being sent: no worker is running.";
  const look = async (path: string) => (await fetch(product.url + path, { headers: { cookie } })).text();
  expect(await look("/")).toContain(said);
  expect(await look("/history")).toContain(said);
  await product.startWorker();
  await vi.waitFor(async () => expect(await look("/history")).not.toContain(said), { timeout: 30_000, interval: 200 });
});

test("the id that a page shows in place of what it lacks is in the log, with the reason", async () => {
  const cookie = await product.signIn();
  const database = openClient(product.databaseUrl, { max: 1 });
  await database.sql`alter table receiver_inboxes rename to receiver_inboxes_gone`;
  await database.close();
  const page = await (await fetch(`${product.url}/receiver?inbox=secret-looking`, { headers: { cookie } })).text();
  const id = /"digest":"([\w-]+)"/.exec(page.replaceAll("\\", ""))?.[1];
  expect(id).toBeDefined();
  expect(page.includes("receiver_inboxes")).toBe(false);
  const lines = product
    .output()
    .split("\n")
    .filter((line) => line.includes(`"errorId":"${id}"`))
    .join("\n");
  expect(lines).toContain('relation \\"receiver_inboxes\\" does not exist');
  expect(lines).toContain('"path":"/receiver","msg":"a page could not be made"');
});
