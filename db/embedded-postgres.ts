/**
 * A real PostgreSQL of our own, from the binaries that npm delivers: makes its cluster on first use, starts it, stops
 * it, and says when it ended. It listens on the loopback interface only, on a free port, and wants a password. It runs
 * in a session of its own, so that Ctrl-C in a terminal reaches it only through `stop`, after its users have finished.
 * Leaves migrations, and starting it again when it dies, to the caller.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, open, readFile, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import postgres from "postgres";
import { findPostgresAccount } from "./embedded-postgres-account.ts";
import { findPostgresBinaries } from "./embedded-postgres-binaries.ts";
import {
  endLeftover,
  makeCluster,
  POSTGRES_ENVIRONMENT,
  POSTGRES_USER,
  pathFor,
  refuseForeignCluster,
} from "./embedded-postgres-cluster.ts";
import { postgresArguments } from "./embedded-postgres-settings.ts";

export type EmbeddedPostgres = {
  /** On 127.0.0.1. */
  port: number;
  /** Address of one of its databases, password included. */
  url: (database: string) => string;
  /** Resolves when the server has ended, for whatever reason. */
  ended: Promise<void>;
  /** Closes all connections, writes everything to disk and resolves when the server has ended; by force after `graceMs`. Idempotent. */
  stop: (graceMs?: number) => Promise<void>;
};

const LOG_BYTES_MAX = 10 * 1024 * 1024;

/**
 * Starts the server of `directory`, which holds its cluster and its log and is made if missing. An earlier server that
 * still runs there is ended first: the caller sees to it that no living owner uses it. `password` (letters, digits,
 * `-`, `_`) is the superuser's and stays the same for the life of the cluster. `port`: a free one if absent.
 * `durable: false` is for tests. Resolves when the server accepts connections, after recovery from a crash if need be.
 */
export async function startEmbeddedPostgres({
  directory,
  password,
  port: wantedPort,
  durable = true,
}: {
  directory: string;
  password: string;
  port?: number;
  durable?: boolean;
}): Promise<EmbeddedPostgres> {
  const account = await findPostgresAccount();
  const binaries = await findPostgresBinaries(account);
  const cluster = join(directory, "cluster");
  await mkdir(directory, { recursive: true });
  if (await isMissing(cluster)) await makeCluster(cluster, binaries.initdb, password, account);
  await refuseForeignCluster(cluster, account);
  await endLeftover(cluster);

  const port = wantedPort ?? (await findFreePort());
  const logFile = join(directory, "postgres.log");
  const log = await open(logFile, (await isLarge(logFile)) ? "w" : "a");
  const server = spawn(
    binaries.postgres,
    ["-D", await pathFor(cluster, account), ...postgresArguments({ port, durable })],
    { ...account, cwd: cluster, env: POSTGRES_ENVIRONMENT, detached: true, stdio: ["ignore", log.fd, log.fd] },
  );
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  await once(server, "spawn").finally(() => log.close());
  await untilReady(server, cluster, logFile);
  return {
    port,
    url: (database) => `postgresql://${POSTGRES_USER}:${password}@127.0.0.1:${port}/${database}`,
    ended,
    stop: (graceMs) => stopServer(server, ended, graceMs),
  };
}

/** So long the server may take to end its own processes at once. */
const ABANDON_MS = 7_000;

/** In order; after `graceMs` at once, which costs its next start a moment and no data; and at last by the system. */
async function stopServer(server: ChildProcess, ended: Promise<void>, graceMs?: number): Promise<void> {
  server.kill("SIGINT");
  if (graceMs === undefined) return ended;
  const abandon = setTimeout(() => server.kill("SIGQUIT"), graceMs);
  const kill = setTimeout(() => server.kill("SIGKILL"), graceMs + ABANDON_MS);
  await ended;
  clearTimeout(abandon);
  clearTimeout(kill);
}

/** Makes the database unless the server has it. */
export async function ensureDatabase(server: EmbeddedPostgres, name: string): Promise<void> {
  const sql = postgres(server.url("postgres"), { max: 1 });
  try {
    const found = await sql`select from pg_database where datname = ${name}`;
    if (found.length === 0) await sql`create database ${sql(name)}`;
  } finally {
    await sql.end();
  }
}

/** The server writes "ready" into the eighth line of its lock file. */
async function untilReady(server: ChildProcess, cluster: string, logFile: string): Promise<void> {
  for (;;) {
    if (server.exitCode !== null || server.signalCode !== null) {
      const lines = (await readFile(logFile, "utf8")).trim().split("\n").slice(-5);
      throw new Error(`PostgreSQL did not start; the end of ${logFile} says:\n${lines.join("\n")}`);
    }
    const lines = (await readFile(join(cluster, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
    if (Number(lines[0]) === server.pid && lines[7]?.trim() === "ready") return;
    await delay(10);
  }
}

/** Free on 127.0.0.1 at this moment. */
export async function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("No free port.")),
      );
    });
  });
}

async function isMissing(path: string): Promise<boolean> {
  return stat(path).then(
    () => false,
    () => true,
  );
}

async function isLarge(path: string): Promise<boolean> {
  return stat(path).then(
    ({ size }) => size > LOG_BYTES_MAX,
    () => false,
  );
}
