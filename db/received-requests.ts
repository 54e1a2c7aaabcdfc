/** The newest requests that inboxes of the built-in receiver got, without the secrets they carried. */
import { and, count, desc, eq, inArray, sql } from "drizzle-orm";
import { REQUESTS_KEPT } from "#webhooks/receiver-inbox";
import { client, type Queryable } from "./client.ts";
import { newId } from "./new-id.ts";
import type { ReceiverInbox } from "./receiver-inboxes.ts";
import { receivedRequests } from "./schema.ts";

export type ReceivedRequest = typeof receivedRequests.$inferSelect;
export type NewReceivedRequest = Pick<
  ReceivedRequest,
  "method" | "headers" | "body" | "verifiedBy" | "answeredStatusCode"
>;

/** Keeps a request and lets go of what exceeds the newest 200, in one statement. */
export async function insertReceivedRequest(inbox: ReceiverInbox, request: NewReceivedRequest): Promise<void> {
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

/** The newest of each inbox, at most `first` of each, newest first (index received_requests_inbox). */
export async function listReceivedRequests(
  tenantId: string,
  inboxIds: readonly string[],
  first: number,
): Promise<ReceivedRequest[]> {
  const newest = sql`select newest.id from unnest(${sql.param([...inboxIds])}::uuid[]) as inbox(id)
    cross join lateral (select r.id from ${receivedRequests} r where r.inbox_id = inbox.id
      order by r.id desc limit ${first}) newest`;
  return client()
    .db.select()
    .from(receivedRequests)
    .where(and(eq(receivedRequests.tenantId, tenantId), sql`${receivedRequests.id} in (${newest})`))
    .orderBy(desc(receivedRequests.id));
}

/** How many each inbox keeps; none is left out of the map (index received_requests_inbox). */
export async function countReceivedRequests(
  tenantId: string,
  inboxIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await client()
    .db.select({ inboxId: receivedRequests.inboxId, count: count() })
    .from(receivedRequests)
    .where(and(eq(receivedRequests.tenantId, tenantId), inArray(receivedRequests.inboxId, [...inboxIds])))
    .groupBy(receivedRequests.inboxId);
  return new Map(rows.map((row) => [row.inboxId, row.count]));
}

/** Forgets all that an inbox got; answers how many. */
export async function clearReceivedRequests(db: Queryable, { tenantId, id }: ReceiverInbox): Promise<number> {
  const gone = await db
    .delete(receivedRequests)
    .where(and(eq(receivedRequests.tenantId, tenantId), eq(receivedRequests.inboxId, id)))
    .returning({ id: receivedRequests.id });
  return gone.length;
}
