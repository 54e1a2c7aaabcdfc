/** From what half of some things took to what 95 of a hundred took, as a bar on a scale that rows share. Its figures stand beside it. */
import type { DurationScale } from "./duration-scale.ts";

type DurationRangeProps = { times: { p50: number; p95: number }; scale: DurationScale };

const HEIGHT_PX = 18;
/** A range that is a point can be seen. */
const WIDTH_MIN = 1.5;

export function DurationRange({ times, scale }: DurationRangeProps) {
  const [from, to] = [scale.placeOf(times.p50) * 100, scale.placeOf(times.p95) * 100];
  const middle = HEIGHT_PX / 2;
  return (
    <svg width="100%" height={HEIGHT_PX} aria-hidden="true" className="block">
      <line x1="0" x2="100%" y1={middle} y2={middle} className="stroke-line-strong" />
      <rect
        x={`${Math.min(from, 100 - WIDTH_MIN)}%`}
        width={`${Math.max(WIDTH_MIN, to - from)}%`}
        y={middle - 3}
        height="6"
        rx="3"
        className="fill-data"
      />
    </svg>
  );
}
