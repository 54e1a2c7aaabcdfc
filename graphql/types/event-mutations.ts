/** Publishing events. */
import type { StoredEvent } from "#db/events";
import { publishEvents } from "#jobs/publish-events";
import { parseEvents } from "#webhooks/event";
import type { UserError as UserErrorValue } from "#webhooks/user-errors";
import { builder } from "../builder.ts";
import { WebhookEvent } from "../type-refs.ts";
import { below } from "../user-faults.ts";
import { USER_ERRORS_DESCRIPTION } from "./mutation-input.ts";
import { UserError } from "./user-error.ts";

const EventInput = builder.inputType("EventInput", {
  description: "A fact to publish; at most 256 KiB.",
  fields: (t) => ({
    type: t.string({ required: true, description: "An event type of the catalogue." }),
    externalId: t.string({
      description: "Your own id for it, 1 to 200 characters; an event whose id is known already is not stored again.",
    }),
    occurredAt: t.field({ type: "DateTime", description: "When it happened. Default: now." }),
    metadata: t.field({
      type: "JSON",
      description:
        "A JSON object; what filters mostly look at. A number that cannot be held exactly (a whole one beyond 2^53-1, or too large) is INVALID: send it as a string.",
    }),
    data: t.field({ type: "JSON", description: "A JSON object; numbers as in metadata." }),
  }),
});

const PublishEventsInput = builder.inputType("PublishEventsInput", {
  description: "Events to publish, all or none.",
  fields: (t) => ({ events: t.field({ type: [EventInput], required: true, description: "1 to 1,000." }) }),
});

const PublishEventsPayload = builder
  .objectRef<{ events: StoredEvent[] | null; duplicates: number; userErrors: UserErrorValue[] }>("PublishEventsPayload")
  .implement({
    description: "What became of events.",
    fields: (t) => ({
      events: t.field({
        type: [WebhookEvent],
        nullable: true,
        description: "In the order of the input, once they are durable; null if they were refused.",
        resolve: (payload) => payload.events,
      }),
      duplicates: t.exposeInt("duplicates", { description: "How many were known already." }),
      userErrors: t.field({
        type: [UserError],
        description: USER_ERRORS_DESCRIPTION,
        resolve: (payload) => payload.userErrors,
      }),
    }),
  });

builder.mutationField("publishEvents", (t) =>
  t.field({
    type: PublishEventsPayload,
    description:
      "All or none; 1 to 1,000 events. An event whose externalId is known already is answered as it was stored then.",
    authScopes: { permission: "PUBLISH" },
    args: { input: t.arg({ type: PublishEventsInput, required: true, description: "What happened." }) },
    resolve: async (_root, { input }, { viewer }) => {
      const parsed = parseEvents(input.events);
      if (!parsed.ok) return { events: null, duplicates: 0, userErrors: below(["events"], parsed.errors) };
      const { events, duplicates } = await publishEvents(viewer.tenantId, parsed.value);
      return { events, duplicates, userErrors: [] };
    },
  }),
);
