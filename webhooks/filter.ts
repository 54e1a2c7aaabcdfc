/**
 * Filters: what they are. A filter's conditions are AND'd; an integration's filters are OR'd; no filter lets every
 * event through.
 */
import type { ConditionOperator } from "./operators.ts";

/** `values` is empty for EXISTS and NOT_EXISTS, and has at least one entry otherwise. */
export type FilterCondition = { field: string; operator: ConditionOperator; values: string[] };
export type EventFilter = { name: string | null; conditions: FilterCondition[] };

export type ConditionExplanation = FilterCondition & { found: boolean; actual: unknown; matched: boolean };
export type FilterExplanation = { matched: boolean; conditions: ConditionExplanation[] };
export type Explanation = { matched: boolean; filters: FilterExplanation[] };
