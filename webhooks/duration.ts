/** Durations as people read them: 418 ms, 2.6 s, 17 min 4 s, 10 h, 3 d. */

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** At most two units, rounded down, so that nothing is called longer than it was. Negative counts as 0. */
export function describeDuration(durationMs: number): string {
  const ms = Math.max(0, Math.floor(durationMs));
  if (ms < SECOND_MS) {
    return `${ms} ms`;
  }
  if (ms < 10 * SECOND_MS) {
    return `${Math.floor(ms / 100) / 10} s`;
  }
  if (ms < MINUTE_MS) {
    return `${Math.floor(ms / SECOND_MS)} s`;
  }
  if (ms < HOUR_MS) {
    return withRest(ms, MINUTE_MS, "min", SECOND_MS, "s");
  }
  return ms < DAY_MS ? withRest(ms, HOUR_MS, "h", MINUTE_MS, "min") : withRest(ms, DAY_MS, "d", HOUR_MS, "h");
}

/** How long ago something was, for a sentence: in one unit, rounded down, "23 min ago"; under a second "just now". */
export function describeAge(ageMs: number): string {
  if (ageMs < SECOND_MS) return "just now";
  const [unitMs, unit] = AGE_UNITS.find(([least]) => ageMs >= least) ?? [SECOND_MS, "s"];
  return `${Math.floor(ageMs / unitMs)} ${unit} ago`;
}

const AGE_UNITS = [
  [DAY_MS, "d"],
  [HOUR_MS, "h"],
  [MINUTE_MS, "min"],
] as const;

function withRest(ms: number, unitMs: number, unit: string, restUnitMs: number, restUnit: string): string {
  const rest = Math.floor((ms % unitMs) / restUnitMs);
  const whole = `${Math.floor(ms / unitMs)} ${unit}`;
  return rest === 0 ? whole : `${whole} ${rest} ${restUnit}`;
}
