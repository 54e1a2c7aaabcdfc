/** Events: the type and its queries. */
import { parsePage } from "#db/cursor";
import { listEvents } from "#db/history";
import { decodeId } from "#webhooks/id";
import { parseBounded } from "../argument-bounds.ts";
import { valuesOf } from "../argument-values.ts";
import { builder } from "../builder.ts";
import { connectionOf } from "../pages.ts";
import { EventType, WebhookEvent } from "../type-refs.ts";
import { DeliveryConnection, ownedDeliveries } from "./delivery-connection.ts";
import { DeliveryFilterInput } from "./delivery-filter-input.ts";
import { knownEventType } from "./event-type.ts";

/** What the cursors of the list are marked with. */
const LIST = "events";

builder.node(WebhookEvent, {
  description: "A fact, as it was published; never changes.",
  id: { resolve: (event) => event.id },
  loadMany: (ids, { loaders }) => Promise.all(ids.map((id) => loaders.events.load(id))),
  fields: (t) => ({
    type: t.field({
      type: EventType,
      description: "What kind of event it is.",
      resolve: (event) => knownEventType(event.type),
    }),
    externalId: t.exposeString("externalId", {
      nullable: true,
      description: "The publisher's own id, if it gave one; unique per tenant.",
    }),
    occurredAt: t.expose("occurredAt", { type: "DateTime", description: "When it happened, as the publisher says." }),
    receivedAt: t.expose("receivedAt", { type: "DateTime", description: "When it was published." }),
    payload: t.field({
      type: "JSON",
      description: "The whole event as published: metadata, data.",
      authScopes: { permission: "READ" },
      resolve: (event) => event.payload,
    }),
    matchedAt: t.expose("matchedAt", {
      type: "DateTime",
      nullable: true,
      description: "When filters were evaluated; null before.",
    }),
    deliveries: t.field({
      type: DeliveryConnection,
      description: "What it triggered.",
      authScopes: { permission: "READ" },
      args: {
        ...t.arg.connectionArgs(),
        filter: t.arg({ type: DeliveryFilterInput, description: "Only those that it lets through." }),
      },
      resolve: ({ id }, args, context) => ownedDeliveries("event", id, args, context),
    }),
  }),
});

const EventConnection = builder.connectionObject(
  { type: WebhookEvent, name: "EventConnection", description: "A page of events." },
  { name: "EventEdge", description: "An event in its list." },
);

builder.queryFields((t) => ({
  events: t.field({
    type: EventConnection,
    description: "Published events, newest first.",
    authScopes: { permission: "READ" },
    args: {
      ...t.arg.connectionArgs(),
      type: t.arg.string({ description: "Only events of this type." }),
      receivedFrom: t.arg({ type: "DateTime", description: "Published then or later." }),
      receivedTo: t.arg({ type: "DateTime", description: "Published before." }),
      search: t.arg.string({
        description:
          "Words that must all occur in the payload, in any letter case, whole or as a beginning; or an id or externalId, whole.",
      }),
    },
    resolve: async (_root, { type, receivedFrom, receivedTo, search, ...args }, { viewer }) => {
      const given = { filter: parseBounded({ type, receivedFrom, receivedTo, search }), page: parsePage(args, LIST) };
      const { filter, page } = valuesOf(given);
      return connectionOf(LIST, await listEvents(viewer.tenantId, filter, page), (row) => row.id);
    },
  }),
  event: t.field({
    type: WebhookEvent,
    nullable: true,
    description: "One event; null when the id names none of this tenant.",
    authScopes: { permission: "READ" },
    args: { id: t.arg.id({ required: true, description: "evt_…" }) },
    resolve: (_root, args, { loaders }) => {
      const id = decodeId("evt", args.id);
      return id === null ? null : loaders.events.load(id);
    },
  }),
}));
