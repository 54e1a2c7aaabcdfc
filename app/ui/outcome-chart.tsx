/**
 * What became of things over time, as bars: above the line what arrived, with what waits hollow on top of it; below the
 * line what failed. One linear scale, so that heights can be compared. Purely a picture: its label says it in a
 * sentence, and whoever shows it offers the same figures as a table.
 */

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
/** One failure among many thousands is still seen. */
const BAR_PX_MIN = 2.5;
/** Of the place that a bar has. */
const BAR_SHARE = 0.76;

export function OutcomeChart({ label, bars, marks }: OutcomeChartProps) {
  const most = Math.max(1, ...bars.map(({ arrived, waiting }) => arrived + waiting));
  const mostFailed = Math.max(0, ...bars.map(({ failed }) => failed));
  const top = niceCeiling(most);
  const pxPerOne = PLOT_PX / (top + mostFailed);
  const line = TOP_PX + top * pxPerOne;
  const height = (count: number) => (count === 0 ? 0 : Math.max(BAR_PX_MIN, count * pxPerOne));
  const bottom = line + height(mostFailed) + 4;
  const slot = 100 / Math.max(1, bars.length);
  return (
    <svg role="img" aria-label={label} width="100%" height={bottom + AXIS_PX} className="block overflow-visible">
      <g className="fill-ink-3 text-meta">
        <line x1="0" x2="100%" y1={TOP_PX} y2={TOP_PX} className="stroke-line" />
        <text x="0" y={TOP_PX - 5}>
          {top.toLocaleString("en-US")}
        </text>
        {marks.map(({ at, text }) => (
          <text key={at} x={`${at * slot}%`} y={bottom + 16}>
            {text}
          </text>
        ))}
      </g>
      {bars.map(({ key, title, arrived, waiting, failed }, at) => {
        const x = `${(at + (1 - BAR_SHARE) / 2) * slot}%`;
        const width = `${slot * BAR_SHARE}%`;
        const arrivedTop = line - height(arrived);
        return (
          <g key={key}>
            <title>{title}</title>
            <rect x={`${at * slot}%`} width={`${slot}%`} y={TOP_PX} height={bottom - TOP_PX} fill="transparent" />
            <rect x={x} width={width} y={arrivedTop} height={height(arrived)} className="fill-data" />
            {waiting > 0 ? (
              <rect
                x={x}
                width={width}
                y={arrivedTop - height(waiting) + 0.75}
                height={Math.max(1, height(waiting) - 1.5)}
                strokeWidth="1.5"
                className="fill-surface stroke-held"
              />
            ) : null}
            <rect x={x} width={width} y={line + 1} height={height(failed)} className="fill-bad" />
          </g>
        );
      })}
      <line x1="0" x2="100%" y1={line + 0.5} y2={line + 0.5} className="stroke-control" />
    </svg>
  );
}

/** The next round number that is not smaller: 37 -> 40, 120 -> 200. */
function niceCeiling(count: number): number {
  const power = 10 ** Math.floor(Math.log10(count));
  return power * ([1, 2, 3, 4, 5, 6, 8].find((step) => step * power >= count) ?? 10);
}
