/** A logarithmic scale for durations, between round ones: what takes half a second and what takes an hour both have room. */

const ROUND_MS = [
  1, 10, 100, 1_000, 10_000, 60_000, 600_000, 3_600_000, 36_000_000, 86_400_000, 864_000_000, 8_640_000_000,
] as const;
const [SHORTEST_MS] = ROUND_MS;
const LONGEST_MS = 8_640_000_000;

/** `roundMs`: the round durations that it spans, shortest first, at least two; `placeOf`: from 0, the first of them, to 1. */
export type DurationScale = { roundMs: readonly number[]; placeOf: (durationMs: number) => number };

/** The narrowest that holds all of them. */
export function durationScale(durationsMs: readonly number[]): DurationScale {
  const [shortest, longest] = [Math.min(...durationsMs), Math.max(...durationsMs)];
  const from = ROUND_MS.findLast((ms) => ms <= shortest && ms < LONGEST_MS) ?? SHORTEST_MS;
  const to = ROUND_MS.find((ms) => ms >= longest && ms > from) ?? LONGEST_MS;
  const placeOf = (ms: number) => Math.log(Math.min(to, Math.max(from, ms)) / from) / Math.log(to / from);
  return { roundMs: ROUND_MS.filter((ms) => ms >= from && ms <= to), placeOf };
}
