/**
 * Attempts on a time axis: a disc with a tick arrived, a cross failed, a dashed ring is to come, the petrol line is now.
 * Purely a picture: its label says it in a sentence, and the same attempts stand below it as a list.
 */
import clsx from "clsx";
import type { ReactNode } from "react";
import { type LaneMark, type LaneSpan, laneLabels, laneShare, NARROW_PX, thinned, WIDE_PX } from "./lane-axis.ts";
import { withKeys } from "./with-keys.ts";

const HEIGHT = 24;
const MIDDLE = HEIGHT / 2;
/** Keeps a mark at an end inside the picture. */
const EDGE = 2;
const RING_GAP_PX = 12;

type AttemptLaneProps = {
  span: LaneSpan;
  /** Oldest first. */
  marks: readonly LaneMark[];
  /** The whole picture in one sentence. */
  label: string;
};

export function AttemptLane({ span, marks, label }: AttemptLaneProps) {
  const planned = marks.filter(({ kind }) => kind === "planned");
  const made = marks.filter(({ kind }) => kind !== "planned");
  const shares = planned.map(({ at }) => laneShare(span, at));
  const wide = thinned(shares, RING_GAP_PX, WIDE_PX);
  const narrow = thinned(shares, RING_GAP_PX, NARROW_PX);
  return (
    <svg role="img" aria-label={label} width="100%" height={HEIGHT} className="block overflow-visible">
      <line x1="0" x2="100%" y1={MIDDLE} y2={MIDDLE} className="stroke-line-strong" />
      {span.now === null ? null : (
        <line
          x1={placeOf(span, span.now)}
          x2={placeOf(span, span.now)}
          y1="0"
          y2={HEIGHT}
          strokeWidth={1.5}
          className="stroke-accent-ink"
        />
      )}
      {withKeys(planned, ({ at }) => String(at)).map(({ key, item, index }) =>
        wide.has(index) ? (
          <circle
            key={key}
            cx={placeOf(span, item.at)}
            cy={MIDDLE}
            r={4}
            strokeWidth={1.5}
            strokeDasharray="2 1.6"
            className={clsx("fill-surface stroke-warn", narrow.has(index) ? undefined : "max-md:hidden")}
          />
        ) : null,
      )}
      {withKeys(made, ({ at }) => String(at)).map(({ key, item }) => (
        <svg key={key} x={placeOf(span, item.at)} y={MIDDLE} overflow="visible" aria-hidden="true">
          {item.kind === "arrived" ? (
            <>
              <circle r={5} className="fill-ok" />
              <path
                d="M-2.2 .2l1.6 1.6 2.9-3.2"
                fill="none"
                strokeWidth={1.6}
                strokeLinecap="round"
                strokeLinejoin="round"
                className="stroke-surface"
              />
            </>
          ) : (
            <path
              d="M-3-3l6 6m0-6l-6 6"
              strokeWidth={2}
              strokeLinecap="round"
              className={item.kind === "interrupted" ? "stroke-warn" : "stroke-bad"}
            />
          )}
        </svg>
      ))}
    </svg>
  );
}

type LaneAxisProps = {
  span: LaneSpan;
  /** What the beginning is called: a clock time, or "0 s". */
  start: ReactNode;
  startLetters: number;
  /** The lane is as wide as the page, where that is wide. */
  hasWideForm?: boolean;
};

/** The times below one lane, or below several that share their axis. Read out they would say little. */
export function LaneAxis({ span, start, startLetters, hasWideForm = false }: LaneAxisProps) {
  return (
    <div aria-hidden="true" className="relative h-4.5 text-[11px] leading-4 text-ink-3">
      <span className="absolute top-0.5 left-0">{start}</span>
      <svg width="100%" height={18} aria-hidden="true" className="block overflow-visible">
        {laneLabels(span, startLetters, hasWideForm).map(({ share, text, isNow, isMinor }) => (
          <text
            key={text}
            x={share > 0.96 ? "100%" : place(share)}
            y={14}
            textAnchor={share > 0.96 ? "end" : "middle"}
            className={clsx(isNow ? "fill-accent-ink font-semibold" : "fill-ink-3", isMinor && "max-md:hidden")}
          >
            {text}
          </text>
        ))}
      </svg>
    </div>
  );
}

function placeOf(span: LaneSpan, at: number): string {
  return place(laneShare(span, at));
}

function place(share: number): string {
  return `${(EDGE + share * (100 - 2 * EDGE)).toFixed(2)}%`;
}
