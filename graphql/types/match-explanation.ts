/** Explanations: filter by filter and condition by condition, why an event matched or did not. */
import type { ConditionExplanation as ConditionValue, FilterExplanation as FilterValue } from "#webhooks/filter";
import { builder } from "../builder.ts";
import { MatchExplanation, WebhookEvent } from "../type-refs.ts";
import { ConditionOperator } from "./condition-operator.ts";

const ConditionExplanation = builder.objectRef<ConditionValue>("ConditionExplanation").implement({
  description: "What a condition found in the event.",
  fields: (t) => ({
    field: t.exposeString("field", { description: "The condition's field." }),
    operator: t.field({
      type: ConditionOperator,
      description: "The condition's operator.",
      resolve: (condition) => condition.operator,
    }),
    values: t.exposeStringList("values", { description: "The condition's values." }),
    found: t.exposeBoolean("found", { description: "The field is present in the event." }),
    actual: t.field({
      type: "JSON",
      nullable: true,
      description: "Its value in the event; null when missing.",
      resolve: (condition) => condition.actual,
    }),
    matched: t.exposeBoolean("matched", { description: "The condition holds." }),
  }),
});

const FilterExplanation = builder.objectRef<FilterValue>("FilterExplanation").implement({
  description: "What a filter made of the event.",
  fields: (t) => ({
    matched: t.exposeBoolean("matched", { description: "All of its conditions hold." }),
    conditions: t.field({
      type: [ConditionExplanation],
      description: "In the filter's order.",
      resolve: (filter) => filter.conditions,
    }),
  }),
});

MatchExplanation.implement({
  description: "Why filters let an event through, or not.",
  fields: (t) => ({
    event: t.field({
      type: WebhookEvent,
      nullable: true,
      description: "The event; null for one that is not stored.",
      resolve: (explanation) => explanation.event,
    }),
    matched: t.exposeBoolean("matched", { description: "A filter matched, or there is none." }),
    filters: t.field({
      type: [FilterExplanation],
      description: "In the integration's order.",
      resolve: (explanation) => explanation.filters,
    }),
  }),
});
