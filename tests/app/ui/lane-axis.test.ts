/** The time axis of attempts: where they stand, what it is labelled with, and what is left out for lack of room. */
import { describe, expect, it, test } from "vitest";
import { laneLabels, laneShare, laneSpan, thinned } from "../../../app/ui/lane-axis.ts";

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const FROM = Date.UTC(2026, 10, 23, 20, 2, 7);

test("attempts whose pauses double stand evenly", () => {
  const after = [0, 3, 7, 15, 31, 63].map((seconds) => FROM + seconds * SECOND);
  const span = laneSpan(FROM, after, null);
  const shares = after.map((at) => laneShare(span, at));
  const steps = shares.slice(2).map((share, index) => share - (shares[index + 1] ?? 0));
  for (const step of steps) expect(step).toBeCloseTo(1 / 6, 5);
  expect([shares[0], shares.at(-1)]).toEqual([0, 1]);
});

test("what is at once has a place, also before the beginning", () => {
  const span = laneSpan(FROM, [FROM], null);
  expect([laneShare(span, FROM), laneShare(span, FROM - HOUR)]).toEqual([0, 0]);
});

describe("the labels", () => {
  const textsOf = (to: number, now: number | null, hasWideForm: boolean) => {
    const labels = laneLabels(laneSpan(FROM, [to], now), 8, hasWideForm);
    return [labels.filter(({ isMinor }) => !isMinor), labels].map((some) => some.map(({ text }) => text));
  };

  it("say now and round times, fewer where the lane is narrow", () => {
    expect(textsOf(FROM + 10 * HOUR, FROM + HOUR / 2, true)).toEqual([
      ["+1 min", "now", "+10 h"],
      ["+10 s", "+1 min", "+10 min", "now", "+1 h", "+10 h"],
    ]);
  });

  it("say no now when nothing is to come", () => {
    expect(textsOf(FROM + 2 * SECOND, null, false)[0]).toEqual(["+1 s"]);
  });
});

test("rings that would stand on each other are left out, but for the first and the last", () => {
  expect([...thinned([0.1, 0.5, 0.51, 0.52, 0.9, 0.995, 1], 12, 600)]).toEqual([0, 1, 3, 4, 6]);
  expect([...thinned([0.999, 1], 12, 600)]).toEqual([0, 1]);
  expect([...thinned([], 12, 600)]).toEqual([]);
});
