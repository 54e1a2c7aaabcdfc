/** How instants are said: relative, as a clock time, exactly. */
import { expect, test } from "vitest";
import { describeInstant } from "#webhooks/instant";
import {
  clockTime,
  exactUtc,
  momentOf,
  relativeTime,
  splitAtInstants,
  withWholeDurations,
} from "../../../app/wording/instants.ts";

const NOW = new Date("2026-11-23T14:32:00Z");

test.each([
  ["2026-11-23T14:31:58Z", "just now"],
  ["2026-11-23T14:31:30Z", "30 s ago"],
  ["2026-11-23T14:28:00Z", "4 min ago"],
  ["2026-11-23T14:36:10Z", "in 4 min"],
  ["2026-11-23T14:32:03Z", "now"],
  ["2026-11-23T08:32:00Z", "6 h ago"],
  ["2026-11-19T08:32:00Z", "19 Nov"],
  ["2025-11-19T08:32:00Z", "19 Nov 2025"],
])("%s is said as %s", (at, said) => {
  expect(relativeTime(new Date(at), NOW, "UTC")).toBe(said);
});

test("clock times are of the person's zone, with milliseconds where they are compared", () => {
  const at = new Date("2026-11-23T14:02:07.114Z");
  expect(clockTime(at, false, "UTC")).toBe("14:02:07");
  expect(clockTime(at, true, "America/New_York")).toBe("09:02:07.114");
  expect(exactUtc(at)).toBe("2026-11-23 14:02:07.114 UTC");
});

test.each([
  ["The last attempt succeeded 5 min 48 s ago.", "The last attempt succeeded 5~min~48~s~ago."],
  ["The last attempt succeeded 418 ms ago.", "The last attempt succeeded 418~ms~ago."],
  ["The last 14 attempts failed, for 2 d 3 h: no answer.", "The last 14 attempts failed, for 2~d~3~h: no answer."],
  [
    "Kept until 3 deliveries succeed; one is tried in 2.6 s.",
    "Kept until 3 deliveries succeed; one is tried in 2.6~s.",
  ],
])("the durations of “%s” stand on one line each", (sentence, whole) => {
  expect(withWholeDurations(sentence)).toBe(whole.replaceAll("~", "\u00a0"));
});

test.each([
  ["2026-11-23T08:05:00Z", "UTC", "08:05"],
  ["2026-11-23T08:05:00Z", "Asia/Tokyo", "17:05"],
  ["2026-11-22T23:05:00Z", "Europe/Berlin", "00:05"],
  ["2026-11-22T22:05:00Z", "Europe/Berlin", "22 Nov, 23:05"],
  ["2025-11-23T08:05:00Z", "UTC", "23 Nov 2025, 08:05"],
])("%s in %s is the moment %s", (at, zone, said) => {
  expect(momentOf(new Date(at), NOW, zone)).toBe(said);
});

test("the instants in a sentence are found, as sentences that are kept write them", () => {
  const at = new Date("2026-11-23T19:05:00Z");
  const sentence = `911 CAD fails, since ${describeInstant(at)}: no answer.`;
  expect(splitAtInstants(sentence)).toEqual(["911 CAD fails, since ", at, ": no answer."]);
  expect(splitAtInstants("Nothing happened.")).toEqual(["Nothing happened."]);
});
