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

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), "signalpost-test-"));
  const password = randomBytes(16).toString("hex");
  const server = await startEmbeddedPostgres({ directory, password, durable: false });
  const tearDown = async () => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await ensureDatabase(server, TEMPLATE);
    await migrate(server.url(TEMPLATE));
  } catch (error) {
    await tearDown();
    throw error;
  }
  project.provide("postgresUrl", server.url("postgres"));
  project.provide("templateDatabase", TEMPLATE);
  return tearDown;
}
