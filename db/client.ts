/**
 * The one connection pool of a process to PostgreSQL, made on first use (nothing connects at import, so that a build
 * needs no database). `sql` is the driver for hot writes and set statements; `db` is Drizzle over the same pool for
 * reads and small writes.
 */
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { config } from "#config";
import * as schema from "./schema.ts";

export type Sql = postgres.Sql;
export type Database = PostgresJsDatabase<typeof schema>;
/** A transaction of `Database`, or the database itself: what a query needs to run in either. */
export type Queryable = Pick<Database, "select" | "insert" | "update" | "delete" | "execute" | "query">;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
/** The driver's pool or a transaction of it: for set statements that are written without Drizzle. */
export type Runner = Pick<Sql, "unsafe">;
export type Client = { sql: Sql; db: Database; close: () => Promise<void> };

/** A client of its own; `max` connections. Callers close it. */
export function openClient(databaseUrl: string, { max = 10, applicationName = "signalpost" } = {}): Client {
  const sql = postgres(databaseUrl, {
    max,
    onnotice: () => {},
    connection: { application_name: applicationName, idle_in_transaction_session_timeout: 60_000 },
  });
  return { sql, db: drizzle(sql, { schema }), close: () => sql.end({ timeout: 5 }) };
}

/** Kept on globalThis: bundlers may load this module several times in one process. */
const held = globalThis as typeof globalThis & { signalpostClient?: Client };

/** The process's client. */
export function client(): Client {
  held.signalpostClient ??= openClient(config().DATABASE_URL);
  return held.signalpostClient;
}

/** Closes the process's client, if it was ever opened. */
export async function closeClient(): Promise<void> {
  const open = held.signalpostClient;
  delete held.signalpostClient;
  await open?.close();
}

/**
 * The driver's side of one of Drizzle's transactions. Told by what it can do and not by its class: bundlers may load
 * Drizzle several times in one process, and the client may have been opened by another copy than the caller's.
 */
export function runnerOf(tx: Transaction): Runner {
  const session: object = tx._.session;
  if ("client" in session && isRunner(session.client)) return session.client;
  throw new Error("A transaction of another driver.");
}

function isRunner(client: unknown): client is Runner {
  return typeof client === "function" && "unsafe" in client && typeof client.unsafe === "function";
}
