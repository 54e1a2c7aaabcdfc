/**
 * Sends deliveries that cannot be attempted now back to the queue, those of one subscription grouped in few jobs. Their
 * rows stay due; only the alarm clock is set anew.
 */
import { client } from "#db/client";
import { createGroupCommit } from "./group-commit.ts";
import { addJobs, type JobSpec } from "./queue.ts";
import { wakeQueueIn } from "./wake-queue.ts";

export type Returned = {
  deliveryId: string;
  subscriptionId: string;
  priority: number;
  isRequested: boolean;
  /** When they come again, for this many of the subscription. */
  delayMs: (count: number) => number;
};

const RETURNED_PER_FLUSH = 2_000;
const IDS_PER_RETURNED_JOB = 100;

const returning = createGroupCommit<Returned, void>({
  flush: async (batch) => {
    const jobs = groupedJobs(batch);
    await client().sql.begin((tx) => addJobs(tx, jobs));
    for (const { delayMs = 0 } of jobs) wakeQueueIn(delayMs);
    return batch.map(() => undefined);
  },
  weightMax: RETURNED_PER_FLUSH,
});

/** Resolves once the new job is durable. */
export function returnDelivery(returned: Returned): Promise<void> {
  return returning.add(returned);
}

function groupedJobs(batch: readonly Returned[]): JobSpec[] {
  const groups = new Map<string, Returned[]>();
  for (const one of batch) {
    const key = `${one.subscriptionId} ${one.priority} ${one.isRequested}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  const jobs: JobSpec[] = [];
  for (const group of groups.values()) {
    for (let start = 0; start < group.length; start += IDS_PER_RETURNED_JOB) {
      const members = group.slice(start, start + IDS_PER_RETURNED_JOB);
      const [first] = members;
      if (!first) continue;
      jobs.push({
        task: "deliver",
        payload: { deliveryIds: members.map(({ deliveryId }) => deliveryId), isRequested: first.isRequested },
        priority: first.priority,
        delayMs: Math.round(first.delayMs(members.length)),
      });
    }
  }
  return jobs;
}
