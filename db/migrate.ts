/** Brings a database to the current shape: our migrations, graphile-worker's own, and the coming partitions. */
import { fileURLToPath } from "node:url";
import { migrate as migrateSchema } from "drizzle-orm/postgres-js/migrator";
import { runMigrations } from "graphile-worker";
import { openClient } from "./client.ts";
import { ensureUpcomingPartitions } from "./partitions.ts";

const MIGRATIONS = fileURLToPath(new URL("./migrations", import.meta.url));

/** Idempotent; several processes may call it at once, they take turns under an advisory lock. */
export async function migrate(databaseUrl: string): Promise<void> {
  const { sql, db, close } = openClient(databaseUrl, { max: 2, applicationName: "signalpost-migrate" });
  try {
    const turn = await sql.reserve();
    try {
      await turn`select pg_advisory_lock(hashtext('signalpost.migrate'))`;
      await migrateSchema(db, { migrationsFolder: MIGRATIONS });
      await runMigrations({ connectionString: databaseUrl });
      await sql`alter table graphile_worker._private_jobs set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0)`;
      await ensureUpcomingPartitions(sql, new Date());
    } finally {
      turn.release();
    }
  } finally {
    await close();
  }
}
