/** Jobs that failed because ENCRYPTION_KEY did not list the key of a secret. */
import type { Runner } from "./client.ts";
import { KEY_NOT_LISTED } from "./sealed-secret.ts";

/** Makes them due at once, with all their attempts, also those that have none left; answers how many. */
export async function retryJobsLackingKeys(run: Runner): Promise<number> {
  const [row] = await run.unsafe<{ count: number }[]>(
    `select count(*)::int as count from graphile_worker.reschedule_jobs(
       array(select id from graphile_worker._private_jobs where locked_by is null and last_error like $1),
       run_at => now(), attempts => 0)`,
    [`%${KEY_NOT_LISTED}`],
  );
  return row?.count ?? 0;
}
