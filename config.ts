/**
 * Every setting of the product: its name in the environment, its default and its bounds, read once and checked whole.
 * Leaves to others: generating what a first start may generate (scripts/), and using the settings.
 */
import { isIP, isIPv6 } from "node:net";
import { availableParallelism } from "node:os";
import * as z from "zod";
import { parseNetworks } from "#webhooks/public-address";
import { characterCount } from "#webhooks/text";
import { PASSWORD_CHARACTERS_MAX, PASSWORD_CHARACTERS_MIN } from "#webhooks/user";

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

/** What a setting should have been; the value itself is shown unless it may be a secret. */
class Fault {
  readonly sentence: string;

  constructor(expected: string, shown?: string) {
    const found = shown === undefined ? "" : `, but is "${shown.slice(0, 100)}"`;
    this.sentence = `must be ${expected}${found}.`.replace(/\.\.$/, ".");
  }
}

/** A setting that may be absent, and then is `fallback`. */
function setting<T, const F>(fallback: F, read: (text: string) => T | Fault) {
  return z
    .string()
    .optional()
    .transform((text, context): T | F => {
      if (text === undefined) return fallback;
      const value = read(text);
      if (!(value instanceof Fault)) return value;
      context.addIssue({ code: "custom", message: value.sentence });
      return z.NEVER;
    });
}

function wholeNumber(fallback: number, min: number, max: number) {
  return setting<number, number>(fallback, (text) => {
    const value = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN;
    return value >= min && value <= max ? value : new Fault(`a whole number from ${min} to ${max}`, text);
  });
}

function text(fallback: string, max: number) {
  return setting<string, string>(fallback, (value) =>
    value.length <= max ? value : new Fault(`at most ${max} characters long`),
  );
}

/** Not shown when wrong: addresses of databases hold passwords. */
const databaseUrl = setting<string, null>(null, (value) =>
  URL.canParse(value) && /^postgres(ql)?:$/.test(new URL(value).protocol)
    ? value
    : new Fault("the address of a PostgreSQL database, such as postgresql://user:password@host:5432/name"),
);

const publicUrl = setting<string, null>(null, (value) => {
  const url = URL.canParse(value) ? new URL(value) : null;
  const isOrigin = url && /^https?:$/.test(url.protocol) && url.pathname === "/" && !url.search && !url.username;
  return isOrigin
    ? url.origin
    : new Fault("an http or https address without a path, such as https://hooks.example.com", value);
});

const authSecret = setting<string, null>(null, (value) =>
  value.length >= 16 ? value : new Fault("at least 16 characters long"),
);

/** 32 bytes in base64, base64url or hexadecimal. */
function decodeKey(value: string): Buffer | null {
  const encoding = /^[0-9a-f]{64}$/i.test(value) ? "hex" : /^[\w+/-]{43}=?$/.test(value) ? "base64" : null;
  return encoding && Buffer.from(value, encoding);
}

/** Answers the keys in base64, separated by commas. */
const encryptionKeys = setting<string, null>(null, (value) => {
  const keys = value.split(",").map((part) => decodeKey(part.trim()));
  return keys.every((key) => key !== null)
    ? keys.map((key) => key.toString("base64")).join(",")
    : new Fault("32 random bytes in base64, such as `openssl rand -base64 32` prints; several are separated by commas");
});

/** Not over the open network without https: who stands between could sign in as anybody. */
const oidcIssuer = setting<string, null>(null, (value) => {
  const url = URL.canParse(value) ? new URL(value) : null;
  const isLocal = url?.protocol === "http:" && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  const isIssuer = url && (url.protocol === "https:" || isLocal) && !url.search && !url.hash && !url.username;
  return isIssuer
    ? value.replace(/\/+$/, "")
    : new Fault("the https address of an OpenID Connect issuer, such as https://login.example.com/realm", value);
});

const clientCredential = setting<string, null>(null, (value) =>
  value.length <= 1000 ? value : new Fault("at most 1000 characters long"),
);

const apiKey = setting<string, null>(null, (value) =>
  /^[\x21-\x7e]{1,200}$/.test(value) ? value : new Fault("1 to 200 printable ASCII characters without spaces"),
);

/** As every password of a user. */
const password = setting<string, null>(null, (value) => {
  const count = characterCount(value);
  return count >= PASSWORD_CHARACTERS_MIN && count <= PASSWORD_CHARACTERS_MAX
    ? value
    : new Fault(`${PASSWORD_CHARACTERS_MIN} to ${PASSWORD_CHARACTERS_MAX} characters long`);
});

const email = setting<string, string>("admin@example.com", (value) =>
  z.email().safeParse(value).success ? value : new Fault("an e-mail address", value),
);

/** Stays text: whoever uses it parses it with the same function. */
const allowedNetworks = setting<string, string>("", (value) => {
  const parsed = parseNetworks(value);
  return parsed.ok
    ? value
    : new Fault(`a comma-separated list of networks: ${parsed.errors.map((error) => error.message).join(" ")}`);
});

/** Not shown when wrong: it may hold a password. */
const proxyUrl = setting<string, null>(null, (value) => {
  const url = URL.canParse(value) ? new URL(value) : null;
  const isProxy = url && /^https?:$/.test(url.protocol) && url.pathname === "/" && !url.search && !url.hash;
  return isProxy
    ? value
    : new Fault("the address of an HTTP proxy, such as http://user:password@proxy.example.com:3128");
});

/** An IP address and a port, as `127.0.0.1:3000` or `::1:3000`. */
const receiverOrigin = setting<{ address: string; port: number }, null>(null, (value) => {
  const [, address = "", port = ""] = /^(.*):(\d{1,5})$/.exec(value) ?? [];
  return isIP(address) ? { address, port: Number(port) } : new Fault("an IP address and a port", value);
});

const trueOrFalse = setting<boolean, null>(null, (value) =>
  value === "true" || value === "false" ? value === "true" : new Fault("true or false", value),
);

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
const logLevel = setting<(typeof LOG_LEVELS)[number], "info">(
  "info",
  (value) => LOG_LEVELS.find((level) => level === value) ?? new Fault(`one of ${LOG_LEVELS.join(", ")}`, value),
);

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
  OIDC_CLIENT_ID: clientCredential,
  OIDC_CLIENT_SECRET: clientCredential,
  API_RATE_LIMIT_PER_SECOND: wholeNumber(1000, 1, 1_000_000),
  RETENTION_DAYS: wholeNumber(90, 1, 36_500),
  LOG_LEVEL: logLevel,
  /** Where the built-in receiver listens; deliveries may reach it. Set by `npm start` when there is sample data. */
  RECEIVER_ORIGIN: receiverOrigin,
  /** Attempts under way at once to one subscription, in one worker process. */
  SUBSCRIPTION_CONCURRENCY: wholeNumber(8, 1, 1000),
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

/** Signing in through a provider takes all three of its settings, or none. */
function missingTogether({ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET }: Parsed): string[] {
  const entries = Object.entries({ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET });
  const missing = entries.filter(([, value]) => value === null);
  if (missing.length === entries.length) return [];
  return missing.map(([name]) => `${name} is required as soon as another OIDC_ setting is there.`);
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
