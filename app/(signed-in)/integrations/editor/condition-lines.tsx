/** The conditions of a filter to read only, each on a line of its own, in the words of the sentence above the form. */
import { Sentence } from "#ui/sentence";
import { withKeys } from "../../../ui/with-keys.ts";
import { conditionSentence, sentenceText } from "../../../wording/filter-sentence.ts";
import type { ConditionValues } from "./editor-form.ts";

/** As high as the fields that take their place, where there is room for these on one line. */
export function ConditionLines({ conditions }: { conditions: readonly ConditionValues[] }) {
  const lines = withKeys(
    conditions.map((condition) => conditionSentence(condition)),
    sentenceText,
  );
  return (
    <ul className="px-2.5 pt-3 pb-10 text-dense text-ink-2 md:pb-12 md:pl-3.5">
      {lines.map(({ key, item, index }) => (
        <li key={key} className="flex min-h-10.5 gap-2 py-2 leading-4.5">
          <span className="w-7 flex-none text-meta leading-4.5 font-semibold text-ink-3 md:w-8">
            {index === 0 ? "if" : "and"}
          </span>{" "}
          <span className="min-w-0">
            <Sentence parts={item} />
          </span>
        </li>
      ))}
    </ul>
  );
}
