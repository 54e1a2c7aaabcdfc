/** A PostgreSQL of a test's own that syncs to disk as in production, so that killing it proves something. */
import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import postgres from "postgres";
import { type EmbeddedPostgres, ensureDatabase, findFreePort, startEmbeddedPostgres } from "#db/embedded-postgres";
import { migrate } from "#db/migrate";

const NAME = "faults";
const START_WITHIN_MS = 30_000;

export type FaultDatabase = {
  port: number;
  /** Its address, straight or through a proxy's port. */
  url: (port?: number) => string;
  /** SIGKILL of the server; resolves when it is gone. What it had confirmed has to be there when it starts again. */
  kill: () => Promise<void>;
  /** A restart's first half: connections are ended, all is written. */
  stop: () => Promise<void>;
  start: () => Promise<void>;
  /** From the next connection on, every write is refused, or none. */
  refuseWrites: (isRefusing: boolean) => Promise<void>;
  remove: () => Promise<void>;
};

/** Migrated and empty. */
export async function startFaultDatabase(): Promise<FaultDatabase> {
  const directory = await mkdtemp(join(tmpdir(), "signalpost-faults-"));
  const options = { directory, password: randomBytes(16).toString("hex"), port: await findFreePort() };
  let server: EmbeddedPostgres = await startEmbeddedPostgres(options);
  await ensureDatabase(server, NAME);
  await migrate(server.url(NAME));
  return {
    port: options.port,
    url: (port = options.port) => {
      const url = new URL(server.url(NAME));
      url.port = String(port);
      return url.href;
    },
    kill: async () => {
      const pid = Number((await readFile(join(directory, "cluster", "postmaster.pid"), "utf8")).split("\n")[0]);
      process.kill(pid, "SIGKILL");
      await server.ended;
    },
    stop: () => server.stop(),
    start: async () => {
      server = await startPatiently(options);
    },
    refuseWrites: (isRefusing) => setReadOnly(server.url("postgres"), isRefusing),
    remove: async () => {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** A killed server's last processes may be at work for another moment, and it does not start beside them. */
async function startPatiently(options: Parameters<typeof startEmbeddedPostgres>[0]): Promise<EmbeddedPostgres> {
  const deadline = Date.now() + START_WITHIN_MS;
  for (;;) {
    try {
      return await startEmbeddedPostgres(options);
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(200);
    }
  }
}

/** A disk cannot be filled without harming the machine: PostgreSQL refuses writes of its own, with all else as it is. */
async function setReadOnly(maintenanceUrl: string, isReadOnly: boolean): Promise<void> {
  const sql = postgres(maintenanceUrl, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(`alter database ${NAME} set default_transaction_read_only = ${isReadOnly ? "on" : "off"}`);
  } finally {
    await sql.end();
  }
}
