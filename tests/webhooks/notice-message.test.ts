/** Notices as they leave the product. */
import { expect, test } from "vitest";
import { buildNoticeBody, buildNoticeMail, type NoticeMessage, noticeRetryDelayMs } from "#webhooks/notice-message";

const URL = "https://hooks.example.com";
const PAUSED: NoticeMessage = {
  id: "ntf_1",
  kind: "PAUSED",
  at: new Date("2026-11-23T12:00:00Z"),
  sentence: "911 CAD is paused.",
  subject: { type: "subscription", id: "sub_1", name: "911 CAD" },
};
const QUIET: NoticeMessage = {
  ...PAUSED,
  kind: "QUIET",
  subject: { type: "integration", id: "int_1", name: "Hazmat" },
};
const TEST: NoticeMessage = { ...PAUSED, kind: "TEST", sentence: "This is a test.", subject: null };

test.each<[string, NoticeMessage, object]>([
  [
    "a subscription's",
    PAUSED,
    { kind: "PAUSED", link: `${URL}/subscriptions/sub_1`, subscription: { id: "sub_1", name: "911 CAD" } },
  ],
  [
    "an integration's",
    QUIET,
    { kind: "QUIET", link: `${URL}/integrations/int_1`, integration: { id: "int_1", name: "Hazmat" } },
  ],
  ["a test's", TEST, { kind: "TEST", link: `${URL}/settings/notifications` }],
])("the body of %s", (_what, message, expected) => {
  const { sentence } = message;
  expect(JSON.parse(buildNoticeBody(message, URL))).toEqual({
    id: "ntf_1",
    timestamp: "2026-11-23T12:00:00.000Z",
    sentence,
    ...expected,
  });
});

test("the mail says it in its subject, and holds the sentence, the link and the way to switch it off", () => {
  const { subject, text } = buildNoticeMail(PAUSED, { publicUrl: URL, tenantName: "Harlan County" });
  expect(subject).toBe("[Signalpost] 911 CAD is paused");
  expect(text).toBe(`911 CAD is paused.

${URL}/subscriptions/sub_1

You get this as an administrator of Harlan County. Where notifications go:
${URL}/settings/notifications
`);
  expect(buildNoticeMail(TEST, { publicUrl: URL, tenantName: "Harlan County" }).subject).toBe("[Signalpost] A test");
});

test("a notice that does not arrive is tried five times more, over some hours", () => {
  const delays = [1, 2, 3, 4, 5, 6].map(noticeRetryDelayMs);
  expect(delays).toEqual([10_000, 60_000, 300_000, 1_800_000, 7_200_000, null]);
});
