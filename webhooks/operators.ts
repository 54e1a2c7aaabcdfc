/** The operators a condition can use. */
export const CONDITION_OPERATORS = [
  "IS_ANY_OF",
  "IS_NONE_OF",
  "STARTS_WITH",
  "ENDS_WITH",
  "CONTAINS",
  "GREATER_THAN",
  "LESS_THAN",
  "EXISTS",
  "NOT_EXISTS",
] as const;
export type ConditionOperator = (typeof CONDITION_OPERATORS)[number];
