/** Starts the PostgreSQL of a test run, with one migrated database that every test's own is copied from. */
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { ensureDatabase, startEmbeddedPostgres } from "#db/embedded-postgres";
import { migrate } from "#db/migrate";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of the server's maintenance database. */
    postgresUrl: string;
    /** Name of the migrated database that nobody connects to. */
    templateDatabase: string;
  }
}

const TEMPLATE = "template_migrated";

/** Each of the projects of tests sets up; the first starts the server, and the last to end stops it. */
type Shared = { users: number; server: Promise<Server> | null };
type Server = { postgresUrl: string; stop: () => Promise<void> };
const run = globalThis as typeof globalThis & { testServer?: Shared };

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  run.testServer ??= { users: 0, server: null };
  const shared = run.testServer;
  shared.users += 1;
  shared.server ??= startServer();
  const server = await shared.server;
  project.provide("postgresUrl", server.postgresUrl);
  project.provide("templateDatabase", TEMPLATE);
  return async () => {
    shared.users -= 1;
    if (shared.users === 0) await server.stop();
  };
}

async function startServer(): Promise<Server> {
  const directory = await mkdtemp(join(tmpdir(), "signalpost-test-"));
  const password = randomBytes(16).toString("hex");
  const server = await startEmbeddedPostgres({ directory, password, durable: false });
  const stop = async () => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await ensureDatabase(server, TEMPLATE);
    await migrate(server.url(TEMPLATE));
  } catch (error) {
    await stop();
    throw error;
  }
  return { postgresUrl: server.url("postgres"), stop };
}
