/** Every integration of the event's trigger: whether it matched, in a word and a sentence, and condition by condition. */
import { ChevronDown } from "lucide-react";
import Link from "next/link";
import { Explanation } from "#ui/explanation";
import { MATCH_OUTCOME, Status } from "#ui/status";
import { filterLetter } from "../../../wording/filter-letter.ts";
import { conditionSentence, sentenceText } from "../../../wording/filter-sentence.ts";
import type { EventMatch } from "./documents.ts";

const RANK = { MATCHED: 0, SUBSCRIPTION_EXCLUDES_TYPE: 1, NOT_MATCHED: 2, DISABLED: 3 };

/** Matches first; the first one is open. */
export function MatchList({ matches }: { matches: readonly EventMatch[] }) {
  const ordered = [...matches].sort((a, b) => RANK[a.outcome] - RANK[b.outcome]);
  if (ordered.length === 0) return <p className="text-dense text-ink-2">No integration listens to this event type.</p>;
  return (
    <ul className="card overflow-hidden">
      {ordered.map((match, index) => (
        <li key={match.integration.id} className="border-t border-line first:border-t-0">
          <details open={index === 0} className="group/match">
            <summary className="relative flex flex-wrap items-start gap-x-3 gap-y-1 px-3.5 py-2.5 pr-9 -outline-offset-2 hover:bg-hover md:flex-nowrap">
              <span className="w-full flex-none md:w-35">
                <Status status={MATCH_OUTCOME[match.outcome]} />
              </span>
              <span className="min-w-0 flex-1">
                <span className="block font-medium wrap-anywhere" dir="auto">
                  {match.integration.name}
                </span>
                <span className="block text-dense text-pretty wrap-anywhere text-ink-2">{reasonOf(match)}</span>
              </span>
              <ChevronDown
                size={16}
                aria-hidden="true"
                className="absolute top-3 right-3 text-ink-3 transition-transform duration-150 group-open/match:rotate-180"
              />
            </summary>
            <div className="px-3.5 pt-0.5 pb-3.5 md:pl-[166px]">
              {match.explanation ? <Explanation filters={match.explanation.filters} /> : null}
              <p className="mt-2 text-dense">
                {match.integration.deletedAt ? (
                  <span className="text-ink-3">This integration has been deleted since.</span>
                ) : (
                  <Link
                    prefetch={false}
                    href={`/integrations/${match.integration.id}`}
                    className="text-accent-ink underline underline-offset-2"
                  >
                    Open this integration
                  </Link>
                )}
              </p>
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}

function reasonOf(match: EventMatch): string {
  const filters = match.explanation?.filters ?? [];
  switch (match.outcome) {
    case "MATCHED":
      return filters.length === 0 ? "It has no filters: every event matches." : `By ${holdingFilters(match)}.`;
    case "SUBSCRIPTION_EXCLUDES_TYPE":
      return `The filters match, but ${match.integration.actions.map(({ subscription }) => subscription.name).join(" and ")} does not listen to this event type.`;
    case "DISABLED":
      return match.explanation?.matched
        ? "Disabled at that time. Its filters would have matched."
        : "Disabled at that time. Its filters would not have matched.";
    case "NOT_MATCHED":
      return missSentence(match);
  }
}

function holdingFilters(match: EventMatch): string {
  const letters = (match.explanation?.filters ?? []).flatMap((filter, index) =>
    filter.matched ? [filterLetter(index)] : [],
  );
  return `filter${letters.length === 1 ? "" : "s"} ${letters.join(" and ")}`;
}

/** The first condition that fails, when there is one filter; a count when there are several. */
function missSentence(match: EventMatch): string {
  const filters = match.explanation?.filters ?? [];
  const first = filters[0]?.conditions.find((condition) => !condition.matched);
  if (filters.length !== 1 || !first)
    return filters.length === 2 ? "Neither filter holds." : `None of its ${filters.length} filters holds.`;
  const wanted = `It asks for ${sentenceText(conditionSentence(first))}; the event has`;
  if (!first.found) return `${wanted} no such field.`;
  return `${wanted} ${JSON.stringify(first.actual)}.`;
}
