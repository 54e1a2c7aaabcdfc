/**
 * One of our programs as a child process. It holds an IPC channel, on which its only message says that it is ready, and
 * ends when the channel closes, so that it does not outlive a supervisor that was killed. It leads a process group of
 * its own, so that Ctrl-C in a terminal reaches it only through `stop`.
 */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Running } from "./keep-running.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const READY_WITHIN_MS = 120_000;
/** Most of what a request or delivery allocates dies young: room for it (MiB) saves about a tenth of the CPU time. */
const NODE_FLAGS = ["--max-semi-space-size=64", "--import", "tsx"];

/** Starts `script` (TypeScript, from the project's folder) and resolves when it is ready. Rejects if it ends before. */
export function startProgram(
  script: string,
  { env, signal, parameters = [] }: { env: NodeJS.ProcessEnv; signal: AbortSignal; parameters?: string[] },
): Promise<Running> {
  const child = spawn(process.execPath, [...NODE_FLAGS, script, ...parameters], {
    cwd: ROOT,
    env,
    detached: true,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, killedBy) => resolve(killedBy ? `killed by ${killedBy}` : `exit code ${code}`));
  });
  const stop = async (graceMs: number) => {
    child.kill("SIGTERM");
    const patience = setTimeout(killGroup, graceMs);
    await ended;
    clearTimeout(patience);
  };
  return new Promise((resolve, reject) => {
    const giveUp = () => killGroup();
    const deadline = setTimeout(giveUp, READY_WITHIN_MS);
    const settle = () => {
      clearTimeout(deadline);
      signal.removeEventListener("abort", giveUp);
    };
    signal.addEventListener("abort", giveUp);
    child.once("message", () => {
      settle();
      resolve({ ended, stop });
    });
    ended.then((reason) => {
      settle();
      reject(new Error(`${script} ended before it was ready (${reason}).`));
    });
  });

  function killGroup(): void {
    try {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
    } catch {
      child.kill("SIGKILL");
    }
  }
}
