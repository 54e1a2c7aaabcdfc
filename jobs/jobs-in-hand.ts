/**
 * Which jobs this worker knows that it has. When the connection breaks after the database gave jobs out and before they
 * came here, they are locked by a worker that lives and will never do them: `findForgotten` tells them from the others.
 */
import type { WorkerEvents } from "graphile-worker";

export type JobsInHand = {
  /**
   * Of the jobs that the database says are this worker's, those that it did not know of at the last look either: a job
   * that has just ended is not in hand any more, and deleted within milliseconds.
   */
  findForgotten: (lockedIds: readonly string[]) => string[];
};

/** From the events of the queue of this process; call it before the queue runs. */
export function watchJobsInHand(events: Pick<WorkerEvents, "on">): JobsInHand {
  const inHand = new Set<string>();
  let suspects = new Set<string>();
  events.on("localQueue:getJobs:complete", ({ jobs }) => {
    for (const { id } of jobs) inHand.add(id);
  });
  events.on("localQueue:returnJobs", ({ jobs }) => {
    for (const { id } of jobs) inHand.delete(id);
  });
  events.on("job:complete", ({ job }) => {
    inHand.delete(job.id);
  });
  return {
    findForgotten: (lockedIds) => {
      const unknown = lockedIds.filter((id) => !inHand.has(id));
      const forgotten = unknown.filter((id) => suspects.has(id));
      suspects = new Set(unknown);
      return forgotten;
    },
  };
}
