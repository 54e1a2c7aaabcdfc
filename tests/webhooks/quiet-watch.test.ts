/** When silence is news, and when to look again. */
import { expect, test } from "vitest";
import { judgeSilence } from "#webhooks/quiet-watch";

const NOW = new Date("2026-11-23T12:00:00Z");
const HOUR_MS = 60 * 60 * 1000;
const hours = (count: number) => new Date(NOW.getTime() + count * HOUR_MS);

const MINUTE = 1 / 60;

test.each<[string, { after: number; active: number; matched?: number; told?: number }, string | null, number]>([
  ["it matched an hour ago", { after: 2, active: -1, matched: -1 }, null, 1],
  ["its time is over to the moment: from now on its end is waited for", { after: 2, active: -2 }, "QUIET", MINUTE],
  ["it has been quiet for long, and that was told", { after: 2, active: -50, told: -50 }, null, MINUTE],
  ["it matches again after that was told", { after: 2, active: -1, matched: -1, told: -50 }, "RECOVERED", 1],
  ["it was changed after that was told, and has not matched", { after: 2, active: -1, told: -50 }, null, MINUTE],
  [
    "it matched after it was told, and is quiet again",
    { after: 2, active: -3, matched: -3, told: -50 },
    "QUIET",
    MINUTE,
  ],
  ["it may be quiet for a year: it is looked at daily", { after: 8_760, active: -1 }, null, 24],
])("%s", (_what, { after, active, matched, told }, news, nextInHours) => {
  const silence = {
    quietAfterHours: after,
    activeAt: hours(active),
    matchedAt: matched === undefined ? null : hours(matched),
    toldFor: told === undefined ? null : hours(told),
  };
  expect(judgeSilence(silence, NOW)).toEqual({ news, checkAt: hours(nextInHours) });
});
