/**
 * Every setting of the product: its name in the environment, its default and its bounds, read once and checked whole.
 * Leaves to others: generating what a first start may generate (scripts/), and using the settings.
 */
import { isIPv6 } from "node:net";
import { availableParallelism } from "node:os";
import * as z from "zod";
import {
  allowedNetworks,
  apiKey,
  authSecret,
  databaseUrl,
  email,
  encryptionKeys,
  logLevel,
  mailFrom,
  oidcIssuer,
  password,
  proxyUrl,
  publicUrl,
  receiverOrigin,
  smtpUrl,
  text,
  trueOrFalse,
  wholeNumber,
} from "#setting-kinds";

/** What settings are read from, shaped like `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** All that is wrong with the settings, one sentence each. Never repeats the value of a secret setting. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.length === 1 ? String(faults[0]) : `${faults.length} settings are wrong:\n  ${faults.join("\n  ")}`);
    this.faults = faults;
  }
}

const SETTINGS = {
  DATABASE_URL: databaseUrl,
  DATA_DIR: text(".data", 1000),
  PORT: wholeNumber(3000, 1, 65_535),
  HOST: text("127.0.0.1", 253),
  PUBLIC_URL: publicUrl,
  AUTH_SECRET: authSecret,
  ENCRYPTION_KEY: encryptionKeys,
  BOOTSTRAP_TENANT: text("Demo", 200),
  BOOTSTRAP_ADMIN_EMAIL: email,
  BOOTSTRAP_ADMIN_PASSWORD: password,
  BOOTSTRAP_API_KEY: apiKey,
  BOOTSTRAP_SAMPLE_DATA: trueOrFalse,
  DELIVERY_ALLOW_NETWORKS: allowedNetworks,
  DELIVERY_PROXY: proxyUrl,
  WORKER_CONCURRENCY: wholeNumber(512, 1, 10_000),
  WORKER_COUNT: wholeNumber(Math.max(1, Math.floor(availableParallelism() / 2)), 1, 64),
  OIDC_ISSUER: oidcIssuer,
  OIDC_CLIENT_ID: text(null, 1000),
  OIDC_CLIENT_SECRET: text(null, 1000),
  API_RATE_LIMIT_PER_SECOND: wholeNumber(1000, 1, 1_000_000),
  RETENTION_DAYS: wholeNumber(90, 1, 36_500),
  SMTP_URL: smtpUrl,
  MAIL_FROM: mailFrom,
  LOG_LEVEL: logLevel,
  /** Where the built-in receiver listens; deliveries may reach it. Set by `npm start` when there is sample data. */
  RECEIVER_ORIGIN: receiverOrigin,
  /** Attempts under way at once to one subscription, in one worker process. */
  SUBSCRIPTION_CONCURRENCY: wholeNumber(8, 1, 1000),
  /** The same of all subscriptions of one tenant together; a quarter of it is for Emergency alone. */
  TENANT_CONCURRENCY: wholeNumber(256, 1, 10_000),
  CIRCUIT_BREAKER_ATTEMPTS: wholeNumber(10, 0, 10_000),
  CIRCUIT_BREAKER_SECONDS: wholeNumber(10, 0, 86_400),
  CIRCUIT_BREAKER_PROBE_SECONDS: wholeNumber(10, 1, 3_600),
  CIRCUIT_BREAKER_PROBE_SECONDS_MAX: wholeNumber(300, 1, 86_400),
};

type Parsed = z.output<z.ZodObject<typeof SETTINGS>>;

/** Every setting, with its default where the environment says nothing; null: not given and no default of its own. */
export type Settings = Parsed & { PUBLIC_URL: string };

/**
 * The settings of a process that serves or works: those that `npm start` generates or decides are present.
 * BOOTSTRAP_SAMPLE_DATA is false unless the process was told otherwise.
 */
export type Config = Settings & {
  DATABASE_URL: string;
  AUTH_SECRET: string;
  ENCRYPTION_KEY: string;
  BOOTSTRAP_SAMPLE_DATA: boolean;
};

/** Reads the settings; an empty value counts as not given. Throws one ConfigError that lists every fault. */
export function readSettings(env: Environment): Settings {
  const given = Object.fromEntries(Object.keys(SETTINGS).map((name) => [name, env[name]?.trim() || undefined]));
  const parsed = z.object(SETTINGS).safeParse(given);
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`));
  const incomplete = missingTogether(parsed.data);
  if (incomplete.length > 0) throw new ConfigError(incomplete);
  return { ...parsed.data, PUBLIC_URL: parsed.data.PUBLIC_URL ?? localAddress(parsed.data) };
}

/** All of them are given, or none: for signing in through a provider, and for sending mail. */
const TOGETHER = [
  ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"],
  ["SMTP_URL", "MAIL_FROM"],
] as const;

function missingTogether(settings: Parsed): string[] {
  return TOGETHER.flatMap((names) => {
    const given = names.find((name) => settings[name] !== null);
    const missing = given ? names.filter((name) => settings[name] === null) : [];
    return missing.map((name) => `${name} is required as soon as ${given} is there.`);
  });
}

/** Where a browser on this machine finds the server; one that listens on all addresses it finds on the loopback one. */
function localAddress({ HOST, PORT }: { HOST: string; PORT: number }): string {
  if (HOST === "0.0.0.0" || HOST === "::") return `http://127.0.0.1:${PORT}`;
  return `http://${isIPv6(HOST) ? `[${HOST}]` : HOST}:${PORT}`;
}

/** As `readSettings`, and throws one ConfigError that names every required setting that is missing. */
export function readConfig(env: Environment): Config {
  const settings = readSettings(env);
  const { DATABASE_URL, AUTH_SECRET, ENCRYPTION_KEY } = settings;
  if (DATABASE_URL === null || AUTH_SECRET === null || ENCRYPTION_KEY === null) {
    const missing = Object.entries({ DATABASE_URL, AUTH_SECRET, ENCRYPTION_KEY }).filter(([, value]) => value === null);
    throw new ConfigError(missing.map(([name]) => `${name} is required here; \`npm start\` sets it by itself.`));
  }
  const BOOTSTRAP_SAMPLE_DATA = settings.BOOTSTRAP_SAMPLE_DATA ?? false;
  return { ...settings, DATABASE_URL, AUTH_SECRET, ENCRYPTION_KEY, BOOTSTRAP_SAMPLE_DATA };
}

let memo: Config | undefined;

/** The process's own configuration, read from its environment on first use (importing reads nothing). */
export function config(): Config {
  memo ??= readConfig(process.env);
  return memo;
}
