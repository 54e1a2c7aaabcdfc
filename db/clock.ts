/** What time it is: PostgreSQL's clock decides, so that workers whose clocks differ do the same. */
import { client } from "./client.ts";

export async function databaseNow(): Promise<Date> {
  const [row] = await client().sql<{ now: string | Date }[]>`select now() as now`;
  if (!row) throw new Error("PostgreSQL did not say what time it is.");
  return new Date(row.now);
}
