/** The watch for integrations that have gone quiet: when silence is news, and when to look again. */

const HOUR_MS = 60 * 60 * 1000;
/** Looked at once a day at least, so that a match is known of before its delivery is past retention. */
const LOOK_EVERY_MS = 24 * HOUR_MS;
/** While a silence that was told lasts: its end is news as well. */
const LOOK_AGAIN_MS = 60_000;

/**
 * `activeAt`: the last match, or when the watch began. `matchedAt`: the last match. `toldFor`: the `activeAt` whose silence
 * was told, until its end was.
 */
export type Silence = { quietAfterHours: number; activeAt: Date; matchedAt: Date | null; toldFor: Date | null };
export type QuietNews = "QUIET" | "RECOVERED";

/** The same silence is news once, and so is its end; after that a new one can begin. */
export function judgeSilence(silence: Silence, now: Date): { news: QuietNews | null; checkAt: Date } {
  const { quietAfterHours, activeAt, matchedAt, toldFor } = silence;
  const quietAtMs = activeAt.getTime() + quietAfterHours * HOUR_MS;
  const isQuiet = now.getTime() >= quietAtMs;
  const isOver = toldFor !== null && matchedAt !== null && matchedAt > toldFor;
  const news = isQuiet && toldFor?.getTime() !== activeAt.getTime() ? "QUIET" : isOver ? "RECOVERED" : null;
  const isTold = news === "QUIET" || (toldFor !== null && news === null);
  const nextMs = isTold ? now.getTime() + LOOK_AGAIN_MS : quietAtMs;
  return { news, checkAt: new Date(Math.min(nextMs, now.getTime() + LOOK_EVERY_MS)) };
}
