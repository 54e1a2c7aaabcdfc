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
  delayMs: (count: number) => number | Promise<number>;
};

const RETURNED_PER_FLUSH = 2_000;
const IDS_PER_RETURNED_JOB = 100;

const returning = createGroupCommit<Returned, void>({
  flush: async (batch) => {
    const jobs = await groupedJobs(batch);
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

async function groupedJobs(batch: readonly Returned[]): Promise<JobSpec[]> {
  const groups = new Map<string, Returned[]>();
  for (const one of batch) {
    const key = `${one.subscriptionId} ${one.priority} ${one.isRequested}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  const portions = [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / IDS_PER_RETURNED_JOB) }, (_, index) =>
      group.slice(index * IDS_PER_RETURNED_JOB, (index + 1) * IDS_PER_RETURNED_JOB),
    ),
  );
  return Promise.all(portions.map(jobFor));
}

async function jobFor(portion: readonly Returned[]): Promise<JobSpec> {
  const [first] = portion;
  if (!first) throw new Error("A job needs deliveries.");
  const { priority, isRequested } = first;
  const payload = { deliveryIds: portion.map(({ deliveryId }) => deliveryId), isRequested };
  return { task: "deliver", payload, priority, delayMs: Math.round(await first.delayMs(portion.length)) };
}
