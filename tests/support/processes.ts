/**
 * Our programs as real processes, for tests that look at them from outside only. A process that a test leaves behind
 * is killed when the test run ends; servers and workers end by themselves as well, as with the program that starts them.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { waitFor } from "./wait-for.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export type RunningProcess = {
  pid: number;
  /** All it has printed so far, on stdout and stderr. */
  output: () => string;
  /** Resolves when the output holds the text or matches; throws with the output if it ends before or takes too long. */
  untilOutput: (wanted: string | RegExp, timeoutMs?: number) => Promise<void>;
  hasEnded: () => boolean;
  /** Lets it believe that the process that started it is gone. */
  disconnect: () => void;
  /** Resolves with the exit code when it has ended; null: by a signal. */
  ended: Promise<number | null>;
  /** Sends the signal (default SIGTERM) and resolves with the exit code when it has ended. */
  stop: (signal?: NodeJS.Signals) => Promise<number | null>;
};

/** Runs `script` (from the project's folder) with only the given settings on top of a clean environment. */
export function startProcess(script: string, env: Record<string, string>, parameters: string[] = []): RunningProcess {
  const loader = script.endsWith(".ts") ? ["--import", "tsx"] : [];
  const child = spawn(process.execPath, [...loader, script, ...parameters], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: process.env.NODE_ENV, ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  killAtExit(child);
  let text = "";
  const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
  for (const stream of streams) {
    stream.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
  }
  // Not by "close", which does not come any more once the channel to it was disconnected.
  const ended = Promise.all([once(child, "exit"), ...streams.map((stream) => once(stream, "close"))]).then(
    ([[code]]): number | null => code,
  );
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return {
    pid: child.pid ?? 0,
    output: () => text,
    hasEnded,
    disconnect: () => child.disconnect(),
    ended,
    untilOutput: async (wanted, timeoutMs = 120_000) => {
      const isThere = () => (typeof wanted === "string" ? text.includes(wanted) : wanted.test(text));
      await waitFor(() => isThere() || hasEnded(), { timeoutMs, what: String(wanted) }).catch((cause: unknown) => {
        throw new Error(`${script} did not print ${wanted} within ${timeoutMs} ms. It printed:\n${text}`, { cause });
      });
      if (!isThere()) throw new Error(`${script} ended before it printed ${wanted}. It printed:\n${text}`);
    },
    stop: async (signal = "SIGTERM") => {
      if (!hasEnded()) child.kill(signal);
      return ended;
    },
  };
}

/** The worker, on a database that is migrated already; resolves when it works. */
export async function startWorker(env: Record<string, string>): Promise<RunningProcess> {
  const worker = startProcess("scripts/worker.ts", { LOG_LEVEL: "info", ...env });
  await worker.untilOutput("worker started");
  return worker;
}

/** The web server, from the build that is there; resolves when it answers. */
export async function startWeb(env: Record<string, string> & { PORT: string }): Promise<RunningProcess> {
  const web = startProcess("scripts/web.ts", env);
  const address = `http://127.0.0.1:${env.PORT}/api/health`;
  await waitFor(
    async () => {
      if (web.hasEnded()) throw new Error(`It ended. It printed:\n${web.output()}`);
      return (await fetch(address)).status > 0;
    },
    { timeoutMs: 120_000, what: `an answer of ${address}` },
  );
  return web;
}

function killAtExit(child: ChildProcess): void {
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  child.once("exit", () => process.off("exit", kill));
}
