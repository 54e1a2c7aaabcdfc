/** Sends a test to channels that are on, at once and in this process, so that a person sees what becomes of it. */
import { client } from "#db/client";
import { newId } from "#db/new-id";
import {
  findNotificationSettings,
  NOTICE_CHANNELS,
  type NoticeChannel,
  noteChannelOutcome,
} from "#db/notification-settings";
import { encodeId } from "#webhooks/id";
import { isOn, send } from "./send-notification.ts";

/** `fault` null: it arrived. */
export type TestedChannel = { channel: NoticeChannel; fault: string | null };

/** None: none of the wanted channels is on. Nothing is written to the inbox, and nothing is sent twice. */
export async function testNotification(
  tenantId: string,
  requestedBy: string,
  wanted: readonly NoticeChannel[],
): Promise<TestedChannel[]> {
  const settings = await findNotificationSettings(tenantId);
  const at = new Date();
  const sentence = `This is a test that ${requestedBy} asked for; notifications arrive here.`;
  const message = { id: encodeId("ntf", newId()), kind: "TEST" as const, at, sentence, subject: null };
  const channels = NOTICE_CHANNELS.filter((channel) => wanted.includes(channel) && isOn(channel, settings));
  return Promise.all(
    channels.map(async (channel) => {
      const fault = await send(tenantId, channel, settings, message);
      const outcome = fault === null ? null : { message: fault, at: new Date() };
      await noteChannelOutcome(client().sql, tenantId, channel, outcome);
      return { channel, fault };
    }),
  );
}
