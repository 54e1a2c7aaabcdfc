/** Durations on a scale between round ones. */
import { expect, test } from "vitest";
import { durationScale } from "../../../app/ui/duration-scale.ts";

test.each([
  ["what is below a second", [120, 900], [100, 1_000]],
  ["one duration", [1_000], [1_000, 10_000]],
  [
    "what goes from milliseconds to hours",
    [4, 5_000_000],
    [1, 10, 100, 1_000, 10_000, 60_000, 600_000, 3_600_000, 36_000_000],
  ],
  ["no time at all", [0, 0], [1, 10]],
  ["more than a hundred days", [9e9], [864_000_000, 8_640_000_000]],
])("%s stands between round durations", (_what, durations, round) => {
  expect(durationScale(durations).roundMs).toEqual(round);
});

test("ten times as long is a step of the same length, and nothing leaves the scale", () => {
  const { placeOf } = durationScale([1, 1_000]);
  expect([1, 10, 100, 1_000].map((ms) => placeOf(ms).toFixed(3))).toEqual(["0.000", "0.333", "0.667", "1.000"]);
  expect([placeOf(0), placeOf(1e12)]).toEqual([0, 1]);
});
