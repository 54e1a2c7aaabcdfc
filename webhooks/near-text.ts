/** Which of some texts was probably meant by one that was typed. */
import { distance } from "fastest-levenshtein";
import { foldText } from "./operators.ts";

/** The one of which the fewest letters and digits differ, if they are few for its length; null: none is like it. */
export function nearestText(text: string, candidates: readonly string[]): string | null {
  const letters = (any: string) => foldText(any).replace(/[^\p{L}\p{N}]/gu, "");
  const own = letters(text);
  let best: string | null = null;
  let fewest = Math.floor(own.length / 4) + 1;
  for (const candidate of candidates) {
    const differing = distance(own, letters(candidate));
    if (differing < fewest) {
      best = candidate;
      fewest = differing;
    }
  }
  return best;
}
