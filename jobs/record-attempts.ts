/**
 * Records attempts, many together: the attempts, their deliveries' new state and the jobs of the next attempts commit
 * as one. Leaves judging to webhooks/ and the SQL to db/attempts.
 */
import { type AttemptResult, recordAttempts as insertResults, renumber } from "#db/attempts";
import { client, type Runner } from "#db/client";
import { announceChanges } from "./announce-changes.ts";
import { createGroupCommit } from "./group-commit.ts";
import { addJobs, PRIORITY } from "./queue.ts";
import { anyGone, tellGone } from "./tell-gone.ts";

export type FinishedAttempt = AttemptResult & { isEmergency: boolean };

const ATTEMPTS_PER_FLUSH = 250;
/** Another process recording the same delivery at the same moment can make a number stale; more often than this is a bug. */
const RENUMBER_MAX = 5;

const recording = createGroupCommit<FinishedAttempt, void>({
  flush: async (attempts) => {
    const { sql } = client();
    const jobs = attempts.flatMap(nextJob);
    if (jobs.length === 0 && !anyGone(attempts)) await write(sql, attempts);
    else {
      await sql.begin(async (tx) => {
        await write(tx, attempts);
        await addJobs(tx, jobs);
        await tellGone(tx, attempts);
      });
    }
    announceChanges(attempts);
    return attempts.map(() => undefined);
  },
  weightMax: ATTEMPTS_PER_FLUSH,
});

/** Resolves once the attempt is durable. Not idempotent by itself: call it once for each attempt made. */
export function recordAttempt(attempt: FinishedAttempt): Promise<void> {
  return recording.add(attempt, { first: attempt.isEmergency });
}

/** One statement as a rule, which needs no transaction around it. */
async function write(run: Runner, attempts: readonly AttemptResult[]): Promise<void> {
  let unwritten = attempts;
  for (let round = 0; unwritten.length > 0; round += 1) {
    if (round === RENUMBER_MAX) throw new Error(`${unwritten.length} attempts could not be numbered.`);
    const written = await insertResults(run, unwritten);
    const left = unwritten.filter((result) => !written.has(result.deliveryId));
    unwritten = left.length > 0 ? await renumber(run, left) : left;
  }
}

function nextJob(attempt: FinishedAttempt) {
  if (attempt.nextAttemptInMs === null) return [];
  const priority = attempt.isEmergency ? PRIORITY.emergencyRetry : PRIORITY.retry;
  return [
    {
      task: "deliver" as const,
      payload: { deliveryIds: [attempt.deliveryId] },
      priority,
      delayMs: attempt.nextAttemptInMs,
    },
  ];
}
