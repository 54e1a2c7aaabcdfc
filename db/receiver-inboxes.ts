/** Inboxes of the built-in receiver: a URL of our own each, and what it answers. What they got is received-requests'. */
import { randomBytes } from "node:crypto";
import { and, count, desc, eq, gt, inArray, isNull, lt, or, sql } from "drizzle-orm";
import type { ReceiverAnswer } from "#webhooks/receiver-inbox";
import { client, type Queryable } from "./client.ts";
import { newId } from "./new-id.ts";
import { receiverInboxes } from "./schema.ts";

export type ReceiverInbox = typeof receiverInboxes.$inferSelect;

/** What people set; `answersLeft` begins anew with `answer`. */
export type StoredInboxFields = { name: string; expiresAt: Date | null; answer: ReceiverAnswer | null };

const TOKEN_BYTES = 18;

/** One that has expired is gone already, for everybody. */
const isThere = or(isNull(receiverInboxes.expiresAt), gt(receiverInboxes.expiresAt, sql`now()`));

/** Makes an inbox; its token (24 characters) cannot be guessed. */
export async function insertReceiverInbox(
  tenantId: string,
  fields: StoredInboxFields,
  db: Queryable = client().db,
): Promise<ReceiverInbox> {
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  const [row] = await db
    .insert(receiverInboxes)
    .values({ id: newId(), tenantId, token, ...fields, answersLeft: fields.answer?.times ?? null })
    .returning();
  if (!row) throw new Error("The receiver inbox was not stored.");
  return row;
}

/** Absent fields stay. */
export async function updateReceiverInbox(
  db: Queryable,
  { tenantId, id }: ReceiverInbox,
  fields: Partial<StoredInboxFields>,
): Promise<ReceiverInbox> {
  const [row] = await db
    .update(receiverInboxes)
    .set({ ...fields, ...(fields.answer === undefined ? {} : { answersLeft: fields.answer?.times ?? null }) })
    .where(and(eq(receiverInboxes.tenantId, tenantId), eq(receiverInboxes.id, id)))
    .returning();
  if (!row) throw new Error("The receiver inbox to change does not exist.");
  return row;
}

/** What it got goes with it. */
export async function deleteReceiverInbox(db: Queryable, { tenantId, id }: ReceiverInbox): Promise<void> {
  await db.delete(receiverInboxes).where(and(eq(receiverInboxes.tenantId, tenantId), eq(receiverInboxes.id, id)));
}

/** Inboxes of all tenants that have expired; answers how many. */
export async function forgetExpiredInboxes(now: Date): Promise<number> {
  const gone = await client()
    .db.delete(receiverInboxes)
    .where(lt(receiverInboxes.expiresAt, now))
    .returning({ id: receiverInboxes.id });
  return gone.length;
}

/** All of a tenant, newest first. */
export async function listReceiverInboxes(tenantId: string): Promise<ReceiverInbox[]> {
  return client()
    .db.select()
    .from(receiverInboxes)
    .where(and(eq(receiverInboxes.tenantId, tenantId), isThere))
    .orderBy(desc(receiverInboxes.id));
}

export async function countReceiverInboxes(db: Queryable, tenantId: string): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(receiverInboxes)
    .where(and(eq(receiverInboxes.tenantId, tenantId), isThere));
  return row?.count ?? 0;
}

/** Unknown and foreign ids are left out. */
export async function findReceiverInboxes(
  tenantId: string,
  ids: readonly string[],
  db: Queryable = client().db,
): Promise<ReceiverInbox[]> {
  return db
    .select()
    .from(receiverInboxes)
    .where(and(eq(receiverInboxes.tenantId, tenantId), inArray(receiverInboxes.id, [...ids]), isThere));
}

/** Whoever knows the token may write to the inbox, without any credentials. */
export async function findReceiverInboxByToken(token: string): Promise<ReceiverInbox | null> {
  const [row] = await client()
    .db.select()
    .from(receiverInboxes)
    .where(and(eq(receiverInboxes.token, token), isThere));
  return row ?? null;
}

/** Takes one of the answers that are left; false: none is. Of those that come together each takes its own. */
export async function takeAnswer({ tenantId, id }: ReceiverInbox): Promise<boolean> {
  const taken = await client()
    .db.update(receiverInboxes)
    .set({ answersLeft: sql`${receiverInboxes.answersLeft} - 1` })
    .where(and(eq(receiverInboxes.tenantId, tenantId), eq(receiverInboxes.id, id), gt(receiverInboxes.answersLeft, 0)))
    .returning({ id: receiverInboxes.id });
  return taken.length > 0;
}
