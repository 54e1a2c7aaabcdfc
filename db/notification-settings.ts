/**
 * Where a tenant's notifications go beside the inbox: a webhook with a signing key of its own, and its administrators'
 * mailboxes; and what became of the last ones. The key is sealed at rest and bound to the tenant's id.
 */
import { randomBytes } from "node:crypto";
import { and, asc, eq } from "drizzle-orm";
import { buildSigningKey } from "#webhooks/signature";
import { client, type Queryable, type Runner } from "./client.ts";
import { notificationSettings, users } from "./schema.ts";
import { openSecret, sealSecret } from "./sealed-secret.ts";

export const NOTICE_CHANNELS = ["WEBHOOK", "MAIL"] as const;
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];

/** Why the last notification did not arrive, in a sentence without secrets. */
export type ChannelFault = { message: string; at: Date };

/** `signingKey` in the clear, for this process's memory only; there is one while there is a webhook. */
export type NotificationSettings = {
  webhook: { uri: string; signingKey: string } | null;
  mailsAdministrators: boolean;
  faults: Record<NoticeChannel, ChannelFault | null>;
};

const KEY_BYTES = 32;
const UNTOUCHED: NotificationSettings = {
  webhook: null,
  mailsAdministrators: true,
  faults: { WEBHOOK: null, MAIL: null },
};

/** As they are, or as they are before anybody changed them. */
export async function findNotificationSettings(
  tenantId: string,
  db: Queryable = client().db,
): Promise<NotificationSettings> {
  const [row] = await db.select().from(notificationSettings).where(eq(notificationSettings.tenantId, tenantId));
  if (!row) return UNTOUCHED;
  const { webhookUri: uri, signingKey } = row;
  return {
    webhook: uri === null || signingKey === null ? null : { uri, signingKey: openSecret(signingKey, tenantId) },
    mailsAdministrators: row.mailsAdministrators,
    faults: {
      WEBHOOK: faultOf(row.webhookFault, row.webhookFaultAt),
      MAIL: faultOf(row.mailFault, row.mailFaultAt),
    },
  };
}

function faultOf(message: string | null, at: Date | null): ChannelFault | null {
  return message === null || at === null ? null : { message, at };
}

/**
 * Writes what is given. A webhook's first URI gets a new key, another URI keeps it, and null forgets it. What was
 * noted of a channel that changes is forgotten.
 */
export async function updateNotificationSettings(
  db: Queryable,
  tenantId: string,
  fields: { webhookUri?: string | null; mailsAdministrators?: boolean },
): Promise<NotificationSettings> {
  const current = await findNotificationSettings(tenantId, db);
  const { webhookUri = current.webhook?.uri ?? null, mailsAdministrators = current.mailsAdministrators } = fields;
  const key = current.webhook?.signingKey ?? buildSigningKey(randomBytes(KEY_BYTES));
  const values = {
    webhookUri,
    signingKey: webhookUri === null ? null : sealSecret(key, tenantId),
    mailsAdministrators,
    ...(webhookUri !== (current.webhook?.uri ?? null) && { webhookFault: null, webhookFaultAt: null }),
    ...(mailsAdministrators !== current.mailsAdministrators && { mailFault: null, mailFaultAt: null }),
  };
  await db
    .insert(notificationSettings)
    .values({ tenantId, ...values })
    .onConflictDoUpdate({ target: notificationSettings.tenantId, set: values });
  return findNotificationSettings(tenantId, db);
}

/** The channels that a tenant has chosen; whether the product can send mail at all is not looked at. */
export async function listNoticeChannels(run: Runner, tenantId: string): Promise<NoticeChannel[]> {
  const [row] = await run.unsafe<{ hasWebhook: boolean; mails: boolean }[]>(
    `select webhook_uri is not null as "hasWebhook", mails_administrators as mails
       from notification_settings where tenant_id = $1`,
    [tenantId],
  );
  const { hasWebhook, mails } = row ?? { hasWebhook: false, mails: UNTOUCHED.mailsAdministrators };
  return NOTICE_CHANNELS.filter((channel) => (channel === "WEBHOOK" ? hasWebhook : mails));
}

/** What became of a notification on a channel; null: it arrived. */
export async function noteChannelOutcome(
  run: Runner,
  tenantId: string,
  channel: NoticeChannel,
  fault: ChannelFault | null,
): Promise<void> {
  const column = channel === "WEBHOOK" ? "webhook_fault" : "mail_fault";
  await run.unsafe(
    `insert into notification_settings (tenant_id, ${column}, ${column}_at) values ($1, $2, $3)
     on conflict (tenant_id) do update set ${column} = excluded.${column}, ${column}_at = excluded.${column}_at`,
    [tenantId, fault?.message ?? null, fault?.at.toISOString() ?? null],
  );
}

/** Of the people whose role is ADMIN, oldest first (index users_tenant). */
export async function listAdministratorAddresses(tenantId: string): Promise<string[]> {
  const rows = await client()
    .db.select({ email: users.email })
    .from(users)
    .where(and(eq(users.tenantId, tenantId), eq(users.role, "ADMIN")))
    .orderBy(asc(users.id));
  return rows.map((row) => row.email);
}
