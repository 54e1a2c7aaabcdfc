/** Inputs that make and change integrations. Bounds and rules: webhooks/integration and webhooks/filter. */
import { builder } from "../builder.ts";
import { ConditionOperator } from "./condition-operator.ts";
import { ActionType } from "./integration.ts";
import { CreateWebhookSubscriptionInput } from "./subscription-input.ts";

const FilterConditionInput = builder.inputType("FilterConditionInput", {
  description: "A test of one field of an event.",
  fields: (t) => ({
    field: t.string({ required: true, description: "Dotted, from the event's root: metadata.attributes.priority." }),
    operator: t.field({ type: ConditionOperator, description: "Default IS_ANY_OF." }),
    values: t.stringList({ description: "Empty for EXISTS and NOT_EXISTS, else 1 to 1,000 of 1 to 1,000 characters." }),
  }),
});

export const EventFilterInput = builder.inputType("EventFilterInput", {
  description: "Conditions that must all hold.",
  fields: (t) => ({
    name: t.string({ description: "1 to 200 characters." }),
    conditions: t.field({ type: [FilterConditionInput], required: true, description: "At most 50." }),
  }),
});

const IntegrationActionInput = builder.inputType("IntegrationActionInput", {
  description: "What happens on a match: exactly one of subscriptionId and newSubscription.",
  fields: (t) => ({
    type: t.field({ type: ActionType, description: "Default WEBHOOK." }),
    subscriptionId: t.id({ description: "A subscription of mode INTEGRATION." }),
    newSubscription: t.field({
      type: CreateWebhookSubscriptionInput,
      description: "One that is made with the integration; its mode is INTEGRATION.",
    }),
  }),
});

export const CreateIntegrationInput = builder.inputType("CreateIntegrationInput", {
  description: "An integration to make.",
  fields: (t) => ({
    externalId: t.string({ description: "Your own id for it, 1 to 200 characters; unique per tenant." }),
    name: t.string({ required: true, description: "1 to 200 characters." }),
    trigger: t.string({ required: true, description: "The event type to listen to." }),
    filters: t.field({ type: [EventFilterInput], description: "OR'd, at most 50; none: everything matches." }),
    actions: t.field({ type: [IntegrationActionInput], required: true, description: "1 to 10." }),
    isEnabled: t.boolean({ description: "Default true." }),
    quietAfterHours: t.int({
      description: "Tell of it after so many hours without a match, 1 to 8,760; none: its silence means nothing.",
    }),
  }),
});

export const UpdateIntegrationInput = builder.inputType("UpdateIntegrationInput", {
  description: "Absent fields stay as they are.",
  fields: (t) => ({
    id: t.id({ required: true, description: "int_…" }),
    version: t.int({ description: "If given, refuses with CONFLICT unless current." }),
    externalId: t.string({ description: "Your own id for it; null removes it." }),
    name: t.string({ description: "1 to 200 characters." }),
    trigger: t.string({ description: "The event type to listen to." }),
    filters: t.field({ type: [EventFilterInput], description: "All of them anew; null removes them." }),
    actions: t.field({ type: [IntegrationActionInput], description: "All of them anew, 1 to 10." }),
    isEnabled: t.boolean({ description: "false: it sends nothing." }),
    quietAfterHours: t.int({ description: "1 to 8,760; null: its silence means nothing." }),
  }),
});

export const RestoreIntegrationInput = builder.inputType("RestoreIntegrationInput", {
  description: "Which integration goes back to which revision.",
  fields: (t) => ({
    id: t.id({ required: true, description: "int_…" }),
    revision: t.int({ required: true, description: "The revision's version." }),
    version: t.int({ description: "If given, refuses with CONFLICT unless current." }),
  }),
});
