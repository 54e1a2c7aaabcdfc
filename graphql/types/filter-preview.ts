/** Trying filters before they are saved. */
import type { StoredEvent } from "#db/events";
import { listNewestEvents } from "#db/history";
import { inTurns } from "#jobs/in-turns";
import type { EventPayload } from "#webhooks/event";
import { EVENT_TYPES, findEventType } from "#webhooks/event-types";
import { type EventFilter, type Explanation, explainFilters, parseFilters } from "#webhooks/filter";
import { filterWarnings } from "#webhooks/filter-warnings";
import { parseGivenEvent } from "#webhooks/given-event";
import type { UserError as UserErrorValue } from "#webhooks/user-errors";
import { valuesOf } from "../argument-values.ts";
import { builder } from "../builder.ts";
import { parseRecent, parseTrigger } from "../recent-events.ts";
import { type ExplainedEvent, MatchExplanation } from "../type-refs.ts";
import { EventFilterInput } from "./integration-input.ts";
import { UserError } from "./user-error.ts";

const RESULTS_MAX = 100;

const FilterPreview = builder
  .objectRef<{
    evaluated: number;
    matched: number;
    matchedByFilter: number[];
    results: ExplainedEvent[];
    warnings: UserErrorValue[];
  }>("FilterPreview")
  .implement({
    description: "What filters would have made of events.",
    fields: (t) => ({
      evaluated: t.exposeInt("evaluated", { description: "How many events were looked at." }),
      matched: t.exposeInt("matched", { description: "How many of them would have got through." }),
      matchedByFilter: t.intList({
        description: "How many each filter alone would have let through, in the order of the filters.",
        resolve: (preview) => preview.matchedByFilter,
      }),
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
      // An unknown trigger is a fault of its own, and none of an event that names no type.
      const defaultType = findEventType(trigger)?.name ?? EVENT_TYPES[0]?.name ?? trigger;
      const { filters, event, count } = valuesOf({
        trigger: parseTrigger(trigger),
        filters: parseFilters(given, ["filters"]),
        event: parseGivenEvent(givenEvent ?? null, defaultType),
        count: parseRecent(recent),
      });
      const stored = event ? [] : await listNewestEvents(viewer.tenantId, trigger, count);
      const explained: ExplainedEvent[] = event
        ? [{ event: null, ...explainGiven(trigger, filters, event) }]
        : await explainStored(stored, filters);
      return {
        evaluated: explained.length,
        matched: explained.filter((explanation) => explanation.matched).length,
        matchedByFilter: filters.map(
          (_filter, index) => explained.filter((explanation) => explanation.filters[index]?.matched).length,
        ),
        results: explained.slice(0, RESULTS_MAX),
        warnings: [...typeWarnings(trigger, event), ...filterWarnings(trigger, filters)],
      };
    },
  }),
);

/** Large events and filters take seconds in all, and publishers are answered by the same process. */
async function explainStored(
  stored: readonly StoredEvent[],
  filters: readonly EventFilter[],
): Promise<ExplainedEvent[]> {
  const explained: ExplainedEvent[] = [];
  const rest = inTurns();
  for (const row of stored) {
    await rest();
    explained.push({ event: row, ...explainFilters(filters, { type: row.type, ...row.payload }) });
  }
  return explained;
}

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
