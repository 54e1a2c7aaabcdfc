/** A page that cannot be made says so, with an id under which the log knows why, and nothing else of the reason. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { openClient } from "#db/client";
import { type Product, startProduct } from "../support/product.ts";

let product: Product;
beforeAll(async () => {
  product = await startProduct();
}, 120_000);
afterAll(() => product?.stop());

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
