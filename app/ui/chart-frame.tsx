/**
 * The frame of a chart over time: what its lines stand for at the left, the picture beside it over the whole width that
 * there is. Charts below one another have their times below one another. Purely a picture: `label` says it in a
 * sentence, and whoever shows it offers the same figures as a table.
 */
import type { ReactNode } from "react";

/** A line across, and what it stands for. */
export type ChartTick = { y: number; text: string };

type ChartFrameProps = { label: string; height: number; ticks: readonly ChartTick[]; children: ReactNode };

/** The children are drawn over the lines: x in percent of the width, y in pixels. */
export function ChartFrame({ label, height, ticks, children }: ChartFrameProps) {
  return (
    <div role="img" aria-label={label} className="grid grid-cols-[44px_minmax(0,1fr)]">
      <svg aria-hidden="true" width="44" height={height} className="overflow-visible fill-ink-3 text-meta">
        {ticks.map(({ y, text }) => (
          <text key={y} x="36" y={y + 4} textAnchor="end">
            {text}
          </text>
        ))}
      </svg>
      <svg aria-hidden="true" width="100%" height={height} className="block overflow-visible">
        {ticks.map(({ y }) => (
          <line key={y} x1="0" x2="100%" y1={y} y2={y} className="stroke-line" />
        ))}
        {children}
      </svg>
    </div>
  );
}

type ChartWordProps = {
  /** Which of how many places it is about. */
  at: number;
  of: number;
  y: number;
  className: string;
  children: ReactNode;
};

/** A word at one of the places, in the middle of it, or inwards from it near the edges. */
export function ChartWord({ at, of, y, className, children }: ChartWordProps) {
  const middle = ((at + 0.5) * 100) / of;
  const anchor = middle < 10 ? "start" : middle > 90 ? "end" : "middle";
  const x = anchor === "start" ? (at * 100) / of : anchor === "end" ? ((at + 1) * 100) / of : middle;
  return (
    <text x={`${x}%`} y={y} textAnchor={anchor} className={className}>
      {children}
    </text>
  );
}
