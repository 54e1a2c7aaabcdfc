/**
 * What people change of their own account, whatever their role: name and password. Whoever sets a new password proves to
 * know the present one, under the limits that signing in has. Leaves sessions and the audit trail to graphql/save-user.
 */
import { changeAccount } from "#db/account-change";
import { hashPassword, verifyPassword } from "#db/password-hash";
import { findUsers, type User } from "#db/users";
import { parseOwnPasswordChange, parseUserChange } from "#webhooks/user";
import type { Parsed, UserError } from "#webhooks/user-errors";
import { changeUser } from "./save-user.ts";
import { forgetFailedSignIns, noteSignIn, trySignIn } from "./sign-in-limit.ts";
import type { Viewer } from "./viewer.ts";

/**
 * Counts wrong passwords by whoever is signed in as the person apart from those at the door: who guesses in a session
 * that was left open does not keep the person from signing in elsewhere, nor gets more guesses by moving.
 */
const PLACE = "signed in";

/** NOT_ALLOWED_NOW for an API key, which is nobody's account. */
export async function changeOwnName(viewer: Viewer, input: { name: string }): Promise<Parsed<User>> {
  const own = await findOwn(viewer);
  const parsed = parseUserChange({ name: input.name });
  if (!own.ok || !parsed.ok) return { ok: false, errors: [own, parsed].flatMap(errorsOf) };
  return change(viewer, own.value, { name: parsed.value.name ?? own.value.name });
}

/** Ends every session of the person, this one too: whoever asked signs in anew. Passwords are in no answer or entry. */
export async function changeOwnPassword(
  viewer: Viewer,
  input: { currentPassword: string; newPassword: string },
): Promise<Parsed<User>> {
  const own = await findOwn(viewer);
  if (!own.ok) return own;
  const parsed = parseOwnPasswordChange(input);
  const isReadable = parsed.ok || !parsed.errors.some(({ path }) => path[0] === "currentPassword");
  const refusal = isReadable ? await wrongPassword(own.value, input.currentPassword) : null;
  if (!parsed.ok || refusal) return { ok: false, errors: [...(refusal ? [refusal] : []), ...errorsOf(parsed)] };
  const passwordHash = await hashPassword(parsed.value.newPassword);
  const changed = await change(viewer, own.value, { passwordHash });
  if (changed.ok) forgetFailedSignIns(own.value.email);
  return changed;
}

async function findOwn({ kind, tenantId, id }: Viewer): Promise<Parsed<User>> {
  const [row] = kind === "user" ? await findUsers(tenantId, [id]) : [];
  return row ? { ok: true, value: row } : { ok: false, errors: [NOBODYS_ACCOUNT] };
}

const NOBODYS_ACCOUNT: UserError = {
  code: "NOT_ALLOWED_NOW",
  message: "Only somebody who is signed in has an account of their own; an API key has none.",
  path: [],
};

async function wrongPassword({ email, passwordHash }: User, password: string): Promise<UserError | null> {
  if (!trySignIn(email, PLACE)) return TOO_MANY_WRONG;
  if (!(await verifyPassword(password, passwordHash))) return WRONG_PASSWORD;
  noteSignIn(email, PLACE);
  return null;
}

const TOO_MANY_WRONG: UserError = {
  code: "NOT_ALLOWED_NOW",
  message:
    "Too many wrong passwords were tried. Wait a quarter of an hour, or ask an administrator to set a new password.",
  path: ["currentPassword"],
};

const WRONG_PASSWORD: UserError = {
  code: "INVALID",
  message: "This is not your current password.",
  path: ["currentPassword"],
};

/** Of the account as it was looked at: a password that somebody changed meanwhile is the current one no more. */
function change(
  { tenantId, name }: Viewer,
  seen: User,
  fields: Parameters<typeof changeUser>[2],
): Promise<Parsed<User>> {
  return changeAccount(tenantId, name, async (frame): Promise<Parsed<User>> => {
    const [current] = await findUsers(tenantId, [seen.id], frame.tx);
    if (!current) return { ok: false, errors: [NOBODYS_ACCOUNT] };
    if (fields.passwordHash && current.passwordHash !== seen.passwordHash)
      return { ok: false, errors: [WRONG_PASSWORD] };
    return changeUser(frame, current, fields);
  });
}

function errorsOf(result: Parsed<unknown>): UserError[] {
  return result.ok ? [] : result.errors;
}
