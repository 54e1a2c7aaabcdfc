/** When the tasks that run by the clock ran last, as the queue keeps it. */
import type { Client } from "./client.ts";

/**
 * Takes back what a worker noted whose clock was ahead: until that moment came no worker would have a timed task run.
 * Answers of how many tasks. What runs twice for it does no harm.
 */
export async function forgetRunsInTheFuture({ sql }: Client): Promise<number> {
  const { count } = await sql`
    update graphile_worker._private_known_crontabs set last_execution = now()
     where last_execution > now() + interval '2 minutes'`;
  return count;
}
