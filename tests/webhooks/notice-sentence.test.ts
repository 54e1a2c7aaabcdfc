/** Notices in words. */
import { expect, test } from "vitest";
import {
  describeHealthNotice,
  describeNoticeTitle,
  describeQuietNotice,
  type HealthNotice,
} from "#webhooks/notice-sentence";

const NOW = new Date("2026-11-23T12:17:04Z");
const NOTICE: HealthNotice = {
  kind: "FAILING",
  subscription: "911 CAD",
  since: new Date("2026-11-23T12:00:00Z"),
  attempts: 5,
  cause: "911 CAD answered 503 Service Unavailable.",
  counts: { retrying: 0, held: 0, failed: 0 },
};

test.each<[string, Partial<HealthNotice>, string]>([
  [
    "failing",
    { counts: { retrying: 3, held: 0, failed: 1 } },
    "911 CAD is failing: the last 5 attempts failed, since 2026-11-23 12:00 UTC: 911 CAD answered 503 Service Unavailable. 3 deliveries will be tried again by its retry policy. 1 delivery failed for good since it began and can be recovered.",
  ],
  [
    "failing, and nobody knows why",
    { cause: null, attempts: 1_200 },
    "911 CAD is failing: the last 1,200 attempts failed, since 2026-11-23 12:00 UTC.",
  ],
  [
    "paused with nothing held yet",
    { kind: "PAUSED" },
    "911 CAD is paused: the last 5 attempts failed, since 2026-11-23 12:00 UTC: 911 CAD answered 503 Service Unavailable. Deliveries to it are held from now on; one is tried now and then, and all go out when it takes one.",
  ],
  [
    "paused with many held",
    { kind: "PAUSED", counts: { retrying: 0, held: 10_001, failed: 0 } },
    "911 CAD is paused: the last 5 attempts failed, since 2026-11-23 12:00 UTC: 911 CAD answered 503 Service Unavailable. Deliveries to it are held from now on, over 10,000 so far; one is tried now and then, and all go out when it takes one.",
  ],
  ["recovered", { kind: "RECOVERED" }, "911 CAD takes deliveries again, after 17 min 4 s. Nothing was lost."],
  [
    "recovered, with what was held and what failed",
    { kind: "RECOVERED", counts: { retrying: 2, held: 1, failed: 1_204 } },
    "911 CAD takes deliveries again, after 17 min 4 s. 1 delivery that waited goes out now. 1,204 deliveries failed for good since it began and can be recovered.",
  ],
])("%s", (_what, fields, expected) => {
  expect(describeHealthNotice({ ...NOTICE, ...fields }, NOW)).toBe(expected);
});

test("quiet, and no longer", () => {
  const since = new Date("2026-11-22T12:00:00Z");
  const quiet = { integration: "Hazmat", trigger: "alert.sent", since, until: NOW };
  expect(describeQuietNotice("RECOVERED", quiet)).toBe(
    "Hazmat matches again, after 1 d of silence since 2026-11-22 12:00 UTC.",
  );
  expect(describeQuietNotice("QUIET", quiet)).toBe(
    "Hazmat has matched nothing for 1 d, since 2026-11-22 12:00 UTC. If that is not as it should be, look at what publishes alert.sent, and at its filters.",
  );
});

test.each([
  ["FAILING", "911 CAD is failing"],
  ["PAUSED", "911 CAD is paused"],
  ["RECOVERED", "911 CAD takes deliveries again"],
  ["GONE", "911 CAD says that it is gone"],
  ["QUIET", "911 CAD has gone quiet"],
] as const)("the title of %s", (kind, title) => {
  expect(describeNoticeTitle(kind, { type: "subscription", name: "911 CAD" })).toBe(title);
});

test("an integration that was quiet matches again", () => {
  expect(describeNoticeTitle("RECOVERED", { type: "integration", name: "Hazmat" })).toBe("Hazmat matches again");
});
