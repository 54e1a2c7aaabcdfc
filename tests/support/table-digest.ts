/** What all tables hold, in a few letters each: to show that nothing has changed. */
import { client } from "#db/client";

/** Columns that note that somebody was here, and tables in which workers say that they live. */
const BOOKKEEPING_COLUMNS = ["last_used_at"];
const BOOKKEEPING_TABLES = ["worker_pools"];

/** Count and digest of the rows of every table of ours, and of the queue's jobs, by name. */
export async function digestOfTables(): Promise<Map<string, string>> {
  const { sql } = client();
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', n.nspname, c.relname) as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition
       and (n.nspname = 'public' or (n.nspname = 'graphile_worker' and c.relname = '_private_jobs'))
       and c.relname <> all(${BOOKKEEPING_TABLES})
     order by 1`;
  const digests = new Map<string, string>();
  for (const { name } of tables) {
    const [row] = await sql.unsafe<{ digest: string }[]>(
      `select count(*) || ' ' || coalesce(md5(string_agg(line, '|' order by line)), '') as digest
         from (select (to_jsonb(t) - $1::text[])::text as line from ${name} t) lines`,
      [BOOKKEEPING_COLUMNS],
    );
    digests.set(name, row?.digest ?? "");
  }
  return digests;
}
