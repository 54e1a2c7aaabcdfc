/**
 * The settings of a program that is started alone: what `npm start` would generate is read from the data folder, so
 * that web and worker agree on it. Under the supervisor nothing is missing.
 */
import { ConfigError, readSettings } from "#config";
import { loadSecrets, openDataDir } from "./data-dir.ts";

/** Puts what is missing into `process.env`; in production nothing, so that it is asked for. Throws one sentence. */
export async function completeSettings(): Promise<void> {
  const { AUTH_SECRET, ENCRYPTION_KEY, DATABASE_URL, DATA_DIR } = readSettings(process.env);
  if (DATABASE_URL === null) throw new ConfigError(["DATABASE_URL is required here; `npm start` sets it by itself."]);
  if ((AUTH_SECRET !== null && ENCRYPTION_KEY !== null) || process.env.NODE_ENV === "production") return;
  const generated = await loadSecrets(await openDataDir(DATA_DIR));
  if (AUTH_SECRET === null) process.env.AUTH_SECRET = generated.AUTH_SECRET;
  if (ENCRYPTION_KEY === null) process.env.ENCRYPTION_KEY = generated.ENCRYPTION_KEY;
}
