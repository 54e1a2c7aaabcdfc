/** Numbers as the product writes them: grouped thousands, durations with their unit, counts that agree with their noun. */

/** 1204 -> "1,204". */
export function formatCount(count: number): string {
  return count.toLocaleString("en-US");
}

/** "1 delivery", "3 deliveries", "1,204 events". `plural` defaults to the noun with an s. */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}

/** A share from 0 to 1: 0.99996 -> "99.99 %", 0.5 -> "50 %". Cut, never rounded up: "100 %" is all of them. */
export function formatShare(share: number): string {
  return `${Math.floor(Number((share * 10_000).toFixed(6))) / 100} %`;
}

/** 418 -> "418 ms", 2600 -> "2.6 s", 1024000 -> "17 min 4 s", 36000000 -> "10 h". Negative durations count as 0. */
export function formatDuration(durationMs: number): string {
  const ms = Math.max(0, Math.round(durationMs));
  if (ms < 1000) return `${ms} ms`;
  if (ms < 60_000) return `${trimZero((ms / 1000).toFixed(1))} s`;
  const totalSeconds = Math.round(ms / 1000);
  if (totalSeconds < 3600) return joinUnits(Math.floor(totalSeconds / 60), "min", totalSeconds % 60, "s");
  const totalMinutes = Math.round(totalSeconds / 60);
  if (totalMinutes < 48 * 60) return joinUnits(Math.floor(totalMinutes / 60), "h", totalMinutes % 60, "min");
  return countOf(Math.round(totalMinutes / 1440), "day");
}

function trimZero(text: string): string {
  return text.endsWith(".0") ? text.slice(0, -2) : text;
}

function joinUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
