/** Which function does which task. */
import type { JobHelpers, TaskList } from "graphile-worker";
import { deliver } from "./deliver.ts";
import { matchEvents } from "./match-events.ts";
import type { TaskName } from "./payloads.ts";
import { probeSubscription } from "./probe-subscription.ts";
import { pruneHistory } from "./prune-history.ts";
import { recover } from "./recover.ts";
import { releaseHeld } from "./resume-subscription.ts";

type Task = (payload: unknown, helpers: JobHelpers) => Promise<void>;

const QUEUED = {
  "match-events": (payload, { job }) => matchEvents(payload, job.priority),
  deliver: (payload, { job }) => deliver(payload, job.priority),
  recover: (payload) => recover(payload),
  "probe-subscription": (payload) => probeSubscription(payload),
  "resume-subscription": (payload) => releaseHeld(payload),
} satisfies Record<TaskName, Task>;

export const TASKS: TaskList = {
  ...QUEUED,
  "prune-history": () => pruneHistory(new Date()),
};

/** When tasks run by the clock (UTC); prune-history also once at each start of a worker that missed its hour. */
export const CRONTAB = "17 3 * * * prune-history ?fill=1d";
