/**
 * Why an event matched or not: per filter a block with its letter, per condition a mark, the sentence, and what was
 * found. The same block in the editor's preview and on an event's page. Not matching is not an error: never red.
 */
import clsx from "clsx";
import { Check, X } from "lucide-react";
import type { ConditionOperator } from "#webhooks/operators";
import { filterLetter } from "../wording/filter-letter.ts";
import { conditionSentence } from "../wording/filter-sentence.ts";
import { Sentence } from "./sentence.tsx";
import { withKeys } from "./with-keys.ts";

export type ExplainedCondition = {
  field: string;
  operator: ConditionOperator;
  values: readonly string[];
  found: boolean;
  actual: unknown;
  matched: boolean;
};
export type ExplainedFilter = { matched: boolean; conditions: readonly ExplainedCondition[] };

export function Explanation({ filters }: { filters: readonly ExplainedFilter[] }) {
  if (filters.length === 0)
    return <p className="text-dense text-ink-2">It has no filters: every event of its trigger matches.</p>;
  return filters.map((filter, index) => (
    <section key={filterLetter(index)} aria-label={`Filter ${filterLetter(index)}`}>
      {index > 0 ? <OrLine /> : null}
      <div className="overflow-hidden rounded-panel border border-line bg-surface">
        <div className="flex items-center gap-2 bg-sunken px-3 py-1.75 text-meta font-medium">
          Filter {filterLetter(index)}
          <span className={clsx("ml-auto flex items-center gap-1.25", filter.matched ? "text-ok-ink" : "text-ink-2")}>
            {filter.matched ? (
              <Check size={13} strokeWidth={2.5} aria-hidden="true" />
            ) : (
              <X size={13} strokeWidth={2.5} aria-hidden="true" />
            )}
            {filter.matched ? "holds" : "does not hold"}
          </span>
        </div>
        <ul>
          {withKeys(filter.conditions, ({ field }) => field).map(({ key, item }) => (
            <ConditionLine key={key} condition={item} />
          ))}
        </ul>
      </div>
    </section>
  ));
}

function ConditionLine({ condition }: { condition: ExplainedCondition }) {
  return (
    <li className="grid grid-cols-[18px_minmax(0,1fr)] gap-x-1.5 gap-y-0.5 border-t border-line px-3 py-2 text-dense">
      {condition.matched ? (
        <Check size={15} strokeWidth={2.25} role="img" aria-label="Holds:" className="mt-px text-ok" />
      ) : (
        <X size={15} strokeWidth={2.25} role="img" aria-label="Does not hold:" className="mt-px text-ink-3" />
      )}
      <span className="wrap-anywhere text-ink-2">
        <Sentence parts={conditionSentence(condition)} />
      </span>
      <span className="col-start-2 text-meta wrap-anywhere text-ink-2">{foundSentence(condition)}</span>
    </li>
  );
}

function foundSentence({ found, actual }: ExplainedCondition): string {
  if (!found) return "The event has no such field.";
  if (Array.isArray(actual))
    return actual.length === 0 ? "Found an empty list." : `Found ${actual.map(quoted).join(", ")}.`;
  return `Found ${quoted(actual)}.`;
}

function quoted(value: unknown): string {
  return typeof value === "string" ? `“${value}”` : JSON.stringify(value);
}

function OrLine() {
  return (
    <div
      aria-hidden="true"
      className="my-2 flex items-center gap-2 text-meta font-semibold text-ink-3 before:h-px before:w-3 before:bg-line-strong after:h-px after:flex-1 after:bg-line-strong"
    >
      or
    </div>
  );
}
