/** Where notifications go beside the inbox: the settings, their change, and a test. */
import {
  type ChannelFault,
  findNotificationSettings,
  NOTICE_CHANNELS,
  type NoticeChannel,
  type NotificationSettings as SettingsValue,
} from "#db/notification-settings";
import { canMail } from "#jobs/mail-notice";
import type { TestedChannel } from "#jobs/test-notification";
import type { UserError as UserErrorValue } from "#webhooks/user-errors";
import { builder } from "../builder.ts";
import { changeNotificationSettings, sendTest } from "../save-notification-settings.ts";
import { USER_ERRORS_DESCRIPTION } from "./mutation-input.ts";
import { UserError } from "./user-error.ts";

const NotificationChannel = builder.enumType("NotificationChannel", {
  description: "A way that notifications take beside the inbox.",
  values: {
    WEBHOOK: { value: "WEBHOOK", description: "A signed POST to the webhook of the settings." },
    MAIL: { value: "MAIL", description: "An e-mail to the tenant's administrators." },
  } as const satisfies Record<NoticeChannel, unknown>,
});

const NotificationFault = builder.objectRef<ChannelFault>("NotificationFault").implement({
  description: "Why the last notification did not arrive.",
  fields: (t) => ({
    message: t.exposeString("message", { description: "One sentence for a person, without secrets." }),
    at: t.expose("at", { type: "DateTime", description: "When it was tried." }),
  }),
});

const NotificationSettings = builder.objectRef<SettingsValue>("NotificationSettings").implement({
  description: "Where notifications go beside the inbox.",
  fields: (t) => ({
    webhookUri: t.string({
      nullable: true,
      description: "Where they are POSTed; null: nowhere.",
      resolve: ({ webhook }) => webhook?.uri ?? null,
    }),
    signingKey: t.string({
      nullable: true,
      description: "whsec_…, to verify those POSTs with, as Standard Webhooks say; null without a webhook.",
      resolve: ({ webhook }) => webhook?.signingKey ?? null,
    }),
    mailsAdministrators: t.exposeBoolean("mailsAdministrators", {
      description: "The tenant's administrators get them by e-mail, if the product can send any.",
    }),
    canMail: t.boolean({ description: "The product can send mail: SMTP_URL is set.", resolve: () => canMail() }),
    webhookFault: t.field({
      type: NotificationFault,
      nullable: true,
      description: "Null: the last one arrived at the webhook, or none was sent.",
      resolve: ({ faults }) => faults.WEBHOOK,
    }),
    mailFault: t.field({
      type: NotificationFault,
      nullable: true,
      description: "Null: the mail server took the last one, or none was sent.",
      resolve: ({ faults }) => faults.MAIL,
    }),
  }),
});

const NotificationSettingsInput = builder.inputType("NotificationSettingsInput", {
  description: "Absent fields stay as they are.",
  fields: (t) => ({
    webhookUri: t.string({
      description: "As a subscription's URI. The first one gets a signing key; null removes both.",
    }),
    mailsAdministrators: t.boolean({ description: "Whether administrators get them by e-mail." }),
  }),
});

const SendTestNotificationInput = builder.inputType("SendTestNotificationInput", {
  description: "Where a test goes.",
  fields: (t) => ({
    channels: t.field({ type: [NotificationChannel], description: "Of those that are on; absent: all of them." }),
  }),
});

type SettingsPayload = { notificationSettings: SettingsValue | null; userErrors: UserErrorValue[] };

const NotificationSettingsPayload = builder.objectRef<SettingsPayload>("NotificationSettingsPayload").implement({
  description: "Settings that were changed.",
  fields: (t) => ({
    notificationSettings: t.field({
      type: NotificationSettings,
      nullable: true,
      description: "As they are now; null if the change was refused.",
      resolve: (payload) => payload.notificationSettings,
    }),
    userErrors: t.field({
      type: [UserError],
      description: USER_ERRORS_DESCRIPTION,
      resolve: (payload) => payload.userErrors,
    }),
  }),
});

const NotificationTestResult = builder.objectRef<TestedChannel>("NotificationTestResult").implement({
  description: "What became of a test on one channel.",
  fields: (t) => ({
    channel: t.field({ type: NotificationChannel, description: "Which one.", resolve: ({ channel }) => channel }),
    fault: t.exposeString("fault", { nullable: true, description: "Null: it arrived; else why not, in a sentence." }),
  }),
});

const SendTestNotificationPayload = builder
  .objectRef<{ results: TestedChannel[] | null; userErrors: UserErrorValue[] }>("SendTestNotificationPayload")
  .implement({
    description: "What became of a test.",
    fields: (t) => ({
      results: t.field({
        type: [NotificationTestResult],
        nullable: true,
        description: "Of each channel; null if it was refused.",
        resolve: (payload) => payload.results,
      }),
      userErrors: t.field({
        type: [UserError],
        description: "NOT_ALLOWED_NOW when no channel is on; empty on success.",
        resolve: (payload) => payload.userErrors,
      }),
    }),
  });

builder.queryField("notificationSettings", (t) =>
  t.field({
    type: NotificationSettings,
    description: "Where the tenant's notifications go beside the inbox.",
    authScopes: { permission: "ADMINISTER" },
    resolve: (_root, _args, { viewer }) => findNotificationSettings(viewer.tenantId),
  }),
);

builder.mutationFields((t) => ({
  updateNotificationSettings: t.field({
    type: NotificationSettingsPayload,
    description: "Changes where notifications go. Those that wait for another try go to the new place.",
    authScopes: { permission: "ADMINISTER" },
    args: { input: t.arg({ type: NotificationSettingsInput, required: true, description: "What changes." }) },
    resolve: async (_root, { input }, { viewer }) => {
      const result = await changeNotificationSettings(viewer, input);
      return result.ok
        ? { notificationSettings: result.value, userErrors: [] }
        : { notificationSettings: null, userErrors: result.errors };
    },
  }),
  sendTestNotification: t.field({
    type: SendTestNotificationPayload,
    description:
      "Sends a test to the webhook and the administrators, as far as they are on, and waits for the answers.",
    authScopes: { permission: "ADMINISTER" },
    args: { input: t.arg({ type: SendTestNotificationInput, required: true, description: "Where it goes." }) },
    resolve: async (_root, { input }, { viewer }) => {
      const result = await sendTest(viewer, input.channels ?? NOTICE_CHANNELS);
      return result.ok ? { results: result.value, userErrors: [] } : { results: null, userErrors: result.errors };
    },
  }),
}));
