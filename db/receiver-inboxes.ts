/** The built-in receiver: inboxes with a URL of our own, and the newest requests that each of them got. */
import { randomBytes } from "node:crypto";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { client, type Queryable } from "./client.ts";
import { newId } from "./new-id.ts";
import { receivedRequests, receiverInboxes } from "./schema.ts";

export type ReceiverInbox = typeof receiverInboxes.$inferSelect;
export type ReceivedRequest = typeof receivedRequests.$inferSelect;

/** Requests an inbox keeps; older ones go. */
const REQUESTS_KEPT = 200;
const TOKEN_BYTES = 18;

/** Makes an inbox; its token (24 characters) cannot be guessed. */
export async function insertReceiverInbox(
  tenantId: string,
  name: string,
  db: Queryable = client().db,
): Promise<ReceiverInbox> {
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  const [row] = await db.insert(receiverInboxes).values({ id: newId(), tenantId, name, token }).returning();
  if (!row) throw new Error("The receiver inbox was not stored.");
  return row;
}

/** All of a tenant, newest first. */
export async function listReceiverInboxes(tenantId: string): Promise<ReceiverInbox[]> {
  return client()
    .db.select()
    .from(receiverInboxes)
    .where(eq(receiverInboxes.tenantId, tenantId))
    .orderBy(desc(receiverInboxes.id));
}

/** Unknown and foreign ids are left out. */
export async function findReceiverInboxes(tenantId: string, ids: readonly string[]): Promise<ReceiverInbox[]> {
  return client()
    .db.select()
    .from(receiverInboxes)
    .where(and(eq(receiverInboxes.tenantId, tenantId), inArray(receiverInboxes.id, [...ids])));
}

/** Whoever knows the token may write to the inbox, without any credentials. */
export async function findReceiverInboxByToken(token: string): Promise<ReceiverInbox | null> {
  const [row] = await client().db.select().from(receiverInboxes).where(eq(receiverInboxes.token, token));
  return row ?? null;
}

/** Keeps a request and lets go of what exceeds the newest 200, in one statement. */
export async function insertReceivedRequest(
  inbox: ReceiverInbox,
  request: { method: string; headers: [string, string][]; body: string },
): Promise<void> {
  const { db } = client();
  const excess = sql`select ${receivedRequests.id} from ${receivedRequests}
    where ${receivedRequests.inboxId} = ${inbox.id} order by ${receivedRequests.id} desc offset ${REQUESTS_KEPT - 1}`;
  const pruned = db
    .$with("pruned")
    .as(
      db
        .delete(receivedRequests)
        .where(sql`${receivedRequests.id} in (${excess})`)
        .returning({ id: receivedRequests.id }),
    );
  await db
    .with(pruned)
    .insert(receivedRequests)
    .values({
      id: newId(),
      tenantId: inbox.tenantId,
      inboxId: inbox.id,
      ...request,
    });
}

/** What inboxes got, newest first (index received_requests_inbox). */
export async function listReceivedRequests(tenantId: string, inboxIds: readonly string[]): Promise<ReceivedRequest[]> {
  return client()
    .db.select()
    .from(receivedRequests)
    .where(and(eq(receivedRequests.tenantId, tenantId), inArray(receivedRequests.inboxId, [...inboxIds])))
    .orderBy(desc(receivedRequests.id));
}
