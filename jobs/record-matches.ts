/**
 * Records matched events, many together: their deliveries, the first attempts that have ended, the deliver jobs of all
 * the others, and the mark on the events commit as one.
 */
import { client } from "#db/client";
import { insertMatches, type MatchedDelivery, type MatchedEvent } from "#db/matches";
import { announceChanges } from "./announce-changes.ts";
import { ownPoolId } from "./attempts-under-way.ts";
import { createGroupCommit } from "./group-commit.ts";
import { addJobs, type JobSpec, PRIORITY } from "./queue.ts";
import { anyGone, tellGone } from "./tell-gone.ts";

const DELIVERIES_PER_FLUSH = 250;

const recording = createGroupCommit<MatchedEvent, Set<string>>({
  flush: async (events) => {
    const { sql } = client();
    const jobs = events.flatMap(({ deliveries }) => deliveries.flatMap(deliverJob));
    const attempts = events.flatMap(({ deliveries }) => deliveries.flatMap(({ attempt }) => attempt ?? []));
    const made =
      jobs.length === 0 && !anyGone(attempts)
        ? await insertMatches(sql, events, ownPoolId())
        : await sql.begin(async (tx) => {
            const inserted = await insertMatches(tx, events, ownPoolId());
            await addJobs(tx, jobs);
            await tellGone(tx, attempts);
            return inserted;
          });
    announceChanges(
      events.flatMap(({ deliveries }) => deliveries.map(({ tenantId, id }) => ({ tenantId, deliveryId: id }))),
    );
    return events.map(() => made);
  },
  weightOf: ({ deliveries }) => Math.max(1, deliveries.length),
  weightMax: DELIVERIES_PER_FLUSH,
});

/** Resolves once all of the event is durable, with the ids of deliveries that did not exist before among others. */
export function recordMatch(event: MatchedEvent, isEmergency: boolean): Promise<Set<string>> {
  return recording.add(event, { first: isEmergency });
}

/** Whether the worker lives that makes the attempt under way is looked at after this long at the latest. */
const LOOK_AFTER_MS = 20_000;

/** What is not over has a job: at once, when the next attempt is due, or when the one under way must have ended. */
function deliverJob({ id, isEmergency, attempt, lostAfterMs }: MatchedDelivery): JobSpec[] {
  const payload = { deliveryIds: [id] };
  if (lostAfterMs !== null) {
    const priority = isEmergency ? PRIORITY.emergencyRetry : PRIORITY.retry;
    return [{ task: "deliver", payload, priority, delayMs: Math.min(lostAfterMs + 1_000, LOOK_AFTER_MS) }];
  }
  if (!attempt)
    return [{ task: "deliver", payload, priority: isEmergency ? PRIORITY.emergency : PRIORITY.operational }];
  if (attempt.nextAttemptInMs === null) return [];
  const priority = isEmergency ? PRIORITY.emergencyRetry : PRIORITY.retry;
  return [{ task: "deliver", payload, priority, delayMs: attempt.nextAttemptInMs }];
}
