/** Signs of life of the workers. */
import { sql } from "drizzle-orm";
import { pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** A running worker's sign of life; a silent one's jobs are set free. `id` is graphile-worker's pool id. */
export const workerPools = pgTable("worker_pools", {
  id: text("id").primaryKey(),
  startedAt: instant("started_at").notNull().default(sql`now()`),
  seenAt: instant("seen_at").notNull().default(sql`now()`),
});
