/**
 * Runs the whole product from one folder: database, migrations, first tenant, workers, web; keeps them running, and
 * stops them in order. One of it per data folder. Leaves installing to start.mjs, and each step to its own file.
 */
import pino, { type Logger } from "pino";
import { ConfigError, readSettings, type Settings } from "#config";
import { checkDatabase } from "#db/check-database";
import { migrate } from "#db/migrate";
import { type Bootstrapped, bootstrap } from "./bootstrap.ts";
import { ensureBuilt } from "./build.ts";
import { checkPort } from "./check-port.ts";
import { loadSecrets, lockDataDir, openDataDir } from "./data-dir.ts";
import { keepEmbeddedDatabase } from "./embedded-database.ts";
import { endOnSignals } from "./end-on-signals.ts";
import { startPrograms } from "./start-programs.ts";
import { startSampleData } from "./start-sample-data.ts";
import { StopOrder } from "./stop-order.ts";

const DATABASE_GRACE_MS = 30_000;

const say = (line: string) => console.log(line);

/**
 * Resolves when everything runs; a signal then stops it all and ends the process. Throws, with one sentence and with
 * everything stopped again, when something cannot start.
 */
export async function supervise({ dev }: { dev: boolean }): Promise<void> {
  const order = new StopOrder();
  endOnSignals(order, say);
  try {
    await start(order, dev);
  } catch (error) {
    await order.stopAll();
    throw error;
  }
}

async function start(order: StopOrder, dev: boolean): Promise<void> {
  const settings = readSettings(process.env);
  requireOwnSecrets(settings);
  const log = pino({ level: settings.LOG_LEVEL, timestamp: pino.stdTimeFunctions.isoTime });
  const folder = await openDataDir(settings.DATA_DIR);
  order.add(await lockDataDir(folder));
  const address = await checkPort(settings.HOST, settings.PORT);
  if (settings.DATABASE_URL !== null) await checkDatabase(settings.DATABASE_URL);
  if (!dev) await ensureBuilt(say);

  const secrets = await loadSecrets(folder);
  const databaseUrl = settings.DATABASE_URL ?? (await startDatabase(folder, secrets.POSTGRES_PASSWORD, order, log));
  await migrate(databaseUrl);
  const sampleData = settings.BOOTSTRAP_SAMPLE_DATA ?? settings.DATABASE_URL === null;
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: dev ? "development" : "production",
    DATABASE_URL: databaseUrl,
    DATA_DIR: folder,
    AUTH_SECRET: settings.AUTH_SECRET ?? secrets.AUTH_SECRET,
    ENCRYPTION_KEY: settings.ENCRYPTION_KEY ?? secrets.ENCRYPTION_KEY,
    BOOTSTRAP_SAMPLE_DATA: String(sampleData),
    ...(sampleData ? { RECEIVER_ORIGIN: `${address}:${settings.PORT}` } : {}),
    BOOTSTRAP_ADMIN_PASSWORD: "",
    BOOTSTRAP_API_KEY: "",
  };
  const bootstrapped = await bootstrap(databaseUrl, settings);
  say("Starting workers and web server …");
  await startPrograms(environment, { order, log, dev, workers: settings.WORKER_COUNT });
  if (bootstrapped && sampleData) startSampleData(bootstrapped.tenantId, { env: environment, log });
  announce(settings, bootstrapped);
}

/** Secrets that this folder generates are lost with it, and are not those of another machine on the same database. */
function requireOwnSecrets({ DATABASE_URL, AUTH_SECRET, ENCRYPTION_KEY }: Settings): void {
  if (process.env.NODE_ENV !== "production" || DATABASE_URL === null) return;
  const missing = Object.entries({ AUTH_SECRET, ENCRYPTION_KEY }).filter(([, value]) => value === null);
  if (missing.length === 0) return;
  throw new ConfigError(missing.map(([name]) => `${name} is required in production with DATABASE_URL.`));
}

async function startDatabase(folder: string, password: string, order: StopOrder, log: Logger): Promise<string> {
  say("Starting the database …");
  const { url, kept } = await keepEmbeddedDatabase(folder, password, log);
  order.add(({ hurried }) => kept.stop(hurried ? 0 : DATABASE_GRACE_MS));
  return url;
}

function announce({ PUBLIC_URL }: Settings, bootstrapped: Bootstrapped | null): void {
  say(`\nSignalpost is ready: ${PUBLIC_URL}`);
  if (bootstrapped) {
    const { adminEmail, generated } = bootstrapped;
    say(`  Sign in as  ${adminEmail}`);
    say(`  Password    ${generated.adminPassword ?? "as BOOTSTRAP_ADMIN_PASSWORD says"}`);
    say(`  API key     ${generated.apiKey ?? "as BOOTSTRAP_API_KEY says"}`);
    if (generated.adminPassword ?? generated.apiKey) say("  Keep them: they are not shown again.");
  }
  say("Ctrl-C stops it.\n");
}
