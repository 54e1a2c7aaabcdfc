"use client";
/** The preview: how many of the newest events would have matched, and each of them to open, condition by condition. */
import { Check, ChevronRight, Minus } from "lucide-react";
import { memo, useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { Checkbox } from "#ui/checkbox";
import { Explanation } from "#ui/explanation";
import { Segmented } from "#ui/segmented";
import { Time } from "#ui/time";
import { withKeys } from "../../../ui/with-keys.ts";
import { eventPriority, eventTitle } from "../../../wording/event-title.ts";
import { triggerNoun } from "../../../wording/field-label.ts";
import { filterLetter } from "../../../wording/filter-letter.ts";
import { countOf, formatCount } from "../../../wording/numbers.ts";
import type { EditorEventType, FilterPreview } from "./documents.ts";
import type { EditorValues } from "./editor-form.ts";
import { MatchStrip } from "./match-strip.tsx";
import { PasteField } from "./paste-field.tsx";
import { type PreviewSource, usePreview } from "./preview-state.tsx";

const SHOWN_MAX = 8;
const SOURCES: readonly { value: PreviewSource; label: string }[] = [
  { value: "recent", label: "Recent" },
  { value: "sample", label: "Sample" },
  { value: "paste", label: "Paste" },
];

/** Drawn anew for a new answer only, not with the editor around it. */
export const Preview = memo(function Preview({ eventTypes }: { eventTypes: readonly EditorEventType[] }) {
  const { control } = useFormContext<EditorValues>();
  const trigger = useWatch({ control, name: "trigger" });
  const { source, setSource, preview, problem, tried, unfinished } = usePreview();
  const sample = eventTypes.find(({ name }) => name === trigger)?.sample;
  return (
    <section
      aria-labelledby="preview"
      className="card min-w-0 lg:sticky lg:top-5 lg:max-h-[calc(100dvh-40px)] lg:overflow-y-auto"
    >
      <header className="flex flex-wrap items-center gap-2 border-b border-line px-3.5 py-2.5">
        <h2 id="preview" className="mr-auto font-semibold">
          Preview
        </h2>
        <Segmented label="Compare with" options={SOURCES} value={source} onChange={setSource} />
      </header>
      {source === "paste" && trigger !== "" ? <PasteField sample={sample} /> : null}
      {problem ? <p className="px-3.5 py-3 text-dense text-bad-ink">{problem}</p> : null}
      {trigger !== "" && unfinished > 0 ? (
        <p className="px-3.5 pt-3 text-dense text-warn-ink">
          {unfinished === 1 ? "1 unfinished condition is" : `${unfinished} unfinished conditions are`} left out here.
        </p>
      ) : null}
      {trigger === "" ? (
        <p className="px-3.5 py-3 text-dense text-ink-2">
          Select a trigger to see which of its newest events would have matched.
        </p>
      ) : preview ? (
        <PreviewAnswer preview={preview} source={source} trigger={trigger} tried={tried} />
      ) : problem || (source === "paste" && !tried) ? null : (
        <p className="px-3.5 py-3 text-dense text-ink-3">Comparing…</p>
      )}
    </section>
  );
});

/** "38 of 200", for the save bar on phones; nothing while there is nothing to count. */
export function PreviewCount() {
  const { preview, source } = usePreview();
  if (!preview || source !== "recent" || preview.evaluated === 0) return null;
  return (
    <>
      {formatCount(preview.matched)} of {formatCount(preview.evaluated)}
    </>
  );
}

type PreviewAnswerProps = { preview: FilterPreview; source: PreviewSource; trigger: string; tried: unknown };

function PreviewAnswer({ preview, source, trigger, tried }: PreviewAnswerProps) {
  const [onlyMatches, setOnlyMatches] = useState(false);
  const noun = triggerNoun(trigger);
  if (source === "recent" && preview.evaluated === 0) {
    return (
      <p className="px-3.5 py-3 text-dense text-ink-2">
        No {trigger} has come in yet, so there is nothing to compare with. The sample shows what one looks like.
      </p>
    );
  }
  const results = onlyMatches ? preview.results.filter(({ matched }) => matched) : preview.results;
  return (
    <>
      <div className="px-3.5 pt-3 pb-3" aria-live="polite">
        {source !== "recent" ? (
          <p className="text-section">
            {source === "sample" ? "The sample" : "This event"}{" "}
            {preview.matched > 0 ? "would match" : "would not match"}
          </p>
        ) : (
          <p>
            <span className="mr-1.5 text-[28px] leading-8 font-semibold tracking-[-0.02em]">
              {formatCount(preview.matched)}
            </span>
            <span className="text-ink-2">of the last {countOf(preview.evaluated, noun)} would have matched</span>
          </p>
        )}
        {source === "recent" ? (
          <>
            <MatchStrip results={preview.results} />
            <CountsByFilter counts={preview.matchedByFilter} />
          </>
        ) : null}
      </div>
      {withKeys(results.slice(0, SHOWN_MAX), ({ event }) => event?.id ?? "tried").map(({ key, item }) => (
        <PreviewedEvent
          key={key}
          result={item}
          trigger={trigger}
          payload={item.event?.payload ?? tried}
          opens={source !== "recent"}
        />
      ))}
      {source === "recent" ? (
        <div className="flex flex-wrap items-center gap-x-4 border-t border-line px-3.5 py-1.5 text-dense text-ink-2">
          <Checkbox checked={onlyMatches} onChange={(event) => setOnlyMatches(event.target.checked)}>
            Show only matches
          </Checkbox>
          {results.length > SHOWN_MAX ? <span className="text-meta text-ink-3">Newest {SHOWN_MAX} shown</span> : null}
        </div>
      ) : null}
    </>
  );
}

/** With one filter the count of all says it already. */
function CountsByFilter({ counts }: { counts: readonly number[] }) {
  if (counts.length < 2) return null;
  return (
    <p className="mt-2 flex flex-wrap gap-x-4 text-meta text-ink-2">
      {counts.map((count, index) => (
        <span key={filterLetter(index)}>
          Filter {filterLetter(index)} <b className="font-semibold text-ink">{formatCount(count)}</b>
        </span>
      ))}
    </p>
  );
}

type Result = FilterPreview["results"][number];
type PreviewedEventProps = { result: Result; trigger: string; payload: unknown; opens: boolean };

/** Why is drawn once somebody opens it: of large filters it is long, and the preview comes anew with every pause in typing. */
function PreviewedEvent({ result, trigger, payload, opens }: PreviewedEventProps) {
  const [isOpen, setIsOpen] = useState(opens);
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
          <span className="block text-meta text-ink-3">
            {[eventPriority(payload), verdict(result)].filter(Boolean).join(" · ")}
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
          <Explanation filters={result.filters} />
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

function verdict(result: Result): string {
  if (result.filters.length === 0) return result.matched ? "every event passes" : OTHER_TYPE;
  const letters = result.filters.flatMap((filter, index) => (filter.matched ? [filterLetter(index)] : []));
  if (letters.length === 0) return "no filter holds";
  if (!result.matched) return OTHER_TYPE;
  return `by filter${letters.length > 1 ? "s" : ""} ${letters.join(" and ")}`;
}
