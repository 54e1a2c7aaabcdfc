/** Settings: defaults, bounds, and every fault at once without a word of a secret. */
import { describe, expect, test } from "vitest";
import { ConfigError, type Environment, readConfig, readSettings } from "#config";

const KEY = Buffer.alloc(32, 7);
const COMPLETE = {
  DATABASE_URL: "postgresql://user:hunter2@db:5432/signalpost",
  AUTH_SECRET: "an-auth-secret-of-some-length",
  ENCRYPTION_KEY: KEY.toString("base64"),
};

function faultsOf(env: Environment): readonly string[] {
  try {
    readSettings(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

test("an empty environment has the documented defaults", () => {
  expect(readSettings({})).toMatchObject({
    DATABASE_URL: null,
    DATA_DIR: ".data",
    PORT: 3000,
    HOST: "127.0.0.1",
    PUBLIC_URL: "http://127.0.0.1:3000",
    BOOTSTRAP_TENANT: "Demo",
    BOOTSTRAP_ADMIN_EMAIL: "admin@example.com",
    BOOTSTRAP_SAMPLE_DATA: null,
    DELIVERY_ALLOW_NETWORKS: "",
    API_RATE_LIMIT_PER_SECOND: 1000,
    RETENTION_DAYS: 90,
    LOG_LEVEL: "info",
  });
});

test("signing in through a provider takes all three settings, over https unless on this machine", () => {
  const all = { OIDC_ISSUER: "https://login.example.com/realm/", OIDC_CLIENT_ID: "id", OIDC_CLIENT_SECRET: "secret" };
  expect(readSettings(all)).toMatchObject({ ...all, OIDC_ISSUER: "https://login.example.com/realm" });
  expect(readSettings({ ...all, OIDC_ISSUER: "http://127.0.0.1:8080" }).OIDC_ISSUER).toBe("http://127.0.0.1:8080");
  expect(faultsOf({ OIDC_ISSUER: all.OIDC_ISSUER })).toEqual([
    "OIDC_CLIENT_ID is required as soon as OIDC_ISSUER is there.",
    "OIDC_CLIENT_SECRET is required as soon as OIDC_ISSUER is there.",
  ]);
  for (const OIDC_ISSUER of ["http://login.example.com", "login.example.com", "https://me@login.example.com"]) {
    expect(faultsOf({ ...all, OIDC_ISSUER })).toHaveLength(1);
  }
});

test("mail takes a server and a sender, and the server's password is never repeated", () => {
  const all = { SMTP_URL: "smtps://user:hunter2@mail.example.com:465", MAIL_FROM: "Signalpost <alerts@example.com>" };
  expect(readSettings(all)).toMatchObject(all);
  expect(readSettings({ ...all, MAIL_FROM: "alerts@example.com" }).MAIL_FROM).toBe("alerts@example.com");
  expect(faultsOf({ SMTP_URL: all.SMTP_URL })).toEqual(["MAIL_FROM is required as soon as SMTP_URL is there."]);
  expect(faultsOf({ MAIL_FROM: all.MAIL_FROM })).toEqual(["SMTP_URL is required as soon as MAIL_FROM is there."]);
  for (const SMTP_URL of ["mail.example.com", "https://user:hunter2@mail.example.com", "smtp:", "smtp://"]) {
    expect(faultsOf({ ...all, SMTP_URL })).toEqual([expect.stringMatching(/^SMTP_URL must be the address of a mail/)]);
    expect(faultsOf({ ...all, SMTP_URL }).join()).not.toContain("hunter2");
  }
  for (const MAIL_FROM of ["alerts", "Alerts <alerts>", "a@example.com, b@example.com", "A\n <a@example.com>"]) {
    expect(faultsOf({ ...all, MAIL_FROM })).toHaveLength(1);
  }
});

test("empty and blank values count as not given", () => {
  expect(readSettings({ PORT: "", HOST: "  ", DATABASE_URL: "" })).toEqual(readSettings({}));
});

test.each([
  [{ PORT: "8080" }, "http://127.0.0.1:8080"],
  [{ HOST: "::1" }, "http://[::1]:3000"],
  [{ HOST: "0.0.0.0" }, "http://127.0.0.1:3000"],
  [{ HOST: "::" }, "http://127.0.0.1:3000"],
  [{ PUBLIC_URL: "https://hooks.example.com/" }, "https://hooks.example.com"],
])("the public address of %o is %s", (env, expected) => {
  expect(readSettings(env).PUBLIC_URL).toBe(expected);
});

test.each([
  ["base64", KEY.toString("base64")],
  ["base64url", KEY.toString("base64url")],
  ["hexadecimal", KEY.toString("hex")],
])("an encryption key is read from %s", (_, text) => {
  expect(readConfig({ ...COMPLETE, ENCRYPTION_KEY: text }).ENCRYPTION_KEY).toBe(KEY.toString("base64"));
});

test("several encryption keys keep their order", () => {
  const other = Buffer.alloc(32, 9).toString("base64");
  const { ENCRYPTION_KEY } = readConfig({ ...COMPLETE, ENCRYPTION_KEY: `${other}, ${KEY.toString("hex")}` });
  expect(ENCRYPTION_KEY).toBe(`${other},${KEY.toString("base64")}`);
});

test.each([
  ["127.0.0.1:3000", { address: "127.0.0.1", port: 3000 }],
  ["::1:3000", { address: "::1", port: 3000 }],
])("the receiver's address %s is read", (text, expected) => {
  expect(readSettings({ RECEIVER_ORIGIN: text }).RECEIVER_ORIGIN).toEqual(expected);
});

describe("a bad setting is named with what it must be", () => {
  test.each([
    ["PORT", "0", "from 1 to 65535"],
    ["PORT", "80a", 'but is "80a"'],
    ["PUBLIC_URL", "hooks.example.com", "http or https address"],
    ["PUBLIC_URL", "https://example.com/path", "without a path"],
    ["BOOTSTRAP_ADMIN_EMAIL", "admin", "an e-mail address"],
    ["BOOTSTRAP_ADMIN_PASSWORD", "eleven char", "12 to 256 characters long."],
    ["BOOTSTRAP_ADMIN_PASSWORD", "x".repeat(257), "12 to 256 characters long."],
    ["BOOTSTRAP_SAMPLE_DATA", "yes", "true or false"],
    ["DELIVERY_ALLOW_NETWORKS", "10.0.0.0/99", "10.0.0.0/99"],
    ["DELIVERY_PROXY", "socks5://proxy.example.com:1080", "the address of an HTTP proxy"],
    ["DELIVERY_PROXY", "http://proxy.example.com:3128/path", "the address of an HTTP proxy"],
    ["WORKER_CONCURRENCY", "1.5", "whole number"],
    ["RETENTION_DAYS", "-1", "whole number"],
    ["LOG_LEVEL", "loud", "one of trace, debug"],
    ["RECEIVER_ORIGIN", "localhost:3000", "an IP address and a port"],
  ])("%s=%s", (name, value, expected) => {
    const faults = faultsOf({ [name]: value });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name} must be .*\\.$`));
    expect(faults[0]).toContain(expected);
  });
});

test("all faults are listed at once, one sentence each, and no secret is repeated", () => {
  const secrets = {
    DATABASE_URL: "mysql://u:hunter2@db",
    AUTH_SECRET: "hunter2",
    ENCRYPTION_KEY: "hunter2",
    BOOTSTRAP_API_KEY: "hunter 2",
    BOOTSTRAP_ADMIN_PASSWORD: "hunter2",
    DELIVERY_PROXY: "ftp://u:hunter2@proxy",
  };
  const faults = faultsOf({ ...secrets, PORT: "x" });
  expect(faults).toHaveLength(7);
  expect(faults.join("\n")).not.toMatch(/hunter/);
  expect(new ConfigError(faults).message).toContain(`7 settings are wrong:\n  ${faults[0]}`);
});

test("a program that serves names every required setting that is missing", () => {
  expect(() => readConfig({})).toThrow(/DATABASE_URL[\s\S]*AUTH_SECRET[\s\S]*ENCRYPTION_KEY/);
  expect(readConfig(COMPLETE)).toMatchObject({ ...COMPLETE, BOOTSTRAP_SAMPLE_DATA: false });
});
