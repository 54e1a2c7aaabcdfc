/** What a lane of attempts shows, in a sentence. */
import { expect, test } from "vitest";
import { attemptMarks, laneSentence } from "../../../app/(signed-in)/deliveries/attempt-marks.ts";

const NOW = Date.parse("2026-11-23T20:32:00Z");
const at = (time: string) => `2026-11-23T${time}Z`;
const failed = { outcome: "HTTP_ERROR", startedAt: at("20:02:07") };

test.each([
  [[], [], "No attempt yet."],
  [[failed], [], "1 attempt failed."],
  [[{ outcome: "SUCCEEDED", startedAt: at("20:02:07") }], [], "1 attempt arrived."],
  [
    [failed, { outcome: "SUCCEEDED", startedAt: at("20:02:09.200") }],
    [],
    "1 attempt failed and 1 arrived within 2.2 s.",
  ],
  [
    [failed, { outcome: "INTERRUPTED", startedAt: at("20:19:10") }],
    [at("20:36:14"), at("21:10:00"), at("22:12:00")],
    "2 attempts failed within 17 min 3 s. The next is due in 4 min 14 s, and 2 more can follow, the last in about 1 h 40 min.",
  ],
  [[failed], [at("20:31:59")], "1 attempt failed. The next is due now."],
])("%j and %j to come", (attempts, planned, sentence) => {
  expect(laneSentence(attemptMarks(attempts, planned), NOW)).toBe(sentence);
});
