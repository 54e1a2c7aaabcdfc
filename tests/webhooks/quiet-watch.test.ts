/** When silence is news, and when to look again. */
import { expect, test } from "vitest";
import { judgeSilence } from "#webhooks/quiet-watch";

const NOW = new Date("2026-11-23T12:00:00Z");
const HOUR_MS = 60 * 60 * 1000;
const hours = (count: number) => new Date(NOW.getTime() + count * HOUR_MS);

test.each<[string, { after: number; active: number; told?: number }, boolean, number]>([
  ["it matched an hour ago", { after: 2, active: -1 }, false, 1],
  ["its time is over to the moment", { after: 2, active: -2 }, true, 2],
  ["it has been quiet for long, and that was told", { after: 2, active: -50, told: -50 }, false, 2],
  ["it matched after it was told, and is quiet again", { after: 2, active: -3, told: -50 }, true, 2],
  ["it may be quiet for a year: it is looked at daily", { after: 8_760, active: -1 }, false, 24],
  ["it has been quiet for over a year", { after: 8_760, active: -9_000 }, true, 24],
])("%s", (_what, { after, active, told }, isNews, nextInHours) => {
  const silence = {
    quietAfterHours: after,
    activeAt: hours(active),
    toldFor: told === undefined ? null : hours(told),
  };
  expect(judgeSilence(silence, NOW)).toEqual({ isNews, checkAt: hours(nextInHours) });
});
