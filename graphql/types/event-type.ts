/** The event catalogue. */
import type { EventField as CatalogueField, EVENT_FIELD_TYPES } from "#webhooks/event-types";
import { EVENT_TYPES, findEventType } from "#webhooks/event-types";
import { builder } from "../builder.ts";
import { EventType } from "../type-refs.ts";

export const EventFieldType = builder.enumType("EventFieldType", {
  description: "What values a field takes.",
  values: {
    STRING: { value: "STRING", description: "Text." },
    BOOLEAN: { value: "BOOLEAN", description: "true or false." },
    NUMBER: { value: "NUMBER", description: "A number." },
    STRING_LIST: { value: "STRING_LIST", description: "A list of texts; a condition holds if it holds for any." },
  } as const satisfies Record<(typeof EVENT_FIELD_TYPES)[number], unknown>,
});

const EventField = builder.objectRef<CatalogueField>("EventField").implement({
  description: "A field of an event that conditions can test.",
  fields: (t) => ({
    path: t.exposeString("path", { description: "Dotted, from the event's root: metadata.attributes.priority." }),
    type: t.field({ type: EventFieldType, description: "What values it takes.", resolve: (field) => field.type }),
    description: t.exposeString("description", { description: "What it says." }),
    knownValues: t.stringList({
      nullable: true,
      description: "The only values it takes, where that is known.",
      resolve: (field) => field.knownValues,
    }),
  }),
});

EventType.implement({
  description: "A kind of event that integrations can listen to.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "Such as alert.sent." }),
    description: t.exposeString("description", { description: "When it happens." }),
    fields: t.field({
      type: [EventField],
      description: "What conditions can test.",
      resolve: (type) => type.fields,
    }),
    sample: t.field({
      type: "JSON",
      description: "A realistic event, ready to publish.",
      resolve: (type) => type.sample,
    }),
  }),
});

/** The type of something stored: types are never taken out of the catalogue while events of them exist. */
export function knownEventType(name: string) {
  const type = findEventType(name);
  if (!type) throw new Error(`The stored event type ${name} is not in the catalogue.`);
  return type;
}

builder.queryFields((t) => ({
  eventTypes: t.field({
    type: [EventType],
    description: "The whole catalogue.",
    authScopes: { permission: "READ" },
    resolve: () => [...EVENT_TYPES],
  }),
  eventType: t.field({
    type: EventType,
    nullable: true,
    description: "One type by its exact name.",
    authScopes: { permission: "READ" },
    args: { name: t.arg.string({ required: true, description: "Such as alert.sent." }) },
    resolve: (_root, { name }) => findEventType(name),
  }),
}));
