/** Transactions and the driver below them. */
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { openClient, runnerOf, type Sql, type Transaction } from "#db/client";

/** What a second bundle in the same process has: the same library, loaded once more. */
const otherCopy = createRequire(import.meta.url)("drizzle-orm/postgres-js") as { drizzle: (sql: Sql) => object };

test("the driver is found whichever copy of Drizzle the client was opened with", () => {
  const { sql, db } = openClient("postgres://nobody@127.0.0.1:1/none");
  const other = otherCopy.drizzle(sql);
  expect(other.constructor).not.toBe(db.constructor);
  for (const copy of [db, other]) expect(runnerOf(copy as unknown as Transaction)).toBe(sql);
});

test("what is no such transaction is refused", () => {
  expect(() => runnerOf({ _: { session: {} } } as unknown as Transaction)).toThrow("another driver");
});
