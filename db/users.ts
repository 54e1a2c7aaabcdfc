/** Users: people of a tenant who sign in with e-mail address and password. Leaves sessions to graphql/session. */
import { and, asc, count, eq, inArray, ne, notExists, sql } from "drizzle-orm";
import type { Role } from "#webhooks/permissions";
import { client, type Queryable } from "./client.ts";
import { newId } from "./new-id.ts";
import { hashPassword } from "./password-hash.ts";
import { endedSessions, users } from "./schema.ts";

export type User = typeof users.$inferSelect;

/** Letter case of the address does not count (unique index users_email, over all tenants). Null: nobody. */
export async function findUserByEmail(email: string): Promise<User | null> {
  const [row] = await client()
    .db.select()
    .from(users)
    .where(eq(sql`lower(${users.email})`, email.trim().toLowerCase()));
  return row ?? null;
}

/** What a session's cookie says. */
export type Session = { userId: string; sessionVersion: number; sessionId: string };

/** The user of a session that was made with the user's present session version and was not ended. One query. */
export async function findSessionUser({ userId, sessionVersion, sessionId }: Session): Promise<User | null> {
  const { db } = client();
  const ended = db.select().from(endedSessions).where(eq(endedSessions.id, sessionId));
  const [row] = await db
    .select()
    .from(users)
    .where(and(eq(users.id, userId), eq(users.sessionVersion, sessionVersion), notExists(ended)));
  return row ?? null;
}

/** By id; unknown and foreign ids are left out. */
export async function findUsers(
  tenantId: string,
  ids: readonly string[],
  db: Queryable = client().db,
): Promise<User[]> {
  return db
    .select()
    .from(users)
    .where(and(eq(users.tenantId, tenantId), inArray(users.id, [...ids])));
}

/** All of a tenant, by name (index users_tenant). */
export async function listUsers(tenantId: string): Promise<User[]> {
  return client()
    .db.select()
    .from(users)
    .where(eq(users.tenantId, tenantId))
    .orderBy(asc(sql`lower(${users.name})`), asc(users.id));
}

/** How many ADMINs a tenant has beside this user. */
export async function countOtherAdmins(db: Queryable, { tenantId, id }: User): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(users)
    .where(and(eq(users.tenantId, tenantId), eq(users.role, "ADMIN"), ne(users.id, id)));
  return row?.count ?? 0;
}

/** Stores a user with a hash of the password. Throws when the address is taken. */
export async function insertUser(
  user: { tenantId: string; email: string; name: string; role: Role; password: string },
  db: Queryable = client().db,
): Promise<User> {
  const { password, ...fields } = user;
  const row = await insertUserIfFree(db, { ...fields, passwordHash: await hashPassword(password) });
  if (!row) throw new Error("The user was not stored: the e-mail address is taken.");
  return row;
}

/** Null: the address is taken, by whichever tenant (unique index users_email). */
export async function insertUserIfFree(
  db: Queryable,
  user: Pick<User, "tenantId" | "email" | "name" | "role" | "passwordHash">,
): Promise<User | null> {
  const [row] = await db
    .insert(users)
    .values({ id: newId(), ...user })
    .onConflictDoNothing()
    .returning();
  return row ?? null;
}

/** Writes what is given. `endsSessions`: whoever is signed in as this user is so no more. */
export async function updateUser(
  db: Queryable,
  { tenantId, id }: User,
  fields: Partial<Pick<User, "name" | "role" | "passwordHash">>,
  { endsSessions }: { endsSessions: boolean },
): Promise<User> {
  const [row] = await db
    .update(users)
    .set({ ...fields, ...(endsSessions && { sessionVersion: sql`${users.sessionVersion} + 1` }) })
    .where(and(eq(users.tenantId, tenantId), eq(users.id, id)))
    .returning();
  if (!row) throw new Error("The user to change is gone.");
  return row;
}

/** The user's sessions end with it. The audit trail goes on naming it. */
export async function deleteUser(db: Queryable, { tenantId, id }: User): Promise<void> {
  await db.delete(users).where(and(eq(users.tenantId, tenantId), eq(users.id, id)));
}
