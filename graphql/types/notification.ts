/** Notifications: the type, the inbox of the tenant, and what of it the viewer has not read. */
import { config } from "#config";
import { parsePage } from "#db/cursor";
import { countUnread, listNotifications, UNREAD_COUNTED_MAX } from "#db/notifications";
import { encodeId } from "#webhooks/id";
import { noticeLink } from "#webhooks/notice-message";
import type { NoticeKind } from "#webhooks/notices";
import { valuesOf } from "../argument-values.ts";
import { builder } from "../builder.ts";
import { connectionOf } from "../pages.ts";
import { Integration, Notification, WebhookSubscription } from "../type-refs.ts";

/** What the cursors of the list are marked with. */
const LIST = "notifications";

const NotificationKind = builder.enumType("NotificationKind", {
  description: "What a notification tells of.",
  values: {
    FAILING: { value: "FAILING", description: "Attempts to a subscription have failed for a while." },
    PAUSED: { value: "PAUSED", description: "Its circuit breaker opened; deliveries are held." },
    RECOVERED: {
      value: "RECOVERED",
      description: "It takes deliveries again, or matches again, after its trouble or silence was told.",
    },
    GONE: { value: "GONE", description: "It answered 410 Gone, which fails a delivery for good." },
    QUIET: { value: "QUIET", description: "An integration has matched nothing for its quietAfterHours." },
  } as const satisfies Record<NoticeKind, unknown>,
});

builder.node(Notification, {
  description: "Something that the tenant's administrators were told. It goes with the history, after RETENTION_DAYS.",
  id: { resolve: (notification) => notification.id },
  loadMany: (ids, { loaders }) => Promise.all(ids.map((id) => loaders.notifications.load(id))),
  fields: (t) => ({
    kind: t.field({ type: NotificationKind, description: "What it tells of.", resolve: ({ kind }) => kind }),
    sentence: t.exposeString("sentence", {
      description: "Who, why, since when, how much waits or failed, and what happens next.",
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was told." }),
    isRead: t.boolean({
      description: "The viewer, a person or an API key, has read it; what is older than the viewer counts as read.",
      resolve: async ({ id }, _args, { loaders }) => !(await loaders.isUnread.load(id)),
    }),
    subjectName: t.exposeString("subjectName", {
      description: "The name of the subscription or integration when it was told.",
    }),
    link: t.string({
      description: "The page of what it is about; absolute.",
      resolve: ({ subscriptionId, integrationId, subjectName: name }) => {
        const { PUBLIC_URL } = config();
        if (subscriptionId !== null) {
          return noticeLink(PUBLIC_URL, { type: "subscription", id: encodeId("sub", subscriptionId), name });
        }
        const id = integrationId === null ? null : encodeId("int", integrationId);
        return noticeLink(PUBLIC_URL, id === null ? null : { type: "integration", id, name });
      },
    }),
    subscription: t.field({
      type: WebhookSubscription,
      nullable: true,
      description: "The subscription as it is now; a deleted one too. Null when it is about an integration.",
      resolve: ({ subscriptionId }, _args, { loaders }) =>
        subscriptionId === null ? null : loaders.subscriptions.load(subscriptionId),
    }),
    integration: t.field({
      type: Integration,
      nullable: true,
      description: "The integration as it is now; a deleted one too. Null when it is about a subscription.",
      resolve: ({ integrationId }, _args, { loaders }) =>
        integrationId === null ? null : loaders.integrations.load(integrationId),
    }),
  }),
});

const NotificationConnection = builder.connectionObject(
  { type: Notification, name: "NotificationConnection", description: "A page of notifications." },
  { name: "NotificationEdge", description: "A notification in its list." },
);

builder.queryFields((t) => ({
  notifications: t.field({
    type: NotificationConnection,
    description: "What the administrators were told, newest first.",
    authScopes: { permission: "READ" },
    args: {
      ...t.arg.connectionArgs(),
      unreadOnly: t.arg.boolean({ description: "Only what the viewer has not read." }),
    },
    resolve: async (_root, { unreadOnly, ...args }, { viewer }) => {
      const { page } = valuesOf({ page: parsePage(args, LIST) });
      const unreadBy = unreadOnly ? viewer.id : null;
      return connectionOf(LIST, await listNotifications(viewer.tenantId, { unreadBy }, page), (row) => row.id);
    },
  }),
  unreadNotificationCount: t.int({
    description: `Notifications that the viewer has not read; counted to at most ${UNREAD_COUNTED_MAX}.`,
    authScopes: { permission: "READ" },
    resolve: (_root, _args, { viewer }) => countUnread(viewer.tenantId, viewer.id),
  }),
}));
