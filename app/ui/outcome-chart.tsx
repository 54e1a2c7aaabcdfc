/**
 * What became of things over time, as bars: above the line what arrived, with what waits hollow on top of it; below the
 * line what failed. One linear scale, so that heights can be compared; the most of what waits and of what failed stand
 * there in words.
 */
import { ChartFrame, ChartWord } from "./chart-frame.tsx";

export type OutcomeBar = { key: string; title: string; arrived: number; waiting: number; failed: number };

type OutcomeChartProps = {
  /** The whole picture in one sentence. */
  label: string;
  bars: readonly OutcomeBar[];
  /** Below the bars, at the start of a bar (its index). */
  marks: readonly { at: number; text: string }[];
};

const PLOT_PX = 168;
const TOP_PX = 18;
const AXIS_PX = 22;
/** For the word below the bar that failed most, whether there is one or not: charts of all periods are as high. */
const WORD_PX = 16;
/** One failure among many thousands is still seen. */
const BAR_PX_MIN = 2.5;
/** Of the place that a bar has. */
const BAR_SHARE = 0.76;

export function OutcomeChart({ label, bars, marks }: OutcomeChartProps) {
  const most = Math.max(1, ...bars.map(({ arrived, waiting }) => arrived + waiting));
  const failed = bars.map((bar) => bar.failed);
  const waiting = bars.map((bar) => bar.waiting);
  const [mostFailed, mostWaiting] = [Math.max(0, ...failed), Math.max(0, ...waiting)];
  const top = niceCeiling(most);
  const pxPerOne = PLOT_PX / (top + mostFailed);
  const line = TOP_PX + top * pxPerOne;
  const height = (count: number) => (count === 0 ? 0 : Math.max(BAR_PX_MIN, count * pxPerOne));
  const heightAbove = (bar: OutcomeBar | undefined) => (bar ? height(bar.arrived) + height(bar.waiting) : 0);
  const bottom = TOP_PX + PLOT_PX + BAR_PX_MIN + WORD_PX;
  const slot = 100 / Math.max(1, bars.length);
  const ticks = [top, ...(top % 2 === 0 ? [top / 2] : []), 0].map((count) => ({
    y: line - count * pxPerOne,
    text: count.toLocaleString("en-US"),
  }));
  const [waitingAt, failedAt] = [waiting.indexOf(mostWaiting), failed.indexOf(mostFailed)];
  return (
    <ChartFrame label={label} height={bottom + AXIS_PX} ticks={ticks}>
      <g className="fill-ink-3 text-meta">
        {marks.map(({ at, text }) => (
          <text key={at} x={`${at * slot}%`} y={bottom + 16}>
            {text}
          </text>
        ))}
      </g>
      {bars.map((bar, at) => {
        const x = `${(at + (1 - BAR_SHARE) / 2) * slot}%`;
        const width = `${slot * BAR_SHARE}%`;
        const arrivedTop = line - height(bar.arrived);
        return (
          <g key={bar.key}>
            <title>{bar.title}</title>
            <rect x={`${at * slot}%`} width={`${slot}%`} y={TOP_PX} height={bottom - TOP_PX} fill="transparent" />
            <rect x={x} width={width} y={arrivedTop} height={height(bar.arrived)} className="fill-data" />
            {bar.waiting > 0 ? (
              <rect
                x={x}
                width={width}
                y={arrivedTop - height(bar.waiting) + 0.75}
                height={Math.max(1, height(bar.waiting) - 1.5)}
                strokeWidth="1.5"
                className="fill-surface stroke-held"
              />
            ) : null}
            <rect x={x} width={width} y={line + 1} height={height(bar.failed)} className="fill-bad" />
          </g>
        );
      })}
      <line x1="0" x2="100%" y1={line + 0.5} y2={line + 0.5} className="stroke-control" />
      {mostWaiting > 0 ? (
        <ChartWord at={waitingAt} of={bars.length} y={line - heightAbove(bars[waitingAt]) - 5} className={WAITING_WORD}>
          {`${mostWaiting.toLocaleString("en-US")} waiting`}
        </ChartWord>
      ) : null}
      {mostFailed > 0 ? (
        <ChartWord at={failedAt} of={bars.length} y={line + height(mostFailed) + 14} className={FAILED_WORD}>
          {`${mostFailed.toLocaleString("en-US")} failed`}
        </ChartWord>
      ) : null}
    </ChartFrame>
  );
}

const WAITING_WORD = "fill-held-ink text-meta font-medium";
const FAILED_WORD = "fill-bad-ink text-meta font-medium";

/** The next round number that is not smaller: 37 -> 40, 120 -> 200. */
function niceCeiling(count: number): number {
  const power = 10 ** Math.floor(Math.log10(count));
  return power * ([1, 2, 3, 4, 5, 6, 8].find((step) => step * power >= count) ?? 10);
}
