/**
 * How long things took over time: a band from what half of them took to what 95 of a hundred took at most, its upper edge
 * solid and its lower one dashed. Where nothing ended, there is a gap. The slowest stands there in words.
 */
import { formatDuration } from "../wording/numbers.ts";
import { ChartFrame, ChartWord } from "./chart-frame.tsx";
import { durationScale } from "./duration-scale.ts";

type Times = { p50: number; p95: number };
/** `times` in milliseconds; null: nothing ended there. */
export type DurationPoint = { key: string; title: string; times: Times | null };

type DurationChartProps = {
  /** The whole picture in one sentence. */
  label: string;
  points: readonly DurationPoint[];
};

const PLOT_PX = 80;
const TOP_PX = 20;
const BOTTOM_PX = 8;
/** Lines that the plot has room to name. */
const TICKS_MAX = 5;
/** From the middle of a place to where the band begins or ends there, so that a place alone can be seen. */
const REACH = 0.38;

/** Nothing, where nothing ended at all. */
export function DurationChart({ label, points }: DurationChartProps) {
  const all = points.flatMap(({ times }) => times ?? []);
  if (all.length === 0) return null;
  const { roundMs, placeOf } = durationScale(all.flatMap(({ p50, p95 }) => [p50, p95]));
  const yOf = (ms: number) => TOP_PX + PLOT_PX * (1 - placeOf(ms));
  const slowest = Math.max(...all.map(({ p95 }) => p95));
  const height = TOP_PX + PLOT_PX + BOTTOM_PX;
  const slot = 100 / points.length;
  const step = Math.ceil(roundMs.length / TICKS_MAX);
  const ticks = roundMs.filter((_, at) => at % step === 0).map((ms) => ({ y: yOf(ms), text: formatDuration(ms) }));
  return (
    <ChartFrame label={label} height={height} ticks={ticks}>
      <svg
        aria-hidden="true"
        y={TOP_PX}
        width="100%"
        height={PLOT_PX}
        viewBox={`0 0 ${points.length} 1`}
        preserveAspectRatio="none"
        className="overflow-visible fill-none"
      >
        {runsOf(points).map(({ first, times }) => {
          const upper = edge(
            first,
            times.map(({ p95 }) => 1 - placeOf(p95)),
          );
          const lower = edge(
            first,
            times.map(({ p50 }) => 1 - placeOf(p50)),
          );
          return (
            <g key={first}>
              <path d={`M${[...upper, ...lower.toReversed()].join("L")}Z`} className="fill-accent-soft" />
              <path d={`M${upper.join("L")}`} vectorEffect="non-scaling-stroke" strokeWidth="1.75" className={LINE} />
              <path
                d={`M${lower.join("L")}`}
                vectorEffect="non-scaling-stroke"
                strokeWidth="1.25"
                strokeDasharray="3 2.5"
                className={LINE}
              />
            </g>
          );
        })}
      </svg>
      {points.map(({ key, title }, at) => (
        <g key={key}>
          <title>{title}</title>
          <rect x={`${at * slot}%`} width={`${slot}%`} y="0" height={height} fill="transparent" />
        </g>
      ))}
      <ChartWord
        at={points.findIndex(({ times }) => times?.p95 === slowest)}
        of={points.length}
        y={yOf(slowest) - 6}
        className="fill-ink-2 text-meta font-medium"
      >
        {formatDuration(slowest)}
      </ChartWord>
    </ChartFrame>
  );
}

const LINE = "stroke-accent-ink";

type Run = { first: number; times: Times[] };

/** Places beside one another that have times. */
function runsOf(points: readonly DurationPoint[]): Run[] {
  const runs: Run[] = [];
  points.forEach(({ times }, at) => {
    if (!times) return;
    const last = runs.at(-1);
    if (last && last.first + last.times.length === at) last.times.push(times);
    else runs.push({ first: at, times: [times] });
  });
  return runs;
}

/** Corners of a line through the middles of places, from a little before the first to a little after the last. */
function edge(first: number, ys: readonly number[]): string[] {
  const middle = first + 0.5;
  const last = middle + ys.length - 1;
  return [
    `${middle - REACH} ${ys[0]}`,
    ...ys.map((y, index) => `${middle + index} ${y}`),
    `${last + REACH} ${ys.at(-1)}`,
  ];
}
