/** Subscriptions: the type and its queries. */
import { parsePage } from "#db/cursor";
import { countSubscriptions, findSubscriptionByExternalId, listSubscriptions } from "#db/subscriptions";
import { decodeId } from "#webhooks/id";
import { may } from "#webhooks/permissions";
import type { RetryPolicy as RetryPolicyValue } from "#webhooks/retry-policy";
import type { SubscriptionMode as ModeName, SigningKey as SigningKeyValue } from "#webhooks/subscription";
import { parseBounded } from "../argument-bounds.ts";
import { valuesOf } from "../argument-values.ts";
import { builder } from "../builder.ts";
import { connectionOf, undeleted } from "../pages.ts";
import { EventType, Integration, WebhookSubscription } from "../type-refs.ts";
import { DeliveryConnection, ownedDeliveries } from "./delivery-connection.ts";
import { DeliveryFilterInput } from "./delivery-filter-input.ts";
import { knownEventType } from "./event-type.ts";
import { SubscriptionSecurity } from "./security.ts";
import { HealthState } from "./subscription-health.ts";

/** What the cursors of the list are marked with. */
const LIST = "webhookSubscriptions";

export const SubscriptionMode = builder.enumType("SubscriptionMode", {
  description: "What decides whether an event goes to a subscription.",
  values: {
    DIRECT: { value: "DIRECT", description: "Every event of its event types; no integration may use it." },
    INTEGRATION: { value: "INTEGRATION", description: "Only what the filters of an integration let through." },
  } as const satisfies Record<ModeName, unknown>,
});

const RetryPolicy = builder.objectRef<RetryPolicyValue>("RetryPolicy").implement({
  description:
    "Delay before attempt n+1 after failed attempt n: min(baseSeconds * 2^(n-1), maxSeconds), and up to 10 % jitter; Retry-After is honoured up to maxSeconds.",
  fields: (t) => ({
    maxRetries: t.exposeInt("maxRetries", { description: "Attempts after the first." }),
    baseSeconds: t.exposeInt("baseSeconds", { description: "The first delay." }),
    maxSeconds: t.exposeInt("maxSeconds", { description: "The longest delay." }),
  }),
});

const SigningKey = builder.objectRef<SigningKeyValue>("SigningKey").implement({
  description: "A Standard Webhooks signing key.",
  fields: (t) => ({
    value: t.string({
      nullable: true,
      description: "whsec_…, for receivers to verify with; null without MANAGE.",
      resolve: ({ key }, _args, { viewer }) => (may(viewer.permissions, "MANAGE") ? key : null),
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "It signs from then on." }),
    expiresAt: t.expose("expiresAt", { type: "DateTime", nullable: true, description: "It signs until then." }),
  }),
});

builder.node(WebhookSubscription, {
  description: "Where and how to send.",
  id: { resolve: (subscription) => subscription.id },
  loadMany: (ids, { loaders }) => Promise.all(ids.map(async (id) => undeleted(await loaders.subscriptions.load(id)))),
  fields: (t) => ({
    externalId: t.exposeString("externalId", { nullable: true, description: "Its owner's own id; unique per tenant." }),
    name: t.exposeString("name", { description: "What people call it; the URI's host by default." }),
    uri: t.exposeString("uri", { description: "Where deliveries are POSTed." }),
    eventTypes: t.field({
      type: [EventType],
      description: "What it takes; nothing else is ever sent to it.",
      resolve: (subscription) => subscription.eventTypes.map(knownEventType),
    }),
    isActive: t.exposeBoolean("isActive", { description: "False: its deliveries are held." }),
    mode: t.field({
      type: SubscriptionMode,
      description: "What decides whether an event goes to it.",
      resolve: (subscription) => subscription.mode,
    }),
    security: t.field({
      type: SubscriptionSecurity,
      description: "What a request carries so that the URI lets it in; secrets masked.",
      resolve: (subscription) => subscription.securityShown,
    }),
    hasSecret: t.boolean({
      description: "A shared secret is set; it travels in the body as `secret`. Its value is never shown.",
      resolve: (subscription) => subscription.secret !== null,
    }),
    signingKeys: t.field({
      type: [SigningKey],
      description: "Newest first; every one that has not expired signs.",
      resolve: ({ id }, _args, { loaders }) => loaders.signingKeys.load(id),
    }),
    retryPolicy: t.field({
      type: RetryPolicy,
      description: "When failed deliveries are attempted again.",
      resolve: (subscription) => subscription.retryPolicy,
    }),
    rateLimitPerSecond: t.exposeInt("rateLimitPerSecond", {
      nullable: true,
      description: "Most attempts started per second; null: no limit of its own.",
    }),
    timeoutSeconds: t.exposeInt("timeoutSeconds", { description: "How long an attempt may take." }),
    integrations: t.field({
      type: [Integration],
      description: "Those that use it, newest first.",
      resolve: ({ id }, _args, { loaders }) => loaders.integrationsUsing.load(id),
    }),
    deliveries: t.field({
      type: DeliveryConnection,
      description: "Deliveries to it, newest first.",
      authScopes: { permission: "READ" },
      args: {
        ...t.arg.connectionArgs(),
        filter: t.arg({ type: DeliveryFilterInput, description: "Only those that it lets through." }),
      },
      resolve: ({ id }, args, context) => ownedDeliveries("subscription", id, args, context),
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

const WebhookSubscriptionConnection = builder.connectionObject(
  {
    type: WebhookSubscription,
    name: "WebhookSubscriptionConnection",
    description: "A page of subscriptions.",
    fields: (t) => ({
      totalCount: t.int({
        description: "How many the list holds.",
        resolve: async ({ countTotal }) => (await countTotal()) ?? 0,
      }),
    }),
  },
  { name: "WebhookSubscriptionEdge", description: "A subscription in its list." },
);

builder.queryFields((t) => ({
  webhookSubscriptions: t.field({
    type: WebhookSubscriptionConnection,
    description: "Subscriptions, newest first.",
    authScopes: { permission: "READ" },
    args: {
      ...t.arg.connectionArgs(),
      search: t.arg.string({ description: "Part of the name or URI, or a whole externalId, in any letter case." }),
      eventType: t.arg.string({ description: "Only those that take this event type." }),
      isActive: t.arg.boolean({ description: "Only those that are, or are not." }),
      healthStates: t.arg({ type: [HealthState], description: "Only those in one of these states." }),
    },
    resolve: async (_root, { first, after, last, before, ...asked }, { viewer }) => {
      const args = { first, after, last, before };
      const given = { filter: parseBounded(asked), page: parsePage(args, LIST) };
      const { filter, page } = valuesOf(given);
      return connectionOf(
        LIST,
        await listSubscriptions(viewer.tenantId, filter, page),
        (row) => row.id,
        () => countSubscriptions(viewer.tenantId, filter),
      );
    },
  }),
  webhookSubscription: t.field({
    type: WebhookSubscription,
    nullable: true,
    description: "One subscription; null when the id names none of this tenant.",
    authScopes: { permission: "READ" },
    args: { id: t.arg.id({ required: true, description: "sub_…" }) },
    resolve: async (_root, args, { loaders }) => {
      const id = decodeId("sub", args.id);
      return id === null ? null : undeleted(await loaders.subscriptions.load(id));
    },
  }),
  webhookSubscriptionByExternalId: t.field({
    type: WebhookSubscription,
    nullable: true,
    description: "One subscription by its owner's own id.",
    authScopes: { permission: "READ" },
    args: { externalId: t.arg.string({ required: true, description: "Exactly as it was given." }) },
    resolve: (_root, args, { viewer }) =>
      findSubscriptionByExternalId(viewer.tenantId, valuesOf({ id: parseBounded(args) }).id.externalId),
  }),
}));
