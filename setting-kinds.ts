/**
 * The kinds of settings there are: how the text of an environment variable is read, and the sentence that says what it
 * must be. Leaves to config.ts which settings there are, with their defaults.
 */
import { isIP } from "node:net";
import * as z from "zod";
import { parseNetworks } from "#webhooks/public-address";
import { characterCount } from "#webhooks/text";
import { PASSWORD_CHARACTERS_MAX, PASSWORD_CHARACTERS_MIN } from "#webhooks/user";

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

export function wholeNumber(fallback: number, min: number, max: number) {
  return setting<number, number>(fallback, (text) => {
    const value = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN;
    return value >= min && value <= max ? value : new Fault(`a whole number from ${min} to ${max}`, text);
  });
}

export function text<const F extends string | null>(fallback: F, max: number) {
  return setting<string, F>(fallback, (value) =>
    value.length <= max ? value : new Fault(`at most ${max} characters long`),
  );
}

/** Not shown when wrong: addresses of databases hold passwords. */
export const databaseUrl = setting<string, null>(null, (value) =>
  URL.canParse(value) && /^postgres(ql)?:$/.test(new URL(value).protocol)
    ? value
    : new Fault("the address of a PostgreSQL database, such as postgresql://user:password@host:5432/name"),
);

export const publicUrl = setting<string, null>(null, (value) => {
  const url = URL.canParse(value) ? new URL(value) : null;
  const isOrigin = url && /^https?:$/.test(url.protocol) && url.pathname === "/" && !url.search && !url.username;
  return isOrigin
    ? url.origin
    : new Fault("an http or https address without a path, such as https://hooks.example.com", value);
});

export const authSecret = setting<string, null>(null, (value) =>
  value.length >= 16 ? value : new Fault("at least 16 characters long"),
);

/** 32 bytes in base64, base64url or hexadecimal. */
function decodeKey(value: string): Buffer | null {
  const encoding = /^[0-9a-f]{64}$/i.test(value) ? "hex" : /^[\w+/-]{43}=?$/.test(value) ? "base64" : null;
  return encoding && Buffer.from(value, encoding);
}

/** Answers the keys in base64, separated by commas. */
export const encryptionKeys = setting<string, null>(null, (value) => {
  const keys = value.split(",").map((part) => decodeKey(part.trim()));
  return keys.every((key) => key !== null)
    ? keys.map((key) => key.toString("base64")).join(",")
    : new Fault("32 random bytes in base64, such as `openssl rand -base64 32` prints; several are separated by commas");
});

/** Not over the open network without https: who stands between could sign in as anybody. */
export const oidcIssuer = setting<string, null>(null, (value) => {
  const url = URL.canParse(value) ? new URL(value) : null;
  const isLocal = url?.protocol === "http:" && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  const isIssuer = url && (url.protocol === "https:" || isLocal) && !url.search && !url.hash && !url.username;
  return isIssuer
    ? value.replace(/\/+$/, "")
    : new Fault("the https address of an OpenID Connect issuer, such as https://login.example.com/realm", value);
});

export const apiKey = setting<string, null>(null, (value) =>
  /^[\x21-\x7e]{1,200}$/.test(value) ? value : new Fault("1 to 200 printable ASCII characters without spaces"),
);

/** As every password of a user. */
export const password = setting<string, null>(null, (value) => {
  const count = characterCount(value);
  return count >= PASSWORD_CHARACTERS_MIN && count <= PASSWORD_CHARACTERS_MAX
    ? value
    : new Fault(`${PASSWORD_CHARACTERS_MIN} to ${PASSWORD_CHARACTERS_MAX} characters long`);
});

export const email = setting<string, string>("admin@example.com", (value) =>
  z.email().safeParse(value).success ? value : new Fault("an e-mail address", value),
);

/** Not shown when wrong: it may hold a password. */
export const smtpUrl = setting<string, null>(null, (value) => {
  const url = URL.canParse(value) ? new URL(value) : null;
  const isMailServer = url && /^smtps?:$/.test(url.protocol) && url.hostname !== "";
  return isMailServer ? value : new Fault("the address of a mail server, such as smtps://user:pass@mail.example.com");
});

/** An e-mail address, alone or as `Name <address>`. */
export const mailFrom = setting<string, null>(null, (value) => {
  const address = /^[^<>"\r\n]{1,200} <([^<>]+)>$/.exec(value)?.[1] ?? value;
  return z.email().safeParse(address).success
    ? value
    : new Fault("an e-mail address, alone or as Name <address>", value);
});

/** Stays text: whoever uses it parses it with the same function. */
export const allowedNetworks = setting<string, string>("", (value) => {
  const parsed = parseNetworks(value);
  return parsed.ok
    ? value
    : new Fault(`a comma-separated list of networks: ${parsed.errors.map((error) => error.message).join(" ")}`);
});

/** Not shown when wrong: it may hold a password. */
export const proxyUrl = setting<string, null>(null, (value) => {
  const url = URL.canParse(value) ? new URL(value) : null;
  const isProxy = url && /^https?:$/.test(url.protocol) && url.pathname === "/" && !url.search && !url.hash;
  return isProxy
    ? value
    : new Fault("the address of an HTTP proxy, such as http://user:password@proxy.example.com:3128");
});

/** An IP address and a port, as `127.0.0.1:3000` or `::1:3000`. */
export const receiverOrigin = setting<{ address: string; port: number }, null>(null, (value) => {
  const [, address = "", port = ""] = /^(.*):(\d{1,5})$/.exec(value) ?? [];
  return isIP(address) ? { address, port: Number(port) } : new Fault("an IP address and a port", value);
});

export const trueOrFalse = setting<boolean, null>(null, (value) =>
  value === "true" || value === "false" ? value === "true" : new Fault("true or false", value),
);

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export const logLevel = setting<(typeof LOG_LEVELS)[number], "info">(
  "info",
  (value) => LOG_LEVELS.find((level) => level === value) ?? new Fault(`one of ${LOG_LEVELS.join(", ")}`, value),
);
