/** Which function does which task. */
import type { JobHelpers, TaskList } from "graphile-worker";
import { databaseNow } from "#db/clock";
import { withoutParameters } from "#log";
import { deliver } from "./deliver.ts";
import { matchEvents } from "./match-events.ts";
import type { TaskName } from "./payloads.ts";
import { probeSubscription } from "./probe-subscription.ts";
import { pruneHistory } from "./prune-history.ts";
import { recover } from "./recover.ts";
import { releaseHeld } from "./resume-subscription.ts";
import { sendNotification } from "./send-notification.ts";
import { watchHealth } from "./watch-health.ts";
import { watchQuiet } from "./watch-quiet.ts";

type Task = (payload: unknown, helpers: JobHelpers) => Promise<void>;

const QUEUED = {
  "match-events": (payload, { job }) => matchEvents(payload, job.priority),
  deliver: (payload, { job }) => deliver(payload, job.priority, job.run_at),
  recover: (payload) => recover(payload),
  "probe-subscription": (payload) => probeSubscription(payload),
  "resume-subscription": (payload) => releaseHeld(payload),
  "send-notification": (payload) => sendNotification(payload),
} satisfies Record<TaskName, Task>;

/** By the clock that all workers share. */
const TIMED = {
  "prune-history": async () => pruneHistory(await databaseNow()),
  "watch-health": async () => watchHealth(await databaseNow()),
  "watch-quiet": async () => watchQuiet(await databaseNow()),
};

/** The queue keeps and logs the words of an error that a task throws. */
function inPlainWords(task: Task): Task {
  return (payload, helpers) =>
    task(payload, helpers).catch((error: unknown) => {
      throw withoutParameters(error);
    });
}

export const TASKS: TaskList = Object.fromEntries(
  Object.entries({ ...QUEUED, ...TIMED }).map(([name, task]) => [name, inPlainWords(task)]),
);

/** When tasks run by the clock (UTC); prune-history also once at each start of a worker that missed its hour. */
export const CRONTAB = `
17 3 * * * prune-history ?fill=1d
* * * * * watch-health
* * * * * watch-quiet`;
