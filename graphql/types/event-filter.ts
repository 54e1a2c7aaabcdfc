/** Filters and their conditions, as they stand in integrations and revisions. */
import type { FilterCondition as ConditionValue, EventFilter as FilterValue } from "#webhooks/filter";
import { builder } from "../builder.ts";
import { ConditionOperator } from "./condition-operator.ts";

const FilterCondition = builder.objectRef<ConditionValue>("FilterCondition").implement({
  description: "A test of one field of an event.",
  fields: (t) => ({
    field: t.exposeString("field", { description: "Dotted, from the event's root: metadata.attributes.priority." }),
    operator: t.field({
      type: ConditionOperator,
      description: "How the field is compared.",
      resolve: (condition) => condition.operator,
    }),
    values: t.exposeStringList("values", { description: "What it is compared with; empty for EXISTS and NOT_EXISTS." }),
  }),
});

export const EventFilter = builder.objectRef<FilterValue>("EventFilter").implement({
  description: "Conditions that must all hold.",
  fields: (t) => ({
    name: t.exposeString("name", { nullable: true, description: "What people call it." }),
    conditions: t.field({
      type: [FilterCondition],
      description: "AND'd.",
      resolve: (filter) => filter.conditions,
    }),
  }),
});
