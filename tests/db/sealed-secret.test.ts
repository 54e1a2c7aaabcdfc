/** Secrets at rest: sealed for one row, opened with any configured key, never in the clear. */
import { randomBytes } from "node:crypto";
import { beforeEach, expect, test, vi } from "vitest";

const KEY_A = randomBytes(32).toString("base64");
const KEY_B = randomBytes(32).toString("base64");

/** The module as a process with this ENCRYPTION_KEY has it. */
async function withKeys(keys: string) {
  vi.resetModules();
  vi.stubEnv("DATABASE_URL", "postgresql://unused@127.0.0.1:1/unused");
  vi.stubEnv("AUTH_SECRET", "0123456789abcdef0123456789abcdef");
  vi.stubEnv("ENCRYPTION_KEY", keys);
  return import("#db/sealed-secret");
}

beforeEach(() => vi.unstubAllEnvs());

test("a secret comes back as it was, and its sealed form shows nothing of it and differs each time", async () => {
  const { sealSecret, openSecret } = await withKeys(KEY_A);
  const sealed = sealSecret("s3cret — ü", "row-1");
  expect(openSecret(sealed, "row-1")).toBe("s3cret — ü");
  expect(sealed).not.toContain("s3cret");
  expect(sealSecret("s3cret — ü", "row-1")).not.toBe(sealed);
});

test("what was sealed for one row does not open for another, nor after a change", async () => {
  const { sealSecret, openSecret } = await withKeys(KEY_A);
  const sealed = sealSecret("s3cret", "row-1");
  expect(() => openSecret(sealed, "row-2")).toThrow();
  expect(() => openSecret(`${sealed.slice(0, -4)}AAAA`, "row-1")).toThrow();
});

test("an older key still opens what it sealed while it is listed, and the first one seals", async () => {
  const old = (await withKeys(KEY_A)).sealSecret("s3cret", "row-1");
  const both = await withKeys(`${KEY_B},${KEY_A}`);
  expect(both.openSecret(old, "row-1")).toBe("s3cret");
  const renewed = both.sealSecret("s3cret", "row-1");
  const onlyNew = await withKeys(KEY_B);
  expect(onlyNew.openSecret(renewed, "row-1")).toBe("s3cret");
  expect(() => onlyNew.openSecret(old, "row-1")).toThrow(/ENCRYPTION_KEY/);
});
