/** A migrated, empty database for one test file. */
import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";

export type TestDatabase = {
  /** A connection string for it, as DATABASE_URL takes one. */
  url: string;
  /** Removes it, closing whatever is still connected. Idempotent. */
  drop: () => Promise<void>;
};

/** About 0.1 s. Call it once a file, in beforeAll, and `drop` in afterAll. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const template = inject("templateDatabase");
  await maintain((sql) => sql`create database ${sql(name)} template ${sql(template)} strategy file_copy`);
  const url = new URL(inject("postgresUrl"));
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => maintain((sql) => sql`drop database if exists ${sql(name)} with (force)`) };
}

async function maintain(command: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(inject("postgresUrl"), { max: 1, onnotice: () => {} });
  try {
    await command(sql);
  } finally {
    await sql.end();
  }
}
