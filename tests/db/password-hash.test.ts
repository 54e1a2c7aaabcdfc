/** Password hashes. */
import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "#db/password-hash";

test("a password is recognised by its hash, which says nothing of it and is never the same", async () => {
  const [one, other] = await Promise.all([hashPassword("correct horse"), hashPassword("correct horse")]);
  expect(one).toMatch(/^scrypt\$15\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
  expect(one).not.toBe(other);
  expect(await verifyPassword("correct horse", one)).toBe(true);
  expect(await verifyPassword("correct horse", other)).toBe(true);
  expect(await verifyPassword("Correct horse", one)).toBe(false);
  expect(await verifyPassword("", one)).toBe(false);
});

test("nobody's password is never right", async () => {
  expect(await verifyPassword("", null)).toBe(false);
  expect(await verifyPassword("x", null)).toBe(false);
});

test("the same letters typed on another keyboard are the same password", async () => {
  expect(await verifyPassword("Zu\u0308rich", await hashPassword("Z\u00fcrich"))).toBe(true);
});
