/** How counts and durations are said. */
import { expect, test } from "vitest";
import { countOf, formatDuration, formatShare } from "../../../app/wording/numbers.ts";

test.each([
  [418, "418 ms"],
  [2600, "2.6 s"],
  [2000, "2 s"],
  [1_024_000, "17 min 4 s"],
  [120_000, "2 min"],
  [36_000_000, "10 h"],
  [5_400_000, "1 h 30 min"],
  [345_600_000, "4 days"],
  [-5, "0 ms"],
])("%d ms is said as %s", (durationMs, said) => {
  expect(formatDuration(durationMs)).toBe(said);
});

test("counts agree with their noun", () => {
  expect(countOf(1, "delivery", "deliveries")).toBe("1 delivery");
  expect(countOf(1204, "delivery", "deliveries")).toBe("1,204 deliveries");
  expect(countOf(0, "event")).toBe("0 events");
});

test.each([
  [1, "100 %"],
  [0.99996, "99.99 %"],
  [0.29, "29 %"],
  [2 / 3, "66.66 %"],
  [0, "0 %"],
])("a share of %d is said as %s", (share, said) => {
  expect(formatShare(share)).toBe(said);
});
