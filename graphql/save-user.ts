/**
 * Making, changing and removing users: what is checked against the rest of the tenant, when sessions end, and what the
 * audit trail keeps (never a password, nor its hash). Reading the input is webhooks/user's.
 */
import type { AccountChange } from "#db/account-change";
import { insertAuditEntry } from "#db/audit";
import { countOtherAdmins, deleteUser, findUsers, insertUserIfFree, type User, updateUser } from "#db/users";
import { decodeId, encodeId } from "#webhooks/id";
import type { UserFields } from "#webhooks/user";
import type { Parsed, UserError } from "#webhooks/user-errors";
import { notFound } from "./user-faults.ts";

/** A password comes here hashed: hashing takes its time, and a change holds a lock. */
type StoredFields = Omit<UserFields, "password"> & { passwordHash: string };
type ChangedFields = Partial<Omit<StoredFields, "email">>;

/** CONFLICT when the address is taken; addresses are unique over all tenants, because people sign in with nothing else. */
export async function createUser(change: AccountChange, fields: StoredFields): Promise<Parsed<User>> {
  const created = await insertUserIfFree(change.tx, { tenantId: change.tenantId, ...fields });
  if (!created) {
    const message = `The e-mail address ${fields.email} is taken.`;
    return { ok: false, errors: [{ code: "CONFLICT", message, path: ["email"] }] };
  }
  await audit(change, "created", `User ${created.name} was created.`, null, created);
  return { ok: true, value: created };
}

/** NOT_FOUND for an id that names no user of the tenant. */
export async function findForChange(change: AccountChange, publicId: string): Promise<Parsed<User>> {
  const id = decodeId("usr", publicId);
  const [row] = id === null ? [] : await findUsers(change.tenantId, [id], change.tx);
  return row ? { ok: true, value: row } : { ok: false, errors: [notFound("user", publicId, ["id"])] };
}

/** Writes what changed; a new password or role ends the user's sessions. What stays the same is not written. */
export async function changeUser(change: AccountChange, current: User, fields: ChangedFields): Promise<Parsed<User>> {
  const { name = current.name, role = current.role, passwordHash } = fields;
  const changed = [
    ...(name === current.name ? [] : ["name"]),
    ...(role === current.role ? [] : ["role"]),
    ...(passwordHash === undefined ? [] : ["password"]),
  ];
  if (changed.length === 0) return { ok: true, value: current };
  const fault = role === "ADMIN" ? null : await lastAdminFault(change, current, ["role"], "keeps the role");
  if (fault) return { ok: false, errors: [fault] };
  const endsSessions = changed.some((field) => field !== "name");
  const updated = await updateUser(
    change.tx,
    current,
    { name, role, ...(passwordHash && { passwordHash }) },
    { endsSessions },
  );
  await audit(change, "updated", `User ${updated.name} was updated: ${changed.join(", ")}.`, current, updated);
  return { ok: true, value: updated };
}

/** The user's sessions end at once. */
export async function removeUser(change: AccountChange, current: User): Promise<Parsed<User>> {
  const fault = await lastAdminFault(change, current, ["id"], "cannot be removed");
  if (fault) return { ok: false, errors: [fault] };
  await deleteUser(change.tx, current);
  await audit(change, "deleted", `User ${current.name} was deleted.`, current, null);
  return { ok: true, value: current };
}

async function lastAdminFault(
  { tx }: AccountChange,
  user: User,
  path: string[],
  consequence: string,
): Promise<UserError | null> {
  if (user.role !== "ADMIN" || (await countOtherAdmins(tx, user)) > 0) return null;
  const message = `${user.name} is the last ADMIN and ${consequence}; make somebody else an ADMIN first.`;
  return { code: "NOT_ALLOWED_NOW", message, path };
}

function audit(
  { tx, tenantId, actor }: AccountChange,
  verb: "created" | "updated" | "deleted",
  summary: string,
  before: User | null,
  after: User | null,
): Promise<void> {
  const subject = after ?? before;
  if (!subject) throw new Error("An audit entry needs a subject.");
  return insertAuditEntry(tx, {
    tenantId,
    actor,
    action: `user.${verb}`,
    subjectId: encodeId("usr", subject.id),
    summary,
    before: before && shown(before),
    after: after && shown(after),
  });
}

function shown({ id, email, name, role, createdAt }: User) {
  return { id: encodeId("usr", id), email, name, role, createdAt };
}
