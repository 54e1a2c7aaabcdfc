/**
 * The worker program: runs the tasks until SIGINT or SIGTERM, or until the process that started it is gone. A stop is
 * graceful: attempts in flight end and are recorded.
 */
import { EventEmitter } from "node:events";
import { Logger, parseCrontab, run, type WorkerEvents } from "graphile-worker";
import { ConfigError, config } from "#config";
import { client, closeClient } from "#db/client";
import { ensureUpcomingPartitions } from "#db/partitions";
import { log } from "#log";
import { flushAnnouncements } from "./announce-changes.ts";
import { attemptAs } from "./attempts-under-way.ts";
import { changeEncryptionKey } from "./change-encryption-key.ts";
import { turnsEnd } from "./delivery-turns.ts";
import { endWithParent } from "./end-with-parent.ts";
import { watchFlushes } from "./group-commit.ts";
import { watchJobsInHand } from "./jobs-in-hand.ts";
import { closePost } from "./post.ts";
import { attemptSlots } from "./process-slots.ts";
import { writeHealth } from "./record-health.ts";
import { startHeartbeat } from "./release-lost-jobs.ts";
import { CRONTAB, TASKS } from "./tasks.ts";

const LOCAL_QUEUE_SIZE = 500;
/** Jobs that wait in this process longer than this go back to the queue. */
const LOCAL_QUEUE_TTL_MS = 30_000;
const BATCH_DELAY_MS = 10;
/** As long as an attempt can last: 30 s for the access token, 30 s for the receiver. */
const STOP_WITHIN_MS = 65_000;

async function main(): Promise<void> {
  /** Until there is something to end in order. */
  let end: (cause: string) => void = () => process.exit(1);
  endWithParent(() => end("the process that started it is gone"));
  const settings = config();
  await ensureUpcomingPartitions(client().sql, new Date());
  const events: WorkerEvents = new EventEmitter();
  const poolId = new Promise<string>((resolve) => {
    events.once("pool:create", ({ workerPool }) => resolve(workerPool.id));
  });
  const inHand = watchJobsInHand(events);
  const runner = await run({
    taskList: TASKS,
    parsedCronItems: parseCrontab(CRONTAB),
    noHandleSignals: true,
    events,
    preset: {
      worker: {
        connectionString: settings.DATABASE_URL,
        concurrentJobs: settings.WORKER_CONCURRENCY,
        maxPoolSize: 6,
        pollInterval: 1_000,
        localQueue: { size: Math.max(LOCAL_QUEUE_SIZE, settings.WORKER_CONCURRENCY), ttl: LOCAL_QUEUE_TTL_MS },
        completeJobBatchDelay: BATCH_DELAY_MS,
        failJobBatchDelay: BATCH_DELAY_MS,
        gracefulShutdownAbortTimeout: STOP_WITHIN_MS,
        logger: new Logger(() => logQueueLine),
      },
    },
  });
  attemptAs(await poolId);
  const heartbeat = startHeartbeat(await poolId, inHand, () => {
    log().fatal("worker ends: the database has not answered for 10 seconds");
    process.exit(1);
  });
  watchFlushes(() => {
    log().fatal("worker ends: the database has neither answered nor refused a statement for 45 seconds");
    process.exit(1);
  });
  log().info({ concurrency: settings.WORKER_CONCURRENCY }, "worker started");
  process.send?.({ type: "ready" });
  const keyChange = changeEncryptionKey();

  let isStopping = false;
  const stop = async (cause: string) => {
    if (isStopping) return;
    isStopping = true;
    log().info({ cause }, "worker stops");
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    attemptSlots().close();
    await runner.stop().catch((error: unknown) => log().error({ err: error }, "worker did not stop in order"));
    await Promise.all([turnsEnd(), keyChange]);
    await writeHealth();
    await flushAnnouncements();
    await closePost();
    await heartbeat.stop();
    await closeClient();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop(signal));
  end = (cause) => void stop(cause);
  runner.promise.then(
    () => stop("the queue ended"),
    (error: unknown) => {
      log().fatal({ err: error }, "worker broke down");
      process.exit(1);
    },
  );
}

/** Jobs are fetched and completed in batches, so a few connections serve hundreds of them; the queue warns of it anyway. */
const EXPECTED_WARNING = /having maxPoolSize .* smaller than concurrency/;

/** graphile-worker's own words: of interest when something is wrong. What jobs do is said where they do it. */
function logQueueLine(level: string, message: string, meta?: Record<string, unknown>): void {
  const line = { queue: true, ...(meta?.error !== undefined && { err: meta.error }) };
  if (level === "error") log().error(line, message);
  else if (level === "warning" && !EXPECTED_WARNING.test(message)) log().warn(line, message);
  else log().debug(line, message);
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
  else log().fatal({ err: error }, "worker could not start");
  process.exit(1);
});
