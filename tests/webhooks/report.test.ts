/** Periods of reports, their intervals, and what is said of none. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  INTERVAL_MS,
  intervalStarts,
  parseReportPeriod,
  REPORT_INTERVALS,
  type ReportInterval,
  successRate,
} from "#webhooks/report";

const at = (text: string) => new Date(`2026-11-23T${text}Z`);
const period = (from: Date, to: Date, interval: ReportInterval) => ({ from, to, interval });
const startsOf = (from: Date, to: Date, interval: ReportInterval) =>
  intervalStarts(period(from, to, interval)).map((start) => start.toISOString().slice(8, 16));

describe("a period is cut into the intervals of UTC that it touches", () => {
  test.each<[string, string, ReportInterval, string[]]>([
    ["09:00:00", "11:00:00", "HOUR", ["23T09:00", "23T10:00"]],
    ["09:30:00", "11:10:00", "HOUR", ["23T09:00", "23T10:00", "23T11:00"]],
    ["09:59:59.999", "10:00:00.001", "HOUR", ["23T09:00", "23T10:00"]],
    ["09:00:00", "09:00:00.001", "HOUR", ["23T09:00"]],
    ["09:00:30", "09:02:00", "MINUTE", ["23T09:00", "23T09:01"]],
    ["00:00:00", "23:59:59.999", "DAY", ["23T00:00"]],
    ["09:30:00", "09:30:00", "HOUR", []],
  ])("%s to %s by %s", (from, to, interval, expected) => {
    expect(startsOf(at(from), at(to), interval)).toEqual(expected);
  });

  test("also before 1970", () => {
    const [from, to] = [new Date("1969-12-31T23:30:00Z"), new Date("1970-01-01T00:30:00Z")];
    expect(startsOf(from, to, "HOUR")).toEqual(["31T23:00", "01T00:00"]);
  });

  test("without a gap or an overlap, whatever the period", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...REPORT_INTERVALS),
        fc.integer({ min: -1e12, max: 4e12 }),
        fc.integer({ min: 1, max: 90_000_000 }),
        (interval, fromMs, spanMs) => {
          const starts = intervalStarts(period(new Date(fromMs), new Date(fromMs + spanMs), interval)).map((start) =>
            start.getTime(),
          );
          const stepMs = INTERVAL_MS[interval];
          expect(
            starts.every((start, index) => start % stepMs === 0 && start - (starts[0] ?? 0) === index * stepMs),
          ).toBe(true);
          expect(starts[0]).toBeLessThanOrEqual(fromMs);
          expect(starts[0]).toBeGreaterThan(fromMs - stepMs);
          expect(starts.at(-1)).toBeLessThan(fromMs + spanMs);
          expect(starts.at(-1)).toBeGreaterThanOrEqual(fromMs + spanMs - stepMs);
        },
      ),
    );
  });
});

describe("a period", () => {
  const day = (count: number) => new Date(Date.UTC(2026, 0, 1 + count));
  test.each<[string, Date, Date, ReportInterval, string | null]>([
    ["of 1,500 days", day(0), day(1500), "DAY", null],
    ["of 1,500 days and a little", day(0), new Date(day(1500).getTime() + 1), "DAY", "LIMIT_EXCEEDED"],
    [
      "of 1,500 days that begins within one",
      new Date(day(0).getTime() + 1),
      new Date(day(1500).getTime() + 1),
      "DAY",
      "LIMIT_EXCEEDED",
    ],
    ["of 25 hours by minute", at("00:00:00"), new Date(at("00:00:00").getTime() + 25 * 3_600_000), "MINUTE", null],
    [
      "of 26 hours by minute",
      at("00:00:00"),
      new Date(at("00:00:00").getTime() + 26 * 3_600_000),
      "MINUTE",
      "LIMIT_EXCEEDED",
    ],
    ["of all time", new Date("0001-01-01T00:00:00Z"), new Date("9999-12-31T00:00:00Z"), "MINUTE", "LIMIT_EXCEEDED"],
    ["of no time at all", at("09:00:00"), at("09:00:00"), "HOUR", null],
    ["that ends before it begins", at("09:00:01"), at("09:00:00"), "HOUR", "INVALID"],
  ])("%s", (_case, from, to, interval, code) => {
    const result = parseReportPeriod(period(from, to, interval));
    expect(result.ok ? null : result.errors.map((error) => error.code).join()).toBe(code);
  });
});

test.each([
  [0, 0, null],
  [0, 3, 0],
  [3, 0, 1],
  [3, 1, 0.75],
])("of %i successes and %i failures the rate is %s", (succeeded, failed, rate) => {
  expect(successRate({ succeeded, failed })).toBe(rate);
});
