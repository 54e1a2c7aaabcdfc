/** Reading users from input: what is taken, and every fault with its place. */
import { describe, expect, test } from "vitest";
import { parseNewUser, parseUserChange } from "#webhooks/user";

const USER = { email: "dana@example.com", name: "Dana Duty", role: "EDITOR", password: "correct horse" };

function faultsOf(result: ReturnType<typeof parseUserChange>): string[] {
  return result.ok ? [] : result.errors.map(({ code, path }) => `${code} ${path.join(".")}`);
}

describe("a new user", () => {
  test("is taken as given, without white space around address and name", () => {
    const given = { ...USER, email: " dana@example.com ", name: "  Dana Duty" };
    expect(parseNewUser(given)).toEqual({ ok: true, value: USER });
  });

  test("keeps the white space of its password, which counts", () => {
    const password = "  six char  ";
    expect(parseNewUser({ ...USER, password })).toMatchObject({ ok: true, value: { password } });
  });

  test.each([
    [{ email: "" }, "REQUIRED email"],
    [{ email: "dana" }, "INVALID email"],
    [{ email: "dana@" }, "INVALID email"],
    [{ email: "dana@example.com, eve@example.com" }, "INVALID email"],
    [{ email: `${"d".repeat(243)}@example.com` }, "LIMIT_EXCEEDED email"],
    [{ email: null }, "REQUIRED email"],
    [{ name: " " }, "REQUIRED name"],
    [{ name: "n".repeat(201) }, "LIMIT_EXCEEDED name"],
    [{ name: "a\0b" }, "INVALID name"],
    [{ role: "OWNER" }, "INVALID role"],
    [{ role: undefined }, "REQUIRED role"],
    [{ password: "elevenchars" }, "INVALID password"],
    [{ password: "🚨".repeat(11) }, "INVALID password"],
    [{ password: "" }, "REQUIRED password"],
    [{ password: "p".repeat(257) }, "LIMIT_EXCEEDED password"],
  ])("with %j is refused", (fields, fault) => {
    expect(faultsOf(parseNewUser({ ...USER, ...fields }))).toEqual([fault]);
  });

  test("has all its faults told at once, and never its password", () => {
    const refused = parseNewUser({ email: "x", name: "", role: "OWNER", password: "hunter2" });
    expect(faultsOf(refused)).toEqual(["INVALID email", "REQUIRED name", "INVALID role", "INVALID password"]);
    expect(JSON.stringify(refused)).not.toContain("hunter2");
  });

  test("is an object", () => {
    expect(faultsOf(parseNewUser("dana"))).toEqual(["INVALID "]);
  });
});

describe("a change", () => {
  test("holds only what is given, and never the address", () => {
    expect(parseUserChange({})).toEqual({ ok: true, value: {} });
    expect(parseUserChange({ name: "Dana", email: "other@example.com" })).toEqual({
      ok: true,
      value: { name: "Dana" },
    });
  });

  test.each([null, "", "short"])("of the password to %j says how long one is", (password) => {
    const refused = parseUserChange({ password });
    const said = refused.ok ? "" : refused.errors[0]?.message;
    expect(said).toMatch(/^The password is .*; 12 to 256 characters are expected\.$/);
  });

  test.each(["name", "role", "password"])("cannot remove the %s", (field) => {
    expect(faultsOf(parseUserChange({ [field]: null }))).toEqual([`REQUIRED ${field}`]);
  });
});
