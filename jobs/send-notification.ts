/**
 * The send-notification task: brings one notification to one channel. A refusal is a finished job; the next attempt is
 * a job of its own, for some hours. What became of the last one stands in the settings.
 */
import { client } from "#db/client";
import {
  findNotificationSettings,
  type NoticeChannel,
  type NotificationSettings,
  noteChannelOutcome,
} from "#db/notification-settings";
import { findNotifications, type Notification } from "#db/notifications";
import { log } from "#log";
import { encodeId } from "#webhooks/id";
import { type NoticeMessage, noticeRetryDelayMs } from "#webhooks/notice-message";
import { canMail, mailNotice } from "./mail-notice.ts";
import { parsePayload } from "./payloads.ts";
import { postNotice } from "./post-notice.ts";
import { addJobs, PRIORITY } from "./queue.ts";

/** Sends nothing that was pruned, or to a channel that was switched off since. */
export async function sendNotification(payload: unknown): Promise<void> {
  const job = parsePayload("send-notification", payload);
  const { tenantId, notificationId, channel, attempt } = job;
  const [notification] = await findNotifications(tenantId, [notificationId]);
  const settings = await findNotificationSettings(tenantId);
  if (!notification || !isOn(channel, settings)) return;
  const fault = await send(tenantId, channel, settings, messageOf(notification));
  const delayMs = fault === null ? null : noticeRetryDelayMs(attempt);
  await client().sql.begin(async (tx) => {
    await noteChannelOutcome(tx, tenantId, channel, fault === null ? null : { message: fault, at: new Date() });
    if (delayMs === null) return;
    const next = { ...job, attempt: attempt + 1 };
    await addJobs(tx, [{ task: "send-notification", payload: next, priority: PRIORITY.retry, delayMs }]);
  });
  if (fault !== null)
    log().warn({ tenantId, notificationId, channel, attempt, fault }, "a notification did not arrive");
}

export function isOn(channel: NoticeChannel, { webhook, mailsAdministrators }: NotificationSettings): boolean {
  return channel === "WEBHOOK" ? webhook !== null : mailsAdministrators && canMail();
}

/** Null: it arrived; else why not, in a sentence. */
export async function send(
  tenantId: string,
  channel: NoticeChannel,
  { webhook }: NotificationSettings,
  message: NoticeMessage,
): Promise<string | null> {
  if (channel === "MAIL") return mailNotice(tenantId, message);
  return webhook && postNotice(webhook, message);
}

function messageOf(notification: Notification): NoticeMessage {
  const { id, kind, createdAt, sentence, subjectName: name, subscriptionId, integrationId } = notification;
  const subject =
    subscriptionId !== null
      ? { type: "subscription" as const, id: encodeId("sub", subscriptionId), name }
      : integrationId !== null
        ? { type: "integration" as const, id: encodeId("int", integrationId), name }
        : null;
  return { id: encodeId("ntf", id), kind, at: createdAt, sentence, subject };
}
