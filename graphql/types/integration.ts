/** Integrations: the type and its queries. */
import { parsePage } from "#db/cursor";
import { countIntegrations, findIntegrationByExternalId, listIntegrations } from "#db/integrations";
import { decodeId } from "#webhooks/id";
import type { ActionType as ActionTypeName } from "#webhooks/integration";
import { parseBounded } from "../argument-bounds.ts";
import { valuesOf } from "../argument-values.ts";
import { builder } from "../builder.ts";
import { connectionOf, undeleted } from "../pages.ts";
import { EventType, Integration, WebhookSubscription } from "../type-refs.ts";
import { DeliveryConnection, ownedDeliveries } from "./delivery-connection.ts";
import { DeliveryFilterInput } from "./delivery-filter-input.ts";
import { EventFilter } from "./event-filter.ts";
import { knownEventType } from "./event-type.ts";
import { HealthState } from "./subscription-health.ts";

/** What the cursors of the list are marked with. */
const LIST = "integrations";

export const ActionType = builder.enumType("ActionType", {
  description: "What an action does.",
  values: {
    WEBHOOK: { value: "WEBHOOK", description: "Sends the event to a subscription." },
  } as const satisfies Record<ActionTypeName, unknown>,
});

const IntegrationAction = builder
  .objectRef<{ type: ActionTypeName; subscriptionId: string }>("IntegrationAction")
  .implement({
    description: "What happens on a match.",
    fields: (t) => ({
      type: t.field({ type: ActionType, description: "What it does.", resolve: (action) => action.type }),
      subscription: t.field({
        type: WebhookSubscription,
        description: "Where the event goes.",
        resolve: async ({ subscriptionId }, _args, { loaders }) => {
          const subscription = await loaders.subscriptions.load(subscriptionId);
          if (!subscription) throw new Error("The subscription of an action does not exist.");
          return subscription;
        },
      }),
    }),
  });

builder.node(Integration, {
  description: "A trigger, filters and actions: events of the trigger that get through a filter go to the actions.",
  id: { resolve: (integration) => integration.id },
  loadMany: (ids, { loaders }) => Promise.all(ids.map(async (id) => undeleted(await loaders.integrations.load(id)))),
  fields: (t) => ({
    externalId: t.exposeString("externalId", { nullable: true, description: "Its owner's own id; unique per tenant." }),
    name: t.exposeString("name", { description: "What people call it." }),
    isEnabled: t.exposeBoolean("isEnabled", { description: "False: it sends nothing." }),
    trigger: t.field({
      type: EventType,
      description: "The event type that it listens to.",
      resolve: (integration) => knownEventType(integration.trigger),
    }),
    actions: t.field({
      type: [IntegrationAction],
      description: "What happens on a match, in order.",
      resolve: ({ id }, _args, { loaders }) => loaders.actions.load(id),
    }),
    filters: t.field({
      type: [EventFilter],
      description: "OR'd. None: every event of the trigger matches.",
      resolve: (integration) => integration.filters,
    }),
    quietAfterHours: t.exposeInt("quietAfterHours", {
      nullable: true,
      description:
        "While it is enabled: after so many hours without a match a notification says so, once; null: its silence means nothing.",
    }),
    quietSince: t.field({
      type: "DateTime",
      nullable: true,
      description:
        "Since when it has matched nothing, once its quietAfterHours have passed and that was told; null: it is not quiet.",
      authScopes: { permission: "READ" },
      resolve: ({ id, quietAfterHours }, _args, { loaders }) =>
        quietAfterHours === null ? null : loaders.quietSince.load(id),
    }),
    deliveries: t.field({
      type: DeliveryConnection,
      description: "Deliveries that it made, newest first.",
      authScopes: { permission: "READ" },
      args: {
        ...t.arg.connectionArgs(),
        filter: t.arg({ type: DeliveryFilterInput, description: "Only those that it lets through." }),
      },
      resolve: ({ id }, args, context) => ownedDeliveries("integration", id, args, context),
    }),
    version: t.exposeInt("version", { description: "Grows by one with every change." }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was made." }),
    updatedAt: t.expose("updatedAt", { type: "DateTime", description: "When it was changed last." }),
    deletedAt: t.expose("deletedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was deleted; history goes on naming it.",
    }),
  }),
});

const IntegrationConnection = builder.connectionObject(
  {
    type: Integration,
    name: "IntegrationConnection",
    description: "A page of integrations.",
    fields: (t) => ({
      totalCount: t.int({
        description: "How many the list holds.",
        resolve: async ({ countTotal }) => (await countTotal()) ?? 0,
      }),
    }),
  },
  { name: "IntegrationEdge", description: "An integration in its list." },
);

builder.queryFields((t) => ({
  integrations: t.field({
    type: IntegrationConnection,
    description: "Integrations, newest first.",
    authScopes: { permission: "READ" },
    args: {
      ...t.arg.connectionArgs(),
      search: t.arg.string({ description: "Part of the name, or a whole externalId, in any letter case." }),
      trigger: t.arg.string({ description: "Only those that listen to this event type." }),
      isEnabled: t.arg.boolean({ description: "Only those that are, or are not." }),
      mentions: t.arg.string({
        description:
          "Part of the name, of a subscription's name or URI, or of a condition's value, in any letter case.",
      }),
      healthStates: t.arg({
        type: [HealthState],
        description: "Only enabled ones that send to a subscription in one of these states.",
      }),
      isQuiet: t.arg.boolean({ description: "Only those that have a quietSince, or have none." }),
    },
    resolve: async (_root, { first, after, last, before, ...asked }, { viewer }) => {
      const args = { first, after, last, before };
      const given = { filter: parseBounded(asked), page: parsePage(args, LIST) };
      const { filter, page } = valuesOf(given);
      return connectionOf(
        LIST,
        await listIntegrations(viewer.tenantId, filter, page),
        (row) => row.id,
        () => countIntegrations(viewer.tenantId, filter),
      );
    },
  }),
  integration: t.field({
    type: Integration,
    nullable: true,
    description: "One integration; null when the id names none of this tenant.",
    authScopes: { permission: "READ" },
    args: { id: t.arg.id({ required: true, description: "int_…" }) },
    resolve: async (_root, args, { loaders }) => {
      const id = decodeId("int", args.id);
      return id === null ? null : undeleted(await loaders.integrations.load(id));
    },
  }),
  integrationByExternalId: t.field({
    type: Integration,
    nullable: true,
    description: "One integration by its owner's own id.",
    authScopes: { permission: "READ" },
    args: { externalId: t.arg.string({ required: true, description: "Exactly as it was given." }) },
    resolve: (_root, args, { viewer }) =>
      findIntegrationByExternalId(viewer.tenantId, valuesOf({ id: parseBounded(args) }).id.externalId),
  }),
}));
