/** New ids sort in the order they are made, also many within one millisecond. */
import { expect, test, vi } from "vitest";
import { newId } from "#db/new-id";
import { uuidTimeMs } from "#webhooks/id";

test("ids sort in the order they were made and are all different", () => {
  const ids = Array.from({ length: 20_000 }, newId);
  expect(ids).toEqual(ids.toSorted());
  expect(new Set(ids).size).toBe(ids.length);
});

test("an id tells when it was made, and a clock that steps back does not disturb the order", () => {
  vi.useFakeTimers({ now: new Date("2027-01-01T00:00:00Z") });
  const first = newId();
  expect(uuidTimeMs(first)).toBe(Date.parse("2027-01-01T00:00:00Z"));
  vi.setSystemTime(new Date("2026-12-31T23:00:00Z"));
  expect(newId() > first).toBe(true);
  vi.useRealTimers();
});
