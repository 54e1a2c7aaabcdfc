/** Users: people of a tenant who sign in with e-mail address and password. Leaves sessions to graphql/session. */
import { and, eq, sql } from "drizzle-orm";
import type { Role } from "#webhooks/permissions";
import { client, type Queryable } from "./client.ts";
import { newId } from "./new-id.ts";
import { hashPassword } from "./password-hash.ts";
import { users } from "./schema.ts";

export type User = typeof users.$inferSelect;

/** Letter case of the address does not count (unique index users_email, over all tenants). Null: nobody. */
export async function findUserByEmail(email: string): Promise<User | null> {
  const [row] = await client()
    .db.select()
    .from(users)
    .where(eq(sql`lower(${users.email})`, email.trim().toLowerCase()));
  return row ?? null;
}

/** The user of a session, if the session was made with the user's present session version. */
export async function findSessionUser(userId: string, sessionVersion: number): Promise<User | null> {
  const [row] = await client()
    .db.select()
    .from(users)
    .where(and(eq(users.id, userId), eq(users.sessionVersion, sessionVersion)));
  return row ?? null;
}

/** Stores a user with a hash of the password. Throws when the address is taken. */
export async function insertUser(
  user: { tenantId: string; email: string; name: string; role: Role; password: string },
  db: Queryable = client().db,
): Promise<User> {
  const { password, ...fields } = user;
  const passwordHash = await hashPassword(password);
  const [row] = await db
    .insert(users)
    .values({ id: newId(), ...fields, passwordHash })
    .returning();
  if (!row) throw new Error("The user was not stored.");
  return row;
}
