/** Values of a condition that its field never takes, because the catalogue knows all that it takes. */
import type { FilterCondition } from "./filter.ts";
import { nearestText } from "./near-text.ts";
import { foldText } from "./operators.ts";

/** `near`: what was probably meant, spelled as in the catalogue: "Emergency" for "Emergancy". */
export type ImpossibleValue = { value: string; near: string | null };

/** `knownValues` null: not known, so nothing is impossible. */
export function impossibleValues(
  knownValues: readonly string[] | null,
  { operator, values }: Pick<FilterCondition, "operator" | "values">,
): ImpossibleValue[] {
  if (knownValues === null || (operator !== "IS_ANY_OF" && operator !== "IS_NONE_OF")) return [];
  const taken = new Set(knownValues.map(foldText));
  return values
    .filter((value) => !taken.has(foldText(value)))
    .map((value) => ({ value, near: nearestText(value, knownValues) }));
}
