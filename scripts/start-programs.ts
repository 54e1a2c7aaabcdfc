/** The workers and the web server under the supervisor: started together, kept running, stopped in order. */
import type { Logger } from "pino";
import { startProgram } from "./child-program.ts";
import { type Kept, keepRunning } from "./keep-running.ts";
import { restartOnChange } from "./restart-on-change.ts";
import type { Stop, StopOrder } from "./stop-order.ts";

const WEB_GRACE_MS = 15_000;
/** A worker ends by itself, at the latest, when its longest attempt is over (jobs/worker.ts). */
const WORKER_GRACE_MS = 70_000;
/**
 * Half of these threads look names up, each until the name server answers or the system gives up: with Node's four, two
 * receivers whose name servers hang would keep all others from being reached, and everybody from signing in where tests are
 * sent from the editor. `npm run worker` and `npm run web` say the same.
 */
const THREAD_SETTINGS = { UV_THREADPOOL_SIZE: "128" };

/**
 * Resolves when all are ready. Each is stopped through `order`, the web server first. `dev`: they use the sources as
 * they change. Throws what the first that failed says, when all others are known to `order`.
 */
export async function startPrograms(
  env: NodeJS.ProcessEnv,
  { order, log, dev, workers }: { order: StopOrder; log: Logger; dev: boolean; workers: number },
): Promise<void> {
  const parameters = dev ? ["--dev"] : [];
  const keep = (name: string, script: string, env: NodeJS.ProcessEnv) =>
    keepRunning(name, (signal) => startProgram(script, { env, signal, parameters }), { log });
  const running: { workers: Kept[]; web: Kept[] } = { workers: [], web: [] };
  const stopWithin = (kept: readonly Kept[], graceMs: number): Stop => {
    return async ({ hurried }) => void (await Promise.all(kept.map((one) => one.stop(hurried ? 0 : graceMs))));
  };
  order.add(stopWithin(running.workers, WORKER_GRACE_MS));
  order.add(stopWithin(running.web, WEB_GRACE_MS));
  const starts = Array.from({ length: workers }, async (_, at) => {
    running.workers.push(await keep(`worker ${at + 1}`, "scripts/worker.ts", { ...THREAD_SETTINGS, ...env }));
  });
  const webStart = keep("web", "scripts/web.ts", { ...THREAD_SETTINGS, ...env }).then((web) => running.web.push(web));
  await settleAll([...starts, webStart]);
  if (dev) restartOnChange(running.workers);
}

/** Waits for all, so that whatever did start is known, and then throws the first failure. */
async function settleAll(starts: Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(starts);
  await Promise.all(starts);
}
