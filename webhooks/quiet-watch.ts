/** The watch for integrations that have gone quiet: when silence is news, and when to look again. */

const HOUR_MS = 60 * 60 * 1000;
/** Looked at once a day at least, so that a match is known of before its delivery is past retention. */
const LOOK_EVERY_MS = 24 * HOUR_MS;

/** `activeAt`: the last match, or when the watch began. `toldFor`: the `activeAt` whose silence was told. */
export type Silence = { quietAfterHours: number; activeAt: Date; toldFor: Date | null };

/** The same silence is news once; after the next match a new one can begin. */
export function judgeSilence(silence: Silence, now: Date): { isNews: boolean; checkAt: Date } {
  const { quietAfterHours, activeAt, toldFor } = silence;
  const quietAtMs = activeAt.getTime() + quietAfterHours * HOUR_MS;
  const isQuiet = now.getTime() >= quietAtMs;
  const nextMs = isQuiet ? now.getTime() + quietAfterHours * HOUR_MS : quietAtMs;
  return {
    isNews: isQuiet && toldFor?.getTime() !== activeAt.getTime(),
    checkAt: new Date(Math.min(nextMs, now.getTime() + LOOK_EVERY_MS)),
  };
}
