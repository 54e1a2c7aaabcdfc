/** A notice as it leaves the product: the body that a webhook gets, and the mail. Where it goes is its sender's business. */
import { describeNoticeTitle } from "./notice-sentence.ts";
import type { NoticeKind } from "./notices.ts";

/** `id`: the public id. */
export type NoticeSubject = { type: "subscription" | "integration"; id: string; name: string };

/** `id`: the public id, the same each time it is sent. `subject` null: a test. */
export type NoticeMessage = {
  id: string;
  kind: NoticeKind | "TEST";
  at: Date;
  sentence: string;
  subject: NoticeSubject | null;
};

/** The page where somebody can do something about it; absolute. */
export function noticeLink(publicUrl: string, subject: NoticeSubject | null): string {
  return `${publicUrl}${subject ? `/${subject.type}s/${subject.id}` : "/settings/notifications"}`;
}

/** `{"id","kind","timestamp","sentence","link"[,"subscription"|"integration"]}`, keys in this order. */
export function buildNoticeBody({ id, kind, at, sentence, subject }: NoticeMessage, publicUrl: string): string {
  return JSON.stringify({
    id,
    kind,
    timestamp: at.toISOString(),
    sentence,
    link: noticeLink(publicUrl, subject),
    ...(subject && { [subject.type]: { id: subject.id, name: subject.name } }),
  });
}

export function buildNoticeMail(
  { kind, sentence, subject }: NoticeMessage,
  { publicUrl, tenantName }: { publicUrl: string; tenantName: string },
): { subject: string; text: string } {
  const title = kind === "TEST" || !subject ? "A test" : describeNoticeTitle(kind, subject);
  const text = `${sentence}

${noticeLink(publicUrl, subject)}

You get this as an administrator of ${tenantName}. Where notifications go:
${publicUrl}/settings/notifications
`;
  return { subject: `[Signalpost] ${title}`, text };
}

const RETRY_DELAYS_SECONDS = [10, 60, 300, 1_800, 7_200];

/** Milliseconds until a notice is sent once more after attempt n (from 1) failed; null: no more, after 2 h 36 min. */
export function noticeRetryDelayMs(failedAttempt: number): number | null {
  const seconds = RETRY_DELAYS_SECONDS[failedAttempt - 1];
  return seconds === undefined ? null : seconds * 1000;
}
