/** Trying filters before they are saved. */
import { listNewestEvents } from "#db/history";
import type { EventPayload } from "#webhooks/event";
import { findEventType } from "#webhooks/event-types";
import { type EventFilter, type Explanation, explainFilters, parseFilters } from "#webhooks/filter";
import { filterWarnings } from "#webhooks/filter-warnings";
import type { UserError as UserErrorValue } from "#webhooks/user-errors";
import { builder } from "../builder.ts";
import { badArguments, badUserInput } from "../errors.ts";
import { parseGivenEvent } from "../given-event.ts";
import { type ExplainedEvent, MatchExplanation } from "../type-refs.ts";
import { EventFilterInput } from "./integration-input.ts";
import { UserError } from "./user-error.ts";

const RECENT_DEFAULT = 100;
const RECENT_MAX = 1000;
const RESULTS_MAX = 100;

const FilterPreview = builder
  .objectRef<{ evaluated: number; matched: number; results: ExplainedEvent[]; warnings: UserErrorValue[] }>(
    "FilterPreview",
  )
  .implement({
    description: "What filters would have made of events.",
    fields: (t) => ({
      evaluated: t.exposeInt("evaluated", { description: "How many events were looked at." }),
      matched: t.exposeInt("matched", { description: "How many of them would have got through." }),
      results: t.field({
        type: [MatchExplanation],
        description: "The newest 100 of them, one by one.",
        complexity: { field: 1, multiplier: RESULTS_MAX },
        resolve: (preview) => preview.results,
      }),
      warnings: t.field({
        type: [UserError],
        description: "Allowed and probably wrong: a field the event type does not list, a value it never takes.",
        resolve: (preview) => preview.warnings,
      }),
    }),
  });

builder.queryField("previewFilters", (t) =>
  t.field({
    type: FilterPreview,
    description: "Evaluates unsaved filters against the given event, or against the newest events of the trigger.",
    authScopes: { permission: "READ" },
    args: {
      trigger: t.arg.string({ required: true, description: "The event type that the integration would listen to." }),
      filters: t.arg({ type: [EventFilterInput], required: true, description: "OR'd." }),
      event: t.arg({ type: "JSON", description: "{type, metadata, data}: one event to try." }),
      recent: t.arg.int({ description: "How many of the newest events to try, 1 to 1,000; default 100." }),
    },
    resolve: async (_root, { trigger, filters: given, event: givenEvent, recent }, { viewer }) => {
      if (!findEventType(trigger)) throw badUserInput(`There is no event type ${trigger.slice(0, 100)}.`);
      const filters = parseFilters(given, ["filters"]);
      const event = parseGivenEvent(givenEvent ?? null, trigger);
      const errors = [...(filters.ok ? [] : filters.errors), ...(event.ok ? [] : event.errors)];
      if (!filters.ok || !event.ok || errors.length > 0) throw badArguments(errors);
      const count = recent ?? RECENT_DEFAULT;
      if (count < 1 || count > RECENT_MAX) throw badUserInput(`recent is ${count}; it can be 1 to ${RECENT_MAX}.`);
      const stored = event.value ? [] : await listNewestEvents(viewer.tenantId, trigger, count);
      const explained: ExplainedEvent[] = event.value
        ? [{ event: null, ...explainGiven(trigger, filters.value, event.value) }]
        : stored.map((row) => ({ event: row, ...explainFilters(filters.value, { type: row.type, ...row.payload }) }));
      return {
        evaluated: explained.length,
        matched: explained.filter((explanation) => explanation.matched).length,
        results: explained.slice(0, RESULTS_MAX),
        warnings: [...typeWarnings(trigger, event.value), ...filterWarnings(trigger, filters.value)],
      };
    },
  }),
);

/** An event of another type never reaches the filters of the trigger, whatever they say. */
function explainGiven(trigger: string, filters: readonly EventFilter[], event: EventPayload): Explanation {
  const explanation = explainFilters(filters, event);
  return event.type === trigger ? explanation : { ...explanation, matched: false };
}

function typeWarnings(trigger: string, event: EventPayload | null): UserErrorValue[] {
  if (event === null || event.type === trigger) return [];
  const message = `The event is of type ${event.type.slice(0, 100)}; an integration with the trigger ${trigger} does not listen to it.`;
  return [{ code: "INVALID", message, path: ["event", "type"] }];
}
