/** Tells the administrators of a tenant something, once: into the inbox, and as jobs of the channels they have chosen. */
import type { Runner } from "#db/client";
import { newId } from "#db/new-id";
import { listNoticeChannels } from "#db/notification-settings";
import { insertNotification, type NewNotification } from "#db/notifications";
import { canMail } from "./mail-notice.ts";
import { addJobs, PRIORITY } from "./queue.ts";

/**
 * In the transaction of the change that it tells of, so that both happen or neither. The same occasion is told once,
 * however many workers come with it.
 */
export async function tellNotice(tx: Runner, notice: Omit<NewNotification, "id">): Promise<void> {
  const { tenantId } = notice;
  const notificationId = newId();
  if (!(await insertNotification(tx, { id: notificationId, ...notice }))) return;
  const channels = await listNoticeChannels(tx, tenantId);
  await addJobs(
    tx,
    channels
      .filter((channel) => channel !== "MAIL" || canMail())
      .map((channel) => ({
        task: "send-notification" as const,
        payload: { tenantId, notificationId, channel, attempt: 1 },
        priority: PRIORITY.operational,
      })),
  );
}
