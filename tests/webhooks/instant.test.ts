/** Instants: RFC 3339 with an offset, and nothing else. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseInstant } from "#webhooks/instant";

test.each([
  ["2026-11-23T19:05:00Z", "2026-11-23T19:05:00.000Z"],
  ["2026-11-23t19:05:00z", "2026-11-23T19:05:00.000Z"],
  ["2026-11-23T20:05:00+01:00", "2026-11-23T19:05:00.000Z"],
  ["2026-11-23T14:35:00-04:30", "2026-11-23T19:05:00.000Z"],
  ["2026-11-23T19:05:00.123456789Z", "2026-11-23T19:05:00.123Z"],
  ["2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"],
  ["2000-02-29T00:00:00Z", "2000-02-29T00:00:00.000Z"],
  ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"],
  ["9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"],
])("%s is %s", (text, instant) => {
  expect(parseInstant(text)?.toISOString()).toBe(instant);
});

test.each([
  "2026-11-23",
  "2026-11-23T19:05:00",
  "2026-11-23 19:05:00Z",
  "2026-11-23T19:05Z",
  "2026-11-23T24:00:00Z",
  "2026-11-23T19:60:00Z",
  "2026-11-23T19:05:60Z",
  "2026-13-01T00:00:00Z",
  "2026-00-01T00:00:00Z",
  "2026-02-29T00:00:00Z",
  "1900-02-29T00:00:00Z",
  "2026-04-31T00:00:00Z",
  "2026-11-23T19:05:00+24:00",
  "2026-11-23T19:05:00+0100",
  "0000-01-01T00:00:00Z",
  "0001-01-01T00:00:00+01:00",
  "9999-12-31T23:59:59-01:00",
  "+002026-11-23T19:05:00Z",
  " 2026-11-23T19:05:00Z",
  "Mon, 23 Nov 2026 19:05:00 GMT",
  "1764000000",
  "",
])("%j is no instant", (text) => {
  expect(parseInstant(text)).toBeNull();
});

test("every instant of these centuries comes back from its text", () => {
  const min = new Date("0001-01-01T00:00:00Z");
  const max = new Date("9999-12-31T23:59:59.999Z");
  fc.assert(
    fc.property(fc.date({ min, max, noInvalidDate: true }), (date) => {
      expect(parseInstant(date.toISOString())).toEqual(date);
    }),
  );
});
