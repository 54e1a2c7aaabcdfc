/**
 * People of a tenant as input names them: e-mail address, name, role, password. Leaves to the callers whether an
 * address is taken, and hashing.
 */
import * as z from "zod";
import { type InputRecord, isRecord, ownValue, readChoice } from "./input-fields.ts";
import { ROLES, type Role } from "./permissions.ts";
import { readName, readText, SECRET_CHARACTERS_MAX } from "./text.ts";
import { addFault, type Faults, type Parsed, parsed, shownValue } from "./user-errors.ts";

/** The longest address that mail can carry (RFC 5321, with its errata). */
const EMAIL_CHARACTERS_MAX = 254;
export const PASSWORD_CHARACTERS_MIN = 12;
export const PASSWORD_CHARACTERS_MAX = 256;

export type UserFields = { email: string; name: string; role: Role; password: string };

/** What somebody says who sets a new password of their own. */
export type OwnPasswordChange = { currentPassword: string; newPassword: string };

/** Every field; all faults at once. */
export function parseNewUser(input: unknown): Parsed<UserFields> {
  return parseUser(input, ["email", "name", "role", "password"], false) as Parsed<UserFields>;
}

/** Only the fields that are given; an address never changes. `null` is REQUIRED: none of them can be removed. */
export function parseUserChange(input: unknown): Parsed<Partial<Omit<UserFields, "email">>> {
  return parseUser(input, ["name", "role", "password"], true);
}

/**
 * Both passwords; the new one has to be another. Of the current one only that it could be one is looked at: older rules
 * may have let it in.
 */
export function parseOwnPasswordChange(
  input: { [key in keyof OwnPasswordChange]: unknown },
): Parsed<OwnPasswordChange> {
  const faults: Faults = [];
  const currentPassword = readText(faults, input.currentPassword, {
    what: "The current password",
    path: ["currentPassword"],
    charactersMax: SECRET_CHARACTERS_MAX,
    trims: false,
    isSecret: true,
  });
  const newPassword = readPassword(faults, input.newPassword, "The new password", "newPassword");
  if (newPassword !== null && newPassword === currentPassword) {
    addFault(faults, "INVALID", ["newPassword"], "The new password is the current one; another one is expected.");
  }
  return parsed(faults, () => ({ currentPassword, newPassword }) as OwnPasswordChange);
}

function parseUser(
  input: unknown,
  keys: readonly (keyof UserFields)[],
  isPartial: boolean,
): Parsed<Partial<UserFields>> {
  const faults: Faults = [];
  if (!isRecord(input)) {
    addFault(faults, "INVALID", [], `The user is ${shownValue(input)}; an object is expected.`);
    return { ok: false, errors: faults };
  }
  const given = keys.filter((key) => !isPartial || ownValue(input, key) !== undefined);
  const fields = Object.fromEntries(given.map((key) => [key, readField(faults, input, key)]));
  return parsed(faults, () => fields);
}

function readField(faults: Faults, input: InputRecord, key: keyof UserFields): string | null {
  const value = ownValue(input, key);
  switch (key) {
    case "email":
      return readEmail(faults, value);
    case "name":
      return readName(faults, value, "The name", ["name"]);
    case "role":
      return readChoice(faults, value, ROLES, "The role", ["role"]);
    case "password":
      return readPassword(faults, value, "The password", key);
  }
}

function readEmail(faults: Faults, input: unknown): string | null {
  const path = ["email"];
  const text = readText(faults, input, { what: "The e-mail address", path, charactersMax: EMAIL_CHARACTERS_MAX });
  if (text === null || z.email().safeParse(text).success) {
    return text;
  }
  const message = `The e-mail address is ${shownValue(text)}; one such as dana@example.com is expected.`;
  addFault(faults, "INVALID", path, message);
  return null;
}

/** White space counts: a password is what was typed. */
function readPassword(faults: Faults, input: unknown, what: string, key: string): string | null {
  return readText(faults, input, {
    what,
    path: [key],
    charactersMin: PASSWORD_CHARACTERS_MIN,
    charactersMax: PASSWORD_CHARACTERS_MAX,
    trims: false,
    isSecret: true,
  });
}
