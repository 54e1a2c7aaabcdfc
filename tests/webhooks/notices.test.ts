/** When a change of health is worth telling: sustained, once, and at a bounded pace. */
import { describe, expect, test } from "vitest";
import { findHealthNews, type HealthNews, type HealthStanding, type LastTold } from "#webhooks/notices";

const NOW = new Date("2026-11-23T12:00:00Z");
const MINUTE_MS = 60_000;
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * MINUTE_MS);

/** `minutes`: since when the failures last. */
function standing(failures: number, minutes: number, isPaused = false): HealthStanding {
  return { consecutiveFailures: failures, failingSince: failures > 0 ? ago(minutes) : null, isPaused };
}
function told(kind: HealthNews | null, minutes = 0): LastTold {
  return { told: kind, toldAt: kind === null ? null : ago(minutes) };
}

test.each<[string, HealthStanding, LastTold, HealthNews | null]>([
  ["it works", standing(0, 0), told(null), null],
  ["one attempt failed long ago", standing(1, 60), told(null), null],
  ["two failed", standing(2, 60), told(null), null],
  ["three failed within seconds", standing(3, 0.9), told(null), null],
  ["three failed over a minute", standing(3, 1), told(null), "FAILING"],
  ["many failed for a day", standing(900, 1440), told(null), "FAILING"],
  ["it goes on failing after that was told", standing(9, 30), told("FAILING", 29), null],
  ["it is paused at once", standing(10, 0.2, true), told(null), "PAUSED"],
  ["it is paused after failing was told a moment ago", standing(10, 2, true), told("FAILING", 1), "PAUSED"],
  ["it is paused still", standing(30, 60, true), told("PAUSED", 58), null],
  ["somebody closed the breaker and it goes on failing", standing(31, 60), told("PAUSED", 58), null],
  ["it works again after failing was told", standing(0, 0), told("FAILING", 1), "RECOVERED"],
  ["it works again after being paused was told", standing(0, 0), told("PAUSED", 0.1), "RECOVERED"],
  ["it works again and its breaker is about to close", standing(0, 0, true), told("PAUSED", 5), null],
  ["it works, and that was told", standing(0, 0), told("RECOVERED", 5), null],
  ["it fails anew within the gap", standing(5, 10), told("RECOVERED", 14), null],
  ["it is paused anew within the gap", standing(10, 10, true), told("RECOVERED", 14), null],
  ["it fails anew and the gap has ended", standing(5, 10), told("RECOVERED", 15), "FAILING"],
  ["it is paused anew and the gap has ended", standing(10, 10, true), told("RECOVERED", 15), "PAUSED"],
])("%s", (_what, health, last, expected) => {
  expect(findHealthNews(health, last, NOW)).toBe(expected);
});

describe("a receiver that flaps for a day", () => {
  /** Each period it fails, is paused and recovers; what is told is remembered as the product does. */
  function tellingsOf(periodMinutes: number): HealthNews[] {
    const tellings: HealthNews[] = [];
    let last: LastTold = { told: null, toldAt: null };
    for (let minute = 0; minute < 1440; minute += 1) {
      const now = new Date(NOW.getTime() + minute * MINUTE_MS);
      const phase = minute % periodMinutes;
      const failingSince = new Date(now.getTime() - phase * MINUTE_MS);
      const isFailing = phase < periodMinutes - 1;
      const health = isFailing
        ? { consecutiveFailures: 20, failingSince, isPaused: phase > 1 }
        : { consecutiveFailures: 0, failingSince: null, isPaused: false };
      const news = findHealthNews(health, last, now);
      if (!news) continue;
      tellings.push(news);
      last = { told: news, toldAt: now };
    }
    return tellings;
  }

  test.each([3, 4, 7, 20])("every %d minutes is told of at most three times in a quarter of an hour", (period) => {
    const tellings = tellingsOf(period);
    expect(tellings.length).toBeGreaterThan(0);
    expect(tellings.length).toBeLessThanOrEqual((3 * 1440) / 15);
    tellings.forEach((news, index) => {
      if (news === "RECOVERED") expect(["FAILING", "PAUSED"]).toContain(tellings[index - 1]);
      else expect([undefined, "RECOVERED", news === "PAUSED" ? "FAILING" : undefined]).toContain(tellings[index - 1]);
    });
  });
});
