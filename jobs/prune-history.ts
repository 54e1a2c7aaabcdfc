/**
 * The prune-history task: drops what is past retention, events by whole weeks, makes the coming weeks' partitions, and
 * forgets ended sessions that would be over by now, inboxes of the built-in receiver that have expired, and access tokens
 * that nobody asks for any more.
 */
import { config } from "#config";
import { client } from "#db/client";
import { forgetEndedSessions } from "#db/ended-sessions";
import { forgetExternalIdsBefore } from "#db/events";
import { forgetNotificationsBefore } from "#db/notifications";
import { forgetOldTokens } from "#db/oauth-tokens";
import { dropPartitionsBefore, ensureUpcomingPartitions } from "#db/partitions";
import { forgetExpiredInboxes } from "#db/receiver-inboxes";
import { log } from "#log";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Idempotent; a week goes once its last event is older than RETENTION_DAYS and nothing of it waits any more. */
export async function pruneHistory(now: Date): Promise<void> {
  const { sql } = client();
  await ensureUpcomingPartitions(sql, now);
  const before = new Date(now.getTime() - config().RETENTION_DAYS * DAY_MS);
  const { dropped, kept } = await dropPartitionsBefore(sql, before);
  const externalIds = await forgetExternalIdsBefore(sql, before);
  await forgetEndedSessions(now);
  await forgetExpiredInboxes(now);
  await forgetOldTokens(sql);
  const notifications = await forgetNotificationsBefore(before);
  for (const week of kept) log().warn(week, "history past retention is kept: something of that week still waits");
  if (dropped.length > 0 || notifications > 0)
    log().info({ dropped, externalIds, notifications }, "dropped history past retention");
}
