/** When a circuit breaker opens, and when it is probed. */
import { expect, test } from "vitest";
import { type FailureStreak, probeLane, probePauseMs, shouldOpen } from "#webhooks/circuit-breaker";

const POLICY = { attempts: 10, seconds: 10, probeSeconds: 10, probeSecondsMax: 300 };
const NOW = new Date("2026-11-24T01:00:00Z");
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);
const STREAK: FailureStreak = { attempts: 10, since: ago(10), isOfSeveralDeliveries: true };

test.each<[string, Partial<FailureStreak>, boolean]>([
  ["ten attempts of several deliveries failed over ten seconds", {}, true],
  ["many more did", { attempts: 1_000, since: ago(3_600) }, true],
  ["only nine did", { attempts: 9 }, false],
  ["it was one delivery again and again", { isOfSeveralDeliveries: false }, false],
  ["it all happened in a moment", { since: ago(9.9) }, false],
  ["none failed", { attempts: 0, since: null, isOfSeveralDeliveries: false }, false],
])("when %s", (_case, facts, opens) => {
  expect(shouldOpen({ ...STREAK, ...facts }, POLICY, NOW)).toBe(opens);
});

test("with 0 attempts it never opens", () => {
  expect(shouldOpen({ ...STREAK, attempts: 1_000_000 }, { ...POLICY, attempts: 0 }, NOW)).toBe(false);
});

test("pauses double from ten seconds to five minutes", () => {
  expect([0, 1, 2, 3, 4, 5, 6, 1_000].map((probes) => probePauseMs(probes, POLICY) / 1000)).toEqual([
    10, 20, 40, 80, 160, 300, 300, 300,
  ]);
  expect(probePauseMs(3, { ...POLICY, probeSeconds: 20, probeSecondsMax: 5 })).toBe(20_000);
});

test("every kind has its turn within four probes, or within six while an Emergency waits untried, whose turn is every other", () => {
  const lanes = (probes: number, isUrgentHeld: boolean) =>
    Array.from({ length: probes }, (_, probe) => probeLane(probe, isUrgentHeld));
  const all = new Set(["tried", "newest", "oldest", "operational"]);
  expect(new Set(lanes(4, false))).toEqual(all);
  expect(new Set(lanes(6, true))).toEqual(all);
  const urgent = lanes(12, true);
  expect(urgent.filter((lane, probe) => probe % 2 === 1 && lane !== "newest")).toEqual([]);
});
