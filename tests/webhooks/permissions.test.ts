/** Permissions: each role may do what it is there for, and no permission implies another. */
import { expect, test } from "vitest";
import { may, PERMISSIONS, type Permission, ROLE_PERMISSIONS, type Role } from "#webhooks/permissions";

test.each<[Role, Permission[]]>([
  ["VIEWER", ["READ"]],
  ["EDITOR", ["READ", "MANAGE"]],
  ["ADMIN", ["READ", "MANAGE", "PUBLISH", "ADMINISTER"]],
])("%s may %j", (role, allowed) => {
  expect(PERMISSIONS.filter((permission) => may(ROLE_PERMISSIONS[role], permission))).toEqual(allowed);
});

test("a key that may publish may not read", () => {
  expect(may(["PUBLISH"], "READ")).toBe(false);
  expect(may([], "READ")).toBe(false);
});
