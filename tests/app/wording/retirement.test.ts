/** Until when a key signs, as it is written. */
import { describe, expect, test } from "vitest";
import { timeLeft, utcMoment } from "../../../app/wording/retirement.ts";

const NOW = new Date("2026-11-23T14:06:30.400Z");
const after = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

describe("what is left", () => {
  test.each([
    [-1, null],
    [0.6, null],
    [3, "3 s"],
    [58 * 60 + 3, "58 min 3 s"],
    [23 * 3600 + 58 * 60 + 59, "23 h 58 min"],
    [24 * 3600, "24 h"],
    [48 * 3600, "2 days"],
    [7 * 86_400 - 1, "6 days 23 h"],
  ])("of %d seconds is %s", (seconds, words) => {
    expect(timeLeft(after(seconds), NOW)).toBe(words);
  });
});

test("a moment has its day from 24 hours on", () => {
  expect(utcMoment(after(23.9 * 3600), NOW)).toBe("14:00 UTC");
  expect(utcMoment(after(24 * 3600), NOW)).toBe("24 Nov, 14:06 UTC");
});
