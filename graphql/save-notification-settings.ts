/** Changing where a tenant's notifications go, and what the audit trail keeps of it: never the signing key. */
import { changeAccount } from "#db/account-change";
import { insertAuditEntry } from "#db/audit";
import { client, type Queryable } from "#db/client";
import {
  findNotificationSettings,
  type NoticeChannel,
  type NotificationSettings,
  updateNotificationSettings,
} from "#db/notification-settings";
import { networkPolicy } from "#jobs/network-policy";
import { checkEndpoint } from "#jobs/resolve-endpoint";
import { type TestedChannel, testNotification } from "#jobs/test-notification";
import { encodeId } from "#webhooks/id";
import { parseNotificationSettings } from "#webhooks/notification-settings";
import type { Parsed } from "#webhooks/user-errors";
import type { Viewer } from "./viewer.ts";

/** `input` as it was given; absent fields stay as they are, and what stays the same is not written. */
export async function changeNotificationSettings(
  viewer: Viewer,
  input: { webhookUri?: string | null | undefined },
): Promise<Parsed<NotificationSettings>> {
  const parsed = parseNotificationSettings(input, networkPolicy());
  const unreachable = input.webhookUri == null ? [] : await checkEndpoint(input.webhookUri, ["webhookUri"]);
  const errors = [...(parsed.ok ? [] : parsed.errors), ...unreachable];
  if (!parsed.ok || errors.length > 0) return { ok: false, errors };
  return changeAccount(viewer.tenantId, viewer.name, async ({ tx, tenantId }) => {
    const before = await findNotificationSettings(tenantId, tx);
    const isSame = JSON.stringify({ ...shown(before), ...parsed.value }) === JSON.stringify(shown(before));
    if (isSame) return { ok: true, value: before };
    const after = await updateNotificationSettings(tx, tenantId, parsed.value);
    const summary = "Where notifications go was changed.";
    await audit(tx, viewer, { action: "updated", summary, before: shown(before), after: shown(after) });
    return { ok: true, value: after };
  });
}

/** Sends a test to those channels that are on; NOT_ALLOWED_NOW when none is. */
export async function sendTest(viewer: Viewer, wanted: readonly NoticeChannel[]): Promise<Parsed<TestedChannel[]>> {
  const channels = await testNotification(viewer.tenantId, viewer.name, wanted);
  if (channels.length === 0) {
    const message = "There is nowhere to send a test to: no webhook is set, and no mail is sent.";
    return { ok: false, errors: [{ code: "NOT_ALLOWED_NOW", message, path: [] }] };
  }
  const summary = "A test notification was sent.";
  await audit(client().db, viewer, { action: "tested", summary, before: null, after: { channels } });
  return { ok: true, value: channels };
}

type Entry = { action: "updated" | "tested"; summary: string; before: object | null; after: object };

function audit(db: Queryable, { tenantId, name: actor }: Viewer, { action, ...entry }: Entry): Promise<void> {
  const subjectId = encodeId("ten", tenantId);
  return insertAuditEntry(db, { tenantId, actor, action: `notificationSettings.${action}`, subjectId, ...entry });
}

function shown({ webhook, mailsAdministrators }: NotificationSettings) {
  return { webhookUri: webhook?.uri ?? null, mailsAdministrators };
}
