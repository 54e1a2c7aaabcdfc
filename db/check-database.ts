/** Whether a database can be used at all, asked once before anything relies on it, so that a fault is said in words. */
import postgres from "postgres";

const VERSION_MIN = 15;

/** Throws one sentence, without the password, if the server cannot be reached, refuses us, or is too old. */
export async function checkDatabase(databaseUrl: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    const [row] = await sql<{ version: string }[]>`select current_setting('server_version') as version`;
    if (Number.parseInt(row?.version ?? "", 10) < VERSION_MIN) {
      throw new Error(
        `The database at ${placeOf(databaseUrl)} is PostgreSQL ${row?.version}; ${VERSION_MIN} or later is needed.`,
      );
    }
  } catch (error) {
    throw error instanceof Error && "code" in error ? explain(error, String(error.code), databaseUrl) : error;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

const REASONS: Record<string, string> = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "there is no such host",
  EAI_AGAIN: "the host's name cannot be looked up now",
  CONNECT_TIMEOUT: "it does not answer",
  ETIMEDOUT: "it does not answer",
  "28P01": "it refuses the user or the password",
  "28000": "it refuses the user",
  "3D000": "there is no such database",
  "57P03": "it is starting up or shutting down",
  "53300": "it has too many connections",
};

function explain(error: Error, code: string, databaseUrl: string): Error {
  return new Error(
    `DATABASE_URL cannot be used: ${placeOf(databaseUrl)}: ${REASONS[code] ?? `${error.message} (${code})`}.`,
  );
}

/** Host, port and name of the database, and nothing secret. */
function placeOf(databaseUrl: string): string {
  const { hostname, port, pathname } = new URL(databaseUrl);
  return `${hostname || "localhost"}:${port || 5432}${pathname}`;
}
