"use client";
/**
 * One event of the preview: whether it would have matched, and to open, condition by condition, why. The server says
 * whether; why is worked out here, by the same code: of large filters it is many times as long, it is wanted of few
 * events, and the preview comes anew with every pause in typing.
 */
import { Check, ChevronRight, Minus } from "lucide-react";
import { useMemo, useState } from "react";
import { Explanation } from "#ui/explanation";
import { Time } from "#ui/time";
import type { EventPayload } from "#webhooks/event-payload";
import { explainFilters, type FilterExplanation, parseFilters } from "#webhooks/filter";
import { eventPriority, eventTitle } from "../../../wording/event-title.ts";
import { filterLetter } from "../../../wording/filter-letter.ts";
import { missedSentence } from "../../../wording/filter-sentence.ts";
import type { FilterPreview } from "./documents.ts";
import type { FilterInput } from "./preview-state.tsx";

type Result = FilterPreview["results"][number];
type PreviewedEventProps = {
  result: Result;
  trigger: string;
  /** The whole event; one without a type is of the trigger's. */
  payload: unknown;
  /** That the result is of. */
  filters: readonly FilterInput[];
  opens: boolean;
};

export function PreviewedEvent({ result, trigger, payload, filters, opens }: PreviewedEventProps) {
  const [isOpen, setIsOpen] = useState(opens);
  const isExplained = isOpen || filters.length === 1;
  const explained = useMemo(
    () => (isExplained ? explain(filters, eventOf(payload, trigger)) : []),
    [isExplained, filters, payload, trigger],
  );
  const Mark = result.matched ? Check : Minus;
  return (
    <details
      open={isOpen}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
      className="group/event border-t border-line"
    >
      <summary className="flex items-start gap-2 px-3.5 py-2.25 text-dense -outline-offset-2 hover:bg-hover">
        <Mark
          size={15}
          strokeWidth={2.25}
          aria-hidden="true"
          className={result.matched ? "mt-0.5 text-ok" : "mt-0.5 text-ink-3"}
        />
        <span className="min-w-0 flex-1">
          <span className="block font-medium wrap-anywhere" dir="auto">
            {eventTitle(trigger, payload)}
          </span>
          <span className="block text-meta wrap-anywhere text-ink-3">
            {[eventPriority(payload), verdict(result, explained)].filter(Boolean).join(" · ")}
          </span>
        </span>
        {result.event ? (
          <span className="text-meta text-ink-3">
            <Time at={result.event.receivedAt} />
          </span>
        ) : null}
        <ChevronRight
          size={15}
          aria-hidden="true"
          className="mt-0.5 text-ink-3 transition-transform duration-150 group-open/event:rotate-90"
        />
      </summary>
      {isOpen ? (
        <div className="px-3.5 pt-0.5 pb-3.5">
          <Explanation filters={explained} />
          {result.event ? (
            <p className="mt-2 text-dense">
              <a
                href={`/events/${result.event.id}`}
                target="_blank"
                rel="noreferrer"
                className="text-accent-ink underline underline-offset-2"
              >
                Open this event in a new tab
              </a>
            </p>
          ) : null}
        </div>
      ) : null}
    </details>
  );
}

const OTHER_TYPE = "not of the trigger's type";

/** By the filters as the server reads them; it has answered, so it found no fault in them. */
function explain(filters: readonly FilterInput[], event: EventPayload): FilterExplanation[] {
  const parsed = parseFilters(filters, []);
  return parsed.ok ? explainFilters(parsed.value, event).filters : [];
}

function eventOf(payload: unknown, trigger: string): EventPayload {
  const given = typeof payload === "object" && payload !== null ? payload : {};
  return { type: trigger, metadata: {}, data: {}, ...given };
}

/** `explained`: at least where there is one filter only. */
function verdict(result: Result, explained: readonly FilterExplanation[]): string {
  if (result.filters.length === 0) return result.matched ? "every event passes" : OTHER_TYPE;
  const letters = result.filters.flatMap((filter, index) => (filter.matched ? [filterLetter(index)] : []));
  if (letters.length === 0) return missOf(explained, result.filters.length);
  if (!result.matched) return OTHER_TYPE;
  return `by filter${letters.length > 1 ? "s" : ""} ${letters.join(" and ")}`;
}

/** With one filter the first condition that the event misses; with several no single one decides. */
function missOf([only]: readonly FilterExplanation[], filterCount: number): string {
  const missed = filterCount === 1 && only?.conditions.find(({ matched }) => !matched);
  return missed ? missedSentence(missed) : "no filter holds";
}
