/** The operators of conditions. */
import type { ConditionOperator as Operator } from "#webhooks/operators";
import { builder } from "../builder.ts";

export const ConditionOperator = builder.enumType("ConditionOperator", {
  description:
    "Comparison ignores letter case and the white space around a value. Booleans compare as true/false, numbers by value (1 = 1.0). A list matches if any element does. A missing or null field matches IS_NONE_OF and NOT_EXISTS only.",
  values: {
    IS_ANY_OF: { value: "IS_ANY_OF", description: "Equals one of the values." },
    IS_NONE_OF: { value: "IS_NONE_OF", description: "Equals none of the values, or is missing." },
    STARTS_WITH: { value: "STARTS_WITH", description: "Starts with one of the values." },
    ENDS_WITH: { value: "ENDS_WITH", description: "Ends with one of the values." },
    CONTAINS: { value: "CONTAINS", description: "Contains one of the values." },
    GREATER_THAN: { value: "GREATER_THAN", description: "Is greater than one of the values." },
    LESS_THAN: { value: "LESS_THAN", description: "Is less than one of the values." },
    EXISTS: { value: "EXISTS", description: "Is present and not null; takes no values." },
    NOT_EXISTS: { value: "NOT_EXISTS", description: "Is missing or null; takes no values." },
  } as const satisfies Record<Operator, unknown>,
});
