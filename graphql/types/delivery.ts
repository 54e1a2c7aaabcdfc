/** Deliveries: the type and its queries. */
import { parsePage } from "#db/cursor";
import type { Delivery as DeliveryRow } from "#db/deliveries";
import { countDeliveries, listDeliveries } from "#db/delivery-history";
import { describeDelivery } from "#webhooks/delivery";
import { decodeId } from "#webhooks/id";
import { plannedAttempts } from "#webhooks/planned-attempts";
import { valuesOf } from "../argument-values.ts";
import { builder } from "../builder.ts";
import type { Context } from "../context.ts";
import { connectionOf } from "../pages.ts";
import { Delivery, DeliveryAttempt, Integration, WebhookEvent, WebhookSubscription } from "../type-refs.ts";
import { DeliveryConnection } from "./delivery-connection.ts";
import { DeliveryFilterInput, DeliveryOrigin, DeliveryStatus, parseDeliveryFilter } from "./delivery-filter-input.ts";

/** What the cursors of the list are marked with. */
const LIST = "deliveries";

builder.node(Delivery, {
  description: "The duty to bring one event to one subscription for one integration.",
  id: { resolve: (delivery) => delivery.id, description: "Also the `webhook-id` header, the same on every attempt." },
  loadMany: (ids, { loaders }) => Promise.all(ids.map((id) => loaders.deliveries.load(id))),
  fields: (t) => ({
    event: t.field({
      type: WebhookEvent,
      nullable: true,
      description: "What it brings; null for a ping.",
      authScopes: { permission: "READ" },
      resolve: ({ eventId }, _args, { loaders }) => (eventId === null ? null : loaders.events.load(eventId)),
    }),
    subscription: t.field({
      type: WebhookSubscription,
      description: "Where to.",
      resolve: (delivery, _args, context) => subscriptionOf(delivery, context),
    }),
    integration: t.field({
      type: Integration,
      nullable: true,
      description: "For which integration; null for DIRECT subscriptions and tests.",
      resolve: ({ integrationId }, _args, { loaders }) =>
        integrationId === null ? null : loaders.integrations.load(integrationId),
    }),
    origin: t.field({ type: DeliveryOrigin, description: "What made it.", resolve: (delivery) => delivery.origin }),
    status: t.field({ type: DeliveryStatus, description: "How it stands.", resolve: (delivery) => delivery.status }),
    summary: t.string({
      description: "One sentence for a person: what happened last and what happens next.",
      resolve: async (delivery, _args, context) => {
        const { loaders } = context;
        const [subscription, attempts, health] = await Promise.all([
          subscriptionOf(delivery, context),
          loaders.attemptsOfDelivery.load(delivery.id),
          delivery.status === "HELD" ? loaders.health.load(delivery.subscriptionId) : null,
        ]);
        return describeDelivery({
          ...delivery,
          subscriptionName: subscription.name,
          isActive: subscription.isActive,
          isPaused: health !== null && health.pausedAt !== null,
          lastCause: attempts.at(-1)?.cause ?? null,
          arrivedOnAttempt: attempts.find(({ outcome }) => outcome === "SUCCEEDED")?.number ?? null,
          now: new Date(),
        });
      },
    }),
    attemptCount: t.exposeInt("attemptCount", { description: "Attempts so far." }),
    attempts: t.field({
      type: [DeliveryAttempt],
      description: "Oldest first.",
      authScopes: { permission: "READ" },
      resolve: async (delivery, _args, { loaders }) =>
        (await loaders.attemptsOfDelivery.load(delivery.id)).map((attempt) => ({ ...attempt, delivery })),
    }),
    nextAttemptAt: t.expose("nextAttemptAt", {
      type: "DateTime",
      nullable: true,
      description: "When the next attempt is due, if one is.",
    }),
    plannedAttempts: t.field({
      type: ["DateTime"],
      description:
        "When further attempts start if each of them fails, oldest first: the next one exactly, later ones about. Empty while none is scheduled.",
      resolve: async (delivery, _args, context) => {
        const { retryPolicy } = await subscriptionOf(delivery, context);
        return plannedAttempts(delivery, retryPolicy, new Date());
      },
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was made." }),
    completedAt: t.expose("completedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it came to its end; null while it waits.",
    }),
  }),
});

async function subscriptionOf({ subscriptionId }: DeliveryRow, { loaders }: Context) {
  const subscription = await loaders.subscriptions.load(subscriptionId);
  if (!subscription) throw new Error("The subscription of a delivery does not exist.");
  return subscription;
}

builder.queryFields((t) => ({
  deliveries: t.field({
    type: DeliveryConnection,
    description: "Deliveries, newest event first.",
    authScopes: { permission: "READ" },
    args: {
      ...t.arg.connectionArgs(),
      filter: t.arg({ type: DeliveryFilterInput, description: "Only those that it lets through." }),
    },
    resolve: async (_root, { filter: given, ...args }, { viewer }) => {
      const { filter, page } = valuesOf({ filter: parseDeliveryFilter(given), page: parsePage(args, LIST) });
      return connectionOf(
        LIST,
        await listDeliveries(viewer.tenantId, filter, page),
        (row) => row.id,
        () => countDeliveries(viewer.tenantId, filter),
      );
    },
  }),
  delivery: t.field({
    type: Delivery,
    nullable: true,
    description: "One delivery; null when the id names none of this tenant.",
    authScopes: { permission: "READ" },
    args: { id: t.arg.id({ required: true, description: "dlv_…" }) },
    resolve: (_root, args, { loaders }) => {
      const id = decodeId("dlv", args.id);
      return id === null ? null : loaders.deliveries.load(id);
    },
  }),
}));
