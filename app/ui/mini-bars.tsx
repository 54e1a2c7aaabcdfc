/**
 * Hours on one small axis: what arrived above the line, attempts that failed below it, what waits hollow; a dot where
 * nothing was. Heights go by the square root, and one failure is seen beside thousands of successes. The counts in
 * words are the caller's.
 */
import { withKeys } from "./with-keys.ts";

export type Hour = { arrived: number; failedAttempts: number; waiting: number };

const WIDTH = 152;
const HEIGHT = 34;
const AXIS = 22;
const UP = 19;
const DOWN = 10;
const SEEN_MIN = 2.5;

/** Oldest first. Above and below the line have scales of their own. `label` says the counts. */
export function MiniBars({ hours, label }: { hours: readonly Hour[]; label: string }) {
  const step = WIDTH / Math.max(hours.length, 1);
  const width = step * 0.7;
  const most = Math.max(1, ...hours.map(({ arrived, waiting }) => arrived + waiting));
  const mostFailed = Math.max(1, ...hours.map(({ failedAttempts }) => failedAttempts));
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="block h-8.5 w-full max-w-38" role="img" aria-label={label}>
      <path d={`M0 ${AXIS}h${WIDTH}`} className="stroke-line-strong" />
      {withKeys(hours, () => "hour").map(({ key, item, index }) => {
        const x = index * step + (step - width) / 2;
        const whole = heightOf(item.arrived + item.waiting, most, UP);
        const up = whole * (item.arrived / Math.max(1, item.arrived + item.waiting));
        const down = heightOf(item.failedAttempts, mostFailed, DOWN);
        const hollow = whole - up;
        return (
          <g key={key}>
            {up > 0 ? <rect x={x} y={AXIS - 1 - up} width={width} height={up} rx={1} className="fill-data" /> : null}
            {hollow > 0 ? (
              <rect
                x={x + 0.5}
                y={AXIS - 1 - whole}
                width={width - 1}
                height={Math.max(hollow - 1, 1)}
                rx={1}
                className="fill-held-soft stroke-held"
              />
            ) : null}
            {down > 0 ? <rect x={x} y={AXIS + 1} width={width} height={down} rx={1} className="fill-bad" /> : null}
            {whole + down === 0 ? (
              <rect x={x + width / 2 - 0.5} y={AXIS - 0.5} width={1} height={1} className="fill-control" />
            ) : null}
          </g>
        );
      })}
    </svg>
  );
}

/** What the bars mean, once below a list of them. */
export function MiniBarsLegend() {
  return (
    <ul className="mt-3 flex flex-wrap justify-end gap-x-4 text-meta text-ink-3 max-lg:justify-start">
      {LEGEND.map(({ word, y, height, className }) => (
        <li key={word} className="flex items-center gap-1.5">
          <svg viewBox="0 0 10 14" className="h-3.5 w-2.5" aria-hidden="true">
            <path d="M0 8.5h10" className="stroke-line-strong" />
            <rect x={2.5} y={y} width={5} height={height} rx={1} className={className} />
          </svg>
          {word}
        </li>
      ))}
    </ul>
  );
}

const LEGEND = [
  { word: "arrived", y: 1, height: 7, className: "fill-data" },
  { word: "failed", y: 9, height: 4, className: "fill-bad" },
  { word: "waiting", y: 1.5, height: 6, className: "fill-held-soft stroke-held" },
];

function heightOf(count: number, most: number, height: number): number {
  return count === 0 ? 0 : Math.max(SEEN_MIN, height * Math.sqrt(count / most));
}
