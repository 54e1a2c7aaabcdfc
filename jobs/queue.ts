/**
 * Puts jobs on the queue, in the caller's transaction: a job exists exactly if what it is about does. Many jobs are one
 * call, because every call notifies, and notifying transactions commit one after the other in the whole cluster.
 */
import type { Runner } from "#db/client";
import type { TaskName, TaskPayload } from "./payloads.ts";

/**
 * Smaller goes first. Emergency precedes everything; first attempts precede retries, retries precede recoveries. A
 * retry never has a better priority than work that is ready: the queue walks all future jobs of better priorities.
 */
export const PRIORITY = {
  emergency: -20,
  emergencyRetry: -10,
  operational: 0,
  retry: 10,
  recovery: 20,
} as const;

/** One job: at once, or `delayMs` after the transaction's start by PostgreSQL's clock. */
export type JobSpec<Name extends TaskName = TaskName> = {
  task: Name;
  payload: TaskPayload<Name>;
  priority: number;
  delayMs?: number;
};

const ADD_JOBS = `
select count(*) from graphile_worker.add_jobs(array(
  select row(task, payload, null, now() + delay_ms * interval '1 millisecond', null, null, priority,
             null)::graphile_worker.job_spec
    from json_to_recordset($1::json) as j(task text, payload json, delay_ms int, priority int)))`;

/** Adds jobs in one statement; none is fine. */
export async function addJobs(run: Runner, jobs: readonly JobSpec[]): Promise<void> {
  if (jobs.length === 0) return;
  const json = jobs.map((job) => ({
    task: job.task,
    payload: job.payload,
    delay_ms: job.delayMs ?? 0,
    priority: job.priority,
  }));
  await run.unsafe(ADD_JOBS, [JSON.stringify(json)], { prepare: true });
}
