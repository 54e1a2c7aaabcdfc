/**
 * Notifications: what the administrators of a tenant were told, and what each reader (a user or an API key) has read of
 * it. What was told before a reader existed counts as read: ids carry their time.
 */
import { and, desc, eq, inArray, lt, type SQL, sql } from "drizzle-orm";
import { firstUuidAt } from "#webhooks/id";
import type { NoticeKind } from "#webhooks/notices";
import { client, type Runner } from "./client.ts";
import { cutPage, keyset, type Page, type Slice } from "./cursor.ts";
import { notificationReads, notifications } from "./schema.ts";

export type Notification = typeof notifications.$inferSelect;

/** What it is about: exactly one of the two ids. */
export type NewNotification = {
  id: string;
  tenantId: string;
  kind: NoticeKind;
  subscriptionId: string | null;
  integrationId: string | null;
  subjectName: string;
  sentence: string;
  occasion: string;
};

/** Unread ones are counted to this many. */
export const UNREAD_COUNTED_MAX = 100;

/** False: the occasion was told already (unique index notifications_occasion). */
export async function insertNotification(run: Runner, notification: NewNotification): Promise<boolean> {
  const { id, tenantId, kind, subscriptionId, integrationId, subjectName, sentence, occasion } = notification;
  const result = await run.unsafe(
    `insert into notifications (id, tenant_id, kind, subscription_id, integration_id, subject_name, sentence, occasion)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (tenant_id, occasion) do nothing`,
    [id, tenantId, kind, subscriptionId, integrationId, subjectName, sentence, occasion],
  );
  return result.count > 0;
}

/** By id; unknown and foreign ids are left out. */
export async function findNotifications(tenantId: string, ids: readonly string[]): Promise<Notification[]> {
  return client()
    .db.select()
    .from(notifications)
    .where(and(eq(notifications.tenantId, tenantId), inArray(notifications.id, [...ids])));
}

/** Newest first (index notifications_tenant). `unreadBy`: only what this reader has not read. */
export async function listNotifications(
  tenantId: string,
  { unreadBy }: { unreadBy: string | null },
  page: Page,
): Promise<Slice<Notification>> {
  const { where, orderBy, limit } = keyset(notifications.id, page);
  const rows = await client()
    .db.select()
    .from(notifications)
    .where(and(eq(notifications.tenantId, tenantId), unreadBy === null ? undefined : isUnread(unreadBy), ...where))
    .orderBy(orderBy)
    .limit(limit);
  return cutPage(rows, page);
}

/** At most UNREAD_COUNTED_MAX. */
export async function countUnread(tenantId: string, readerId: string): Promise<number> {
  const { db } = client();
  const unread = db
    .select({ id: notifications.id })
    .from(notifications)
    .where(and(eq(notifications.tenantId, tenantId), isUnread(readerId)))
    .limit(UNREAD_COUNTED_MAX);
  return db.$count(unread.as("unread"));
}

/** Of these, the ones that the reader has not read. */
export async function findUnread(tenantId: string, readerId: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = await client()
    .db.select({ id: notifications.id })
    .from(notifications)
    .where(and(eq(notifications.tenantId, tenantId), inArray(notifications.id, [...ids]), isUnread(readerId)));
  return new Set(rows.map((row) => row.id));
}

function isUnread(readerId: string): SQL | undefined {
  const readThrough = sql`coalesce((
    select r.notification_id from notification_reads r
     where r.reader_id = ${readerId} and r.and_older order by r.notification_id desc limit 1), ${readerId}::uuid)`;
  return and(
    sql`${notifications.id} > ${readerId}::uuid`,
    sql`${notifications.id} > ${readThrough}`,
    sql`not exists (select from notification_reads r
                     where r.reader_id = ${readerId} and r.notification_id = ${notifications.id})`,
  );
}

/** Idempotent. The ids are the tenant's; at least one. */
export async function markRead(tenantId: string, readerId: string, ids: readonly string[]): Promise<void> {
  const rows = ids.map((notificationId) => ({ readerId, notificationId, tenantId }));
  await client().db.insert(notificationReads).values(rows).onConflictDoNothing();
}

/** Everything that has been told so far, in one row in place of many. */
export async function markAllRead(tenantId: string, readerId: string): Promise<void> {
  await client().db.transaction(async (tx) => {
    const [row] = await tx
      .select({ id: notifications.id })
      .from(notifications)
      .where(eq(notifications.tenantId, tenantId))
      .orderBy(desc(notifications.id))
      .limit(1);
    if (!row) return;
    await tx
      .delete(notificationReads)
      .where(and(eq(notificationReads.readerId, readerId), lt(notificationReads.notificationId, row.id)));
    await tx
      .insert(notificationReads)
      .values({ readerId, notificationId: row.id, tenantId, andOlder: true })
      .onConflictDoUpdate({
        target: [notificationReads.readerId, notificationReads.notificationId],
        set: { andOlder: true },
      });
  });
}

/**
 * Idempotent. The ids are the tenant's; at least one. What was read in one row from the oldest of them on gets rows of
 * its own, and what is older than that stays read in one.
 */
export async function markUnread(tenantId: string, readerId: string, ids: readonly string[]): Promise<void> {
  const oldest = [...ids].sort()[0] ?? readerId;
  await client().db.transaction(async (tx) => {
    const split = await tx.execute(sql`
      update notification_reads set and_older = false
       where reader_id = ${readerId} and and_older and notification_id >= ${oldest} returning notification_id`);
    const newest = split
      .map((row) => String(row.notification_id))
      .sort()
      .at(-1);
    if (newest !== undefined) {
      await tx.execute(sql`
        insert into notification_reads (reader_id, notification_id, tenant_id)
        select ${readerId}::uuid, id, tenant_id from notifications
         where tenant_id = ${tenantId} and id >= ${oldest} and id <= ${newest}
        on conflict do nothing`);
      await tx.execute(sql`
        insert into notification_reads (reader_id, notification_id, tenant_id, and_older)
        select ${readerId}::uuid, id, tenant_id, true from notifications
         where tenant_id = ${tenantId} and id < ${oldest} order by id desc limit 1
        on conflict (reader_id, notification_id) do update set and_older = true`);
    }
    await tx
      .delete(notificationReads)
      .where(and(eq(notificationReads.readerId, readerId), inArray(notificationReads.notificationId, [...ids])));
  });
}

/** What is older goes, with what was noted of reading it; answers how many. */
export async function forgetNotificationsBefore(before: Date): Promise<number> {
  const rows = await client()
    .db.delete(notifications)
    .where(lt(notifications.id, firstUuidAt(before.getTime())))
    .returning({ id: notifications.id });
  return rows.length;
}
