"use client";
/** The preview: how many of the newest events would have matched, and each of them to open, condition by condition. */
import { memo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useFormContext, useWatch } from "react-hook-form";
import { Button } from "#ui/button";
import { Checkbox } from "#ui/checkbox";
import { Segmented } from "#ui/segmented";
import { withKeys } from "../../../ui/with-keys.ts";
import { triggerNoun } from "../../../wording/field-label.ts";
import { filterLetter } from "../../../wording/filter-letter.ts";
import { countOf, formatCount } from "../../../wording/numbers.ts";
import type { EditorEventType, FilterPreview } from "./documents.ts";
import type { EditorValues } from "./editor-form.ts";
import { MatchStrip } from "./match-strip.tsx";
import { PasteField } from "./paste-field.tsx";
import { type Asked, type PreviewSource, usePreview } from "./preview-state.tsx";
import { PreviewedEvent } from "./previewed-event.tsx";

const SHOWN_FIRST = 8;
const SHOWN_MORE = 25;
const SOURCES: readonly { value: PreviewSource; label: string }[] = [
  { value: "recent", label: "Recent" },
  { value: "sample", label: "Sample" },
  { value: "paste", label: "Paste" },
];

/** Drawn anew for a new answer only, not with the editor around it. */
export const Preview = memo(function Preview({ eventTypes }: { eventTypes: readonly EditorEventType[] }) {
  const { control } = useFormContext<EditorValues>();
  const trigger = useWatch({ control, name: "trigger" });
  const { source, setSource, preview, asked, problem, tried, unfinished } = usePreview();
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
        <PreviewAnswer key={`${source} ${trigger}`} preview={preview} asked={asked} source={source} trigger={trigger} />
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

type PreviewAnswerProps = { preview: FilterPreview; asked: Asked; source: PreviewSource; trigger: string };

function PreviewAnswer({ preview, asked, source, trigger }: PreviewAnswerProps) {
  const [onlyMatches, setOnlyMatches] = useState(false);
  const [shownMax, setShownMax] = useState(SHOWN_FIRST);
  const list = useRef<HTMLDivElement>(null);
  const noun = triggerNoun(trigger);
  if (source === "recent" && preview.evaluated === 0) {
    return (
      <p className="px-3.5 py-3 text-dense text-ink-2">
        No {trigger} has come in yet, so there is nothing to compare with. The sample shows what one looks like.
      </p>
    );
  }
  const results = onlyMatches ? preview.results.filter(({ matched }) => matched) : preview.results;
  const shown = results.slice(0, shownMax);
  const hidden = results.length - shown.length;
  /** The focus goes on where the list does: the button stands below what it brought. */
  function showMore() {
    flushSync(() => setShownMax(shown.length + SHOWN_MORE));
    list.current?.querySelectorAll("summary")[shown.length]?.focus();
  }
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
      <div ref={list}>
        {withKeys(shown, ({ event }) => event?.id ?? "tried").map(({ key, item }) => (
          <PreviewedEvent
            key={key}
            result={item}
            trigger={trigger}
            payload={item.event?.payload ?? asked.event}
            filters={asked.filters}
            opens={source !== "recent"}
          />
        ))}
      </div>
      {source === "recent" ? (
        <div className="flex flex-wrap items-center gap-x-4 border-t border-line px-3.5 py-1.5 text-dense text-ink-2">
          {hidden > 0 ? (
            <p className="flex w-full items-center justify-between gap-3 py-0.5 text-meta text-ink-3">
              Newest {formatCount(shown.length)} of {formatCount(results.length)}
              <Button small onClick={showMore}>
                Show {Math.min(SHOWN_MORE, hidden)} more
              </Button>
            </p>
          ) : null}
          <Checkbox checked={onlyMatches} onChange={(event) => setOnlyMatches(event.target.checked)}>
            Show only matches
          </Checkbox>
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
