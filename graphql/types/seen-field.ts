/** What past events say about the fields that conditions can test. */
import { listNewestEvents } from "#db/history";
import {
  OFFERED_VALUES_MAX,
  SEEN_FIELDS_MAX,
  type SeenField as Seen,
  type SeenValue as SeenOnce,
  seenFields,
} from "#webhooks/seen-fields";
import { valuesOf } from "../argument-values.ts";
import { builder } from "../builder.ts";
import { parseRecent, parseTrigger } from "../recent-events.ts";
import { EventFieldType } from "./event-type.ts";

const SeenValue = builder.objectRef<SeenOnce>("SeenValue").implement({
  description: "A value that past events had.",
  fields: (t) => ({
    value: t.exposeString("value", { description: "As an event had it; values that compare as equal are one." }),
    events: t.exposeInt("events", { description: "How many of the events had it." }),
  }),
});

const SeenField = builder.objectRef<Seen>("SeenField").implement({
  description: "A field that past events had, in the event catalogue or not.",
  fields: (t) => ({
    path: t.exposeString("path", { description: "As a condition names it: metadata.attributes.priority." }),
    type: t.field({
      type: EventFieldType,
      description: "What its values have in common; STRING where they differ.",
      resolve: (field) => field.type,
    }),
    events: t.exposeInt("events", { description: "How many of the events had it with a value." }),
    distinctValues: t.exposeInt("distinctValues", { description: "How many different values it had." }),
    values: t.field({
      type: [SeenValue],
      description: `The ${OFFERED_VALUES_MAX} most frequent of up to 200 characters.`,
      complexity: { field: 1, multiplier: OFFERED_VALUES_MAX / 10 },
      resolve: (field) => field.values,
    }),
  }),
});

builder.queryField("seenFields", (t) =>
  t.field({
    type: [SeenField],
    description: "The fields that the newest events of a trigger had, and their values: what filters could test.",
    authScopes: { permission: "READ" },
    complexity: { field: 10, multiplier: SEEN_FIELDS_MAX / 10 },
    args: {
      trigger: t.arg.string({ required: true, description: "The event type that the integration would listen to." }),
      recent: t.arg.int({ description: "How many of the newest events to look at, 1 to 1,000; default 100." }),
    },
    resolve: async (_root, given, { viewer }) => {
      const { trigger, recent } = valuesOf({
        trigger: parseTrigger(given.trigger),
        recent: parseRecent(given.recent),
      });
      const events = await listNewestEvents(viewer.tenantId, trigger, recent);
      return seenFields(events.map((event) => ({ type: event.type, ...event.payload })));
    },
  }),
);
