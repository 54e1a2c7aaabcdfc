/** Workers' signs of life, and freeing the jobs of those that fell silent. */
import type { Client } from "./client.ts";

/** Notes that a worker pool lives. */
export async function beatHeart({ sql }: Client, poolId: string): Promise<void> {
  await sql`insert into worker_pools (id) values (${poolId}) on conflict (id) do update set seen_at = now()`;
}

/** Takes a pool off the list, at the end of a graceful stop. */
export async function forgetPool({ sql }: Client, poolId: string): Promise<void> {
  await sql`delete from worker_pools where id = ${poolId}`;
}

/** What is as far in the future counts as long ago: the clock was set back, and who lives says so again at once. */
const IS_ALIVE = "seen_at between now() - interval '15 seconds' and now() + interval '15 seconds'";

/** As SQL: the worker that this expression names gave no sign of life within the last 15 s. */
export function hasFallenSilent(pool: string): string {
  return `not exists (select from worker_pools where id = ${pool} and ${IS_ALIVE})`;
}

/** A worker gave a sign of life within the last 15 s. */
export async function anyWorkerAlive({ sql }: Client): Promise<boolean> {
  const [row] = await sql.unsafe(`select exists (select from worker_pools where ${IS_ALIVE}) as alive`);
  return row?.alive === true;
}

/** A job that so many workers took in hand may be what ends them. */
const SUSPECT_ATTEMPTS = 3;
/**
 * So far those go apart, within the 30 s in which what dead workers had is free again: each death costs all that the
 * worker had one of their attempts, the innocent too.
 */
const APART_SECONDS_MAX = 12;

/**
 * Frees the jobs of pools that were silent for `silentSeconds`, also of pools that are not on the list at all, and
 * forgets them; answers how many pools and jobs. One process at a time does it (advisory lock). What is as far in the
 * future counts as long ago: the clock was set back, and who lives says so again at once. What was in hand of three that
 * died comes again at a moment of its own, away from the job that may have ended them.
 */
export async function releaseJobsOfSilentPools(
  { sql }: Client,
  silentSeconds: number,
): Promise<{ pools: number; jobs: number }> {
  return sql.begin(async (tx) => {
    const [turn] = await tx`select pg_try_advisory_xact_lock(hashtext('signalpost.release-lost-jobs')) as mine`;
    if (turn?.mine !== true) return { pools: 0, jobs: 0 };
    const silence = tx`make_interval(secs => ${silentSeconds})`;
    const locked = await tx<{ pool: string; jobs: number }[]>`
      select locked_by as pool, count(*)::int as jobs from graphile_worker._private_jobs
       where locked_by is not null and locked_at not between now() - ${silence} and now() + ${silence}
         and not exists (select from worker_pools p
                          where p.id = locked_by and p.seen_at between now() - ${silence} and now() + ${silence})
       group by locked_by`;
    const silent = locked.map((row) => row.pool);
    if (silent.length > 0) {
      await tx`
        update graphile_worker._private_jobs set run_at = now() + random() * interval '1 second' * ${APART_SECONDS_MAX}
         where locked_by = any(${silent}) and attempts >= ${SUSPECT_ATTEMPTS}`;
      await tx`select graphile_worker.force_unlock_workers(${silent})`;
    }
    await tx`delete from worker_pools where seen_at < now() - make_interval(secs => ${silentSeconds * 4})`;
    return { pools: silent.length, jobs: locked.reduce((sum, row) => sum + row.jobs, 0) };
  });
}

/** The jobs that a pool has had for longer than this; ids as the queue has them. */
export async function listJobsLockedBy({ sql }: Client, poolId: string, longerThanSeconds: number): Promise<string[]> {
  const time = sql`make_interval(secs => ${longerThanSeconds})`;
  const rows = await sql<{ id: string }[]>`
    select id::text as id from graphile_worker._private_jobs
     where locked_by = ${poolId} and locked_at not between now() - ${time} and now() + ${time}`;
  return rows.map(({ id }) => id);
}

/** Sets single jobs of a pool free, as if it had never taken them; answers how many. */
export async function unlockJobs({ sql }: Client, poolId: string, jobIds: readonly string[]): Promise<number> {
  const { count } = await sql`
    update graphile_worker._private_jobs set locked_by = null, locked_at = null, attempts = greatest(0, attempts - 1)
     where locked_by = ${poolId} and id = any(${jobIds as string[]}::bigint[])`;
  return count;
}
