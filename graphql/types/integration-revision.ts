/** Revisions of an integration: who changed what, with the whole definition after the change. */
import { parsePage } from "#db/cursor";
import { encodeId } from "#webhooks/id";
import { valuesOf } from "../argument-values.ts";
import { builder } from "../builder.ts";
import { connectionOf } from "../pages.ts";
import { EventType, Integration, IntegrationRevision, WebhookSubscription } from "../type-refs.ts";
import { EventFilter } from "./event-filter.ts";
import { knownEventType } from "./event-type.ts";

IntegrationRevision.implement({
  description: "An integration as it was after one of its changes.",
  fields: (t) => ({
    version: t.exposeInt("version", { description: "Counts the integration's changes, from 1." }),
    changedBy: t.exposeString("changedBy", { description: "The person, or the API key." }),
    changedAt: t.expose("changedAt", { type: "DateTime", description: "When." }),
    name: t.exposeString("name", { description: "Its name then." }),
    isEnabled: t.exposeBoolean("isEnabled", { description: "Whether it was enabled then." }),
    trigger: t.field({
      type: EventType,
      description: "What it listened to then.",
      resolve: (revision) => knownEventType(revision.trigger),
    }),
    filters: t.field({
      type: [EventFilter],
      description: "Its filters then.",
      resolve: (revision) => revision.filters,
    }),
    quietAfterHours: t.exposeInt("quietAfterHours", {
      nullable: true,
      description: "After how many hours without a match a notification said so then.",
    }),
    subscriptionIds: t.field({
      type: ["ID"],
      description: "The subscriptions of its actions then.",
      resolve: (revision) => revision.subscriptionIds.map((id) => encodeId("sub", id)),
    }),
    subscriptions: t.field({
      type: [WebhookSubscription],
      description: "The same, as they are now; deleted ones too.",
      resolve: async ({ subscriptionIds }, _args, { loaders }) =>
        (await Promise.all(subscriptionIds.map((id) => loaders.subscriptions.load(id)))).filter((row) => row !== null),
    }),
  }),
});

builder.objectField(Integration, "disabledIn", (t) =>
  t.field({
    type: IntegrationRevision,
    nullable: true,
    description: "The change that disabled it: by whom, and when; null while it is enabled.",
    authScopes: { permission: "READ" },
    resolve: ({ id, isEnabled }, _args, { loaders }) => (isEnabled ? null : loaders.disabling.load(id)),
  }),
);

const IntegrationRevisionConnection = builder.connectionObject(
  { type: IntegrationRevision, name: "IntegrationRevisionConnection", description: "A page of revisions." },
  { name: "IntegrationRevisionEdge", description: "A revision in its list." },
);

builder.objectField(Integration, "revisions", (t) =>
  t.field({
    type: IntegrationRevisionConnection,
    description: "Newest first: who changed what, with the whole definition after the change.",
    authScopes: { permission: "READ" },
    args: {
      first: t.arg.int({ description: "At most this many; 0 to 100, 25 by default." }),
      after: t.arg.string({ description: "Only revisions after this cursor." }),
    },
    resolve: async ({ id }, args, { loaders }) => {
      const list = `integration ${id} revisions`;
      const { page } = valuesOf({ page: parsePage(args, list, "version") });
      return connectionOf(list, await loaders.revisionPage.load({ id, page }), (revision) => revision.version);
    },
  }),
);
