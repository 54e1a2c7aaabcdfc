/** Transactions and the driver below them. */
import { createRequire } from "node:module";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { expect, test } from "vitest";
import { runnerOf, type Transaction } from "#db/client";

const otherCopy = createRequire(import.meta.url)("drizzle-orm/postgres-js") as { drizzle: typeof drizzle };

test("the driver is found whichever copy of Drizzle the client was opened with", () => {
  const sql = postgres("postgres://nobody@127.0.0.1:1/none");
  expect(otherCopy.drizzle).not.toBe(drizzle);
  for (const copy of [drizzle, otherCopy.drizzle]) {
    expect(runnerOf(copy(sql) as unknown as Transaction)).toBe(sql);
  }
});

test("what is no such transaction is refused", () => {
  expect(() => runnerOf({ _: { session: {} } } as unknown as Transaction)).toThrow("another driver");
});
