/** The embedded PostgreSQL as something to keep running: started again on the same port, so its address stays true. */
import { join } from "node:path";
import type { Logger } from "pino";
import { ensureDatabase, findFreePort, startEmbeddedPostgres } from "#db/embedded-postgres";
import { type Kept, keepRunning } from "./keep-running.ts";

const DATABASE = "signalpost";

/** Its cluster lies in `dataDir`/postgres. Resolves when the database is there and accepts connections. */
export async function keepEmbeddedDatabase(
  dataDir: string,
  password: string,
  log: Logger,
): Promise<{ url: string; kept: Kept }> {
  const options = { directory: join(dataDir, "postgres"), password, port: await findFreePort() };
  let url = "";
  const start = async () => {
    const server = await startEmbeddedPostgres(options);
    await ensureDatabase(server, DATABASE);
    url = server.url(DATABASE);
    return { ended: server.ended.then(() => "it is no longer there"), stop: (graceMs: number) => server.stop(graceMs) };
  };
  const kept = await keepRunning("PostgreSQL", start, { log });
  return { url, kept };
}
