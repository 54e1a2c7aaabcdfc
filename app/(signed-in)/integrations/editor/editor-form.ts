/**
 * What a person fills in for an integration: the shape of the form, how it becomes GraphQL input, and which field a
 * fault of the server belongs to. At most one action can be to a new subscription; its fields are `subscription`.
 */
import type { VariablesOf } from "gql.tada";
import type { FieldPath } from "react-hook-form";
import { type ConditionOperator, OPERATORS } from "#webhooks/operators";
import { NAME_CHARACTERS_MAX } from "#webhooks/text";
import type { ServerFault } from "../../../server-faults.ts";
import { wholeNumber } from "../../../whole-number.ts";
import {
  createInput,
  newSubscriptionValues,
  type SubscriptionValues,
  subscriptionField,
} from "../../subscriptions/form/subscription-form.ts";
import type { CreateIntegration, StoredIntegration } from "./documents.ts";

export type ConditionValues = { field: string; operator: ConditionOperator; values: string[] };
export type FilterValues = { name: string; conditions: ConditionValues[] };
export type ActionValues = { target: "existing" | "new"; subscriptionId: string };

export type EditorValues = {
  trigger: string;
  action: "WEBHOOK";
  name: string;
  filters: FilterValues[];
  actions: ActionValues[];
  subscription: SubscriptionValues;
  /** As typed; empty: its silence is not watched. */
  quietAfterHours: string;
  isEnabled: boolean;
};

export const EMPTY_CONDITION: ConditionValues = { field: "", operator: "IS_ANY_OF", values: [] };
export const EMPTY_FILTER: FilterValues = { name: "", conditions: [EMPTY_CONDITION] };

/** A new integration: enabled by default, as the guide says. */
export const NEW_INTEGRATION: EditorValues = {
  trigger: "",
  action: "WEBHOOK",
  name: "",
  filters: [],
  actions: [{ target: "existing", subscriptionId: "" }],
  subscription: newSubscriptionValues([]),
  quietAfterHours: "",
  isEnabled: true,
};

/** A new integration that sends to a new subscription. */
export function newTo(subscription: Partial<SubscriptionValues>): EditorValues {
  return {
    ...NEW_INTEGRATION,
    actions: [{ target: "new", subscriptionId: "" }],
    subscription: { ...NEW_INTEGRATION.subscription, ...subscription },
  };
}

export function valuesOf(integration: StoredIntegration): EditorValues {
  return {
    trigger: integration.trigger.name,
    action: "WEBHOOK",
    name: integration.name,
    filters: integration.filters.map((filter) => ({ name: filter.name ?? "", conditions: filter.conditions })),
    actions: integration.actions.map(({ subscription }) => ({ target: "existing", subscriptionId: subscription.id })),
    subscription: newSubscriptionValues([integration.trigger.name]),
    quietAfterHours: integration.quietAfterHours?.toString() ?? "",
    isEnabled: integration.isEnabled,
  };
}

/** "Copy of Alerts to 911 CAD"; cut to what a name may hold. */
export function copyName(name: string): string {
  return `Copy of ${name}`.slice(0, NAME_CHARACTERS_MAX);
}

type CreateInput = VariablesOf<typeof CreateIntegration>["input"];

export function integrationInput(values: EditorValues): CreateInput {
  return {
    name: values.name,
    trigger: values.trigger,
    filters: values.filters.map(filterInput),
    actions: values.actions.map((action) => ({
      type: values.action,
      ...(action.target === "new"
        ? { newSubscription: createInput(values.subscription, "INTEGRATION") }
        : action.subscriptionId === ""
          ? {}
          : { subscriptionId: action.subscriptionId }),
    })),
    quietAfterHours: values.quietAfterHours.trim() === "" ? null : wholeNumber(values.quietAfterHours),
    isEnabled: values.isEnabled,
  };
}

export function filterInput(filter: FilterValues) {
  return {
    name: filter.name.trim() || null,
    conditions: filter.conditions.map(({ field, operator, values }) => ({
      field: field.trim(),
      operator,
      values: OPERATORS[operator].needsValues ? values : [],
    })),
  };
}

/** The form's field of a fault's path; null: the integration as a whole. */
export function integrationField(path: readonly string[]): FieldPath<EditorValues> | null {
  const [first, index, third, conditionIndex, key] = path;
  if (first === "name" || first === "trigger" || first === "quietAfterHours") return first;
  if (first === "actions") return actionField(Number(index ?? 0), path.slice(2));
  if (first !== "filters" || index === undefined) return null;
  const filter = Number(index);
  if (third === "name") return `filters.${filter}.name`;
  if (conditionIndex === undefined) return `filters.${filter}.conditions`;
  const condition = Number(conditionIndex);
  if (key === "operator") return `filters.${filter}.conditions.${condition}.operator`;
  if (key === "values") return `filters.${filter}.conditions.${condition}.values`;
  return `filters.${filter}.conditions.${condition}.field`;
}

/** What the server says against an integration, in words for who fills in the form: a trigger is chosen, not typed. */
export function editorFaults(faults: readonly ServerFault[]): ServerFault[] {
  return faults.map((fault) =>
    fault.path[0] === "trigger" && fault.code === "REQUIRED" ? { ...fault, message: "Choose a trigger." } : fault,
  );
}

function actionField(index: number, rest: readonly string[]): FieldPath<EditorValues> {
  if (rest[0] === "newSubscription") return subscriptionField(rest.slice(1)) ?? "subscription.uri";
  return `actions.${index}.subscriptionId`;
}

/**
 * What a new one begins as, other than empty. `key` tells one such beginning from the others; `tried`: an event as JSON
 * that the preview tries the filters with.
 */
export type EditorStart = { key: string; values: EditorValues; tried?: string };

/** What the form begins with. */
export function startOf(integration: StoredIntegration | undefined, start: EditorStart | undefined): EditorValues {
  return integration ? valuesOf(integration) : (start?.values ?? NEW_INTEGRATION);
}
