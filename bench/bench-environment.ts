/** What a bench runs in: a PostgreSQL of its own with full durability, a receiver, and our worker program. */
import { type ChildProcess, fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { client, closeClient } from "#db/client";
import { ensureDatabase, startEmbeddedPostgres } from "#db/embedded-postgres";
import { migrate } from "#db/migrate";
import { cpuMicroseconds, parentOf } from "./cpu-time.ts";
import type { ReceiverReport } from "./receiver.ts";

const ORIGINS = 8;

export type BenchEnvironment = {
  ports: number[];
  /** What the receiver saw since the last report or reset. */
  report: () => Promise<ReceiverReport>;
  reset: () => Promise<void>;
  /** CPU microseconds used so far; null where the system does not tell. */
  cpu: () => CpuUse;
  stop: () => Promise<void>;
};

export type CpuUse = { worker: number | null; postgres: number | null; publisher: number | null };

/** Sets this process's environment too: it publishes with the product's own code. */
export async function startBenchEnvironment(): Promise<BenchEnvironment> {
  const directory = await mkdtemp(join(tmpdir(), "signalpost-bench-"));
  const postgres = await startEmbeddedPostgres({ directory, password: randomBytes(16).toString("hex") });
  await ensureDatabase(postgres, "bench");
  Object.assign(process.env, {
    DATABASE_URL: postgres.url("bench"),
    ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    AUTH_SECRET: randomBytes(32).toString("base64"),
    DELIVERY_ALLOW_NETWORKS: "127.0.0.0/8",
    LOG_LEVEL: "warn",
  });
  await migrate(postgres.url("bench"));
  const receiver = forkTypeScript("bench/receiver.ts", [String(ORIGINS)]);
  const { ports } = await answerOf<{ ports: number[] }>(receiver);
  const ask = (message: "report" | "reset") => {
    const answer = answerOf<ReceiverReport>(receiver);
    receiver.send(message);
    return answer;
  };
  const worker = forkTypeScript(
    "jobs/worker.ts",
    [],
    process.env.BENCH_PROFILE ? ["--cpu-prof", "--cpu-prof-dir", process.env.BENCH_PROFILE] : [],
  );
  await answerOf(worker);
  const [backend] = await client().sql`select pg_backend_pid() as pid`;
  const postmaster = parentOf(Number(backend?.pid));
  return {
    ports,
    cpu: () => ({
      worker: cpuMicroseconds(worker.pid ?? 0),
      postgres: postmaster === null ? null : cpuMicroseconds(postmaster),
      publisher: process.cpuUsage().user + process.cpuUsage().system,
    }),
    report: () => ask("report"),
    reset: async () => {
      await ask("reset");
    },
    stop: async () => {
      const ended = new Promise((resolve) => worker.once("exit", resolve));
      worker.kill("SIGTERM");
      await ended;
      receiver.kill();
      await closeClient();
      await postgres.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function forkTypeScript(script: string, parameters: string[], flags: string[] = []): ChildProcess {
  return fork(script, parameters, {
    execArgv: ["--max-semi-space-size=64", "--import", "tsx", ...flags],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
}

function answerOf<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const onExit = () => reject(new Error(`${child.spawnargs.at(-1)} ended before it answered.`));
    child.once("exit", onExit);
    child.once("message", (message) => {
      child.off("exit", onExit);
      resolve(message as T);
    });
  });
}
