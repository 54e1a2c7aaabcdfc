/** Durations as people read them. */
import { expect, test } from "vitest";
import { describeAge, describeDuration } from "#webhooks/duration";

test.each([
  [-5, "0 ms"],
  [0, "0 ms"],
  [418.9, "418 ms"],
  [999, "999 ms"],
  [1_000, "1 s"],
  [2_690, "2.6 s"],
  [9_999, "9.9 s"],
  [10_000, "10 s"],
  [59_999, "59 s"],
  [60_000, "1 min"],
  [1_024_000, "17 min 4 s"],
  [3_599_999, "59 min 59 s"],
  [3_600_000, "1 h"],
  [36_000_000, "10 h"],
  [37_860_000, "10 h 31 min"],
  [86_400_000, "1 d"],
  [266_400_000, "3 d 2 h"],
])("%d ms is %s", (ms, text) => {
  expect(describeDuration(ms)).toBe(text);
});

test.each([
  [-5, "just now"],
  [999, "just now"],
  [1_000, "1 s ago"],
  [59_999, "59 s ago"],
  [1_393_000, "23 min ago"],
  [37_860_000, "10 h ago"],
  [266_400_000, "3 d ago"],
])("what was %d ms before now was %s", (ms, text) => {
  expect(describeAge(ms)).toBe(text);
});
