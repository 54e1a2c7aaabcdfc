/**
 * A whole installation that can be harmed: a durable PostgreSQL, two workers and a web server as processes, kept
 * running, with proxies before the database and before the receiver. Carries faults out.
 */
import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { closeClient } from "#db/client";
import { findFreePort } from "#db/embedded-postgres";
import { startProcess } from "../support/processes.ts";
import { startTcpProxy, type TcpProxy } from "../support/tcp-proxy.ts";
import { waitFor } from "../support/wait-for.ts";
import { startCountingReceiver } from "./counting-receiver.ts";
import { type FaultDatabase, startFaultDatabase } from "./fault-database.ts";
import type { Fault, Part } from "./fault-schedule.ts";
import { KeptProcess } from "./kept-process.ts";

const HEALTHY_WITHIN_MS = 90_000;

export type FaultWorld = Awaited<ReturnType<typeof startFaultWorld>>;

/** Sets this process's environment too, to the database without a proxy. All parts run and are well. */
export async function startFaultWorld() {
  const [database, receiver, webPort] = await Promise.all([
    startFaultDatabase(),
    startCountingReceiver(),
    findFreePort(),
  ]);
  const [databaseProxy, receiverProxy] = await Promise.all([
    startTcpProxy(database.port),
    startTcpProxy(receiver.port),
  ]);
  const settings = {
    AUTH_SECRET: randomBytes(32).toString("hex"),
    ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    DELIVERY_ALLOW_NETWORKS: "127.0.0.0/8",
    LOG_LEVEL: "error",
    CIRCUIT_BREAKER_SECONDS: "2",
    CIRCUIT_BREAKER_PROBE_SECONDS: "1",
    CIRCUIT_BREAKER_PROBE_SECONDS_MAX: "2",
  };
  Object.assign(process.env, settings, { DATABASE_URL: database.url() });
  const env = { ...settings, DATABASE_URL: database.url(databaseProxy.port), PORT: String(webPort) };
  const worker = () => new KeptProcess(() => startProcess("scripts/worker.ts", env));
  const programs = {
    "worker 1": worker(),
    "worker 2": worker(),
    web: new KeptProcess(() => startProcess("scripts/web.ts", env)),
  };
  const url = `http://127.0.0.1:${webPort}`;
  for (const program of Object.values(programs)) program.start();
  await untilHealthy(url);
  return {
    url,
    database,
    programs,
    receipts: receiver.receipts,
    receiverOrigin: `http://127.0.0.1:${receiverProxy.port}`,
    /** Resolves when the last fault is over and every part is there again. */
    suffer: async (faults: readonly Fault[], say: (line: string) => void) => {
      await sufferAll(faults, { programs, database, databaseProxy, receiverProxy }, say);
      for (const program of Object.values(programs)) program.start();
      await untilHealthy(url);
    },
    stop: async () => {
      await Promise.all(Object.values(programs).map((program) => program.stop("SIGKILL")));
      await closeClient();
      await Promise.all([databaseProxy.close(), receiverProxy.close(), receiver.close()]);
      await database.remove();
    },
  };
}

async function untilHealthy(url: string): Promise<void> {
  const isHealthy = async () => (await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(2_000) })).ok;
  await waitFor(isHealthy, { timeoutMs: HEALTHY_WITHIN_MS, what: "every part to be well" });
}

type Parts = {
  programs: Record<"worker 1" | "worker 2" | "web", KeptProcess>;
  database: FaultDatabase;
  databaseProxy: TcpProxy;
  receiverProxy: TcpProxy;
};

/** Each at its time; those of one part, and those of all processes, one after the other. */
async function sufferAll(faults: readonly Fault[], parts: Parts, say: (line: string) => void): Promise<void> {
  const startMs = performance.now();
  const turns = new Map<Part, Promise<void>>();
  for (const fault of faults) {
    const waitMs = startMs + fault.atMs - performance.now();
    if (waitMs > 0) await delay(waitMs);
    const touched: Part[] =
      fault.part === "everything" ? ["worker 1", "worker 2", "web", "database", "everything"] : [fault.part];
    const before = Promise.all(touched.map((part) => turns.get(part)));
    const turn = before.then(async () => {
      say(`${seconds(performance.now() - startMs)}  ${fault.part}: ${fault.harm} for ${seconds(fault.forMs)}`);
      await suffer(fault, parts);
    });
    for (const part of touched) turns.set(part, turn);
  }
  await Promise.all(turns.values());
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

async function suffer({ part, harm, forMs }: Fault, parts: Parts): Promise<void> {
  switch (part) {
    case "database network":
      return sufferNetwork(parts.databaseProxy, harm, forMs);
    case "receiver network":
      return sufferNetwork(parts.receiverProxy, harm, forMs);
    case "database":
      return sufferDatabase(parts, harm, forMs);
    case "everything":
      await Promise.all([
        ...Object.values(parts.programs).map((program) => program.stop("SIGKILL")),
        parts.database.kill(),
      ]);
      await delay(forMs);
      await parts.database.start();
      for (const program of Object.values(parts.programs)) program.start();
      return;
    default:
      return sufferProgram(parts.programs[part], harm, forMs);
  }
}

async function sufferProgram(program: KeptProcess, harm: Fault["harm"], forMs: number): Promise<void> {
  if (harm === "freeze") {
    program.freeze();
    await delay(forMs);
    program.thaw();
  } else {
    await program.stop(harm === "kill" ? "SIGKILL" : "SIGTERM");
    await delay(forMs);
    program.start();
  }
}

async function sufferDatabase({ database, databaseProxy }: Parts, harm: Fault["harm"], forMs: number): Promise<void> {
  if (harm === "refuse writes") {
    await database.refuseWrites(true);
    databaseProxy.cut();
    await delay(forMs);
    await database.refuseWrites(false);
    databaseProxy.cut();
  } else {
    await (harm === "kill" ? database.kill() : database.stop());
    await delay(forMs);
    await database.start();
  }
}

async function sufferNetwork(proxy: TcpProxy, harm: Fault["harm"], forMs: number): Promise<void> {
  if (harm === "cut") return proxy.cut();
  if (harm === "kill" || harm === "deploy" || harm === "freeze" || harm === "refuse writes") return;
  await proxy.impair(harm);
  await delay(forMs);
  await proxy.impair(null);
}
