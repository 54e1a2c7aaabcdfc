/** Notices in words: who, what, since when, how much waits or failed, and what happens next. */
import { describeDuration } from "./duration.ts";
import { describeInstant } from "./instant.ts";
import type { HealthNews, NoticeKind } from "./notices.ts";
import type { QuietNews } from "./quiet-watch.ts";

/** `failed`: for good, since the trouble began. Each is counted to at most DELIVERIES_COUNTED_MAX and one more. */
export type TroubleCounts = { retrying: number; held: number; failed: number };
export const DELIVERIES_COUNTED_MAX = 10_000;

export type HealthNotice = {
  kind: HealthNews;
  subscription: string;
  /** When the trouble began. */
  since: Date;
  attempts: number;
  /** The sentence of the last failed attempt. */
  cause: string | null;
  counts: TroubleCounts;
};

/** The sentence (often two or three) as it is kept and sent. */
export function describeHealthNotice(notice: HealthNotice, now: Date): string {
  const { kind, subscription, since, counts } = notice;
  const failed = failedForGood(counts.failed);
  switch (kind) {
    case "FAILING": {
      const retrying = deliveries(counts.retrying);
      const next = counts.retrying === 0 ? "" : ` ${retrying} will be tried again by its retry policy.`;
      return `${subscription} is failing: ${failure(notice)}.${next}${failed}`;
    }
    case "PAUSED": {
      const held = counts.held === 0 ? "" : `, ${counts.held === 1 ? "1" : number(counts.held)} so far`;
      const next = `Deliveries to it are held from now on${held}; one is tried now and then, and all go out when it takes one.`;
      return `${subscription} is paused: ${failure(notice)}. ${next}${failed}`;
    }
    case "RECOVERED": {
      const after = describeDuration(now.getTime() - since.getTime());
      const go = counts.held === 1 ? "goes" : "go";
      const held = counts.held === 0 ? "" : ` ${deliveries(counts.held)} that waited ${go} out now.`;
      return `${subscription} takes deliveries again, after ${after}.${held}${failed || " Nothing was lost."}`;
    }
  }
}

export function describeGoneNotice(subscription: string): string {
  return `${subscription} answered 410 Gone: it says that it takes no more events. Deliveries that it answers so have failed for good; later ones are still sent to it. If it has moved, change its URI and retry what failed; if it is gone, switch it off.`;
}

/** `until`: now, or the match that ended it. */
export type QuietNotice = { integration: string; trigger: string; since: Date; until: Date };

export function describeQuietNotice(kind: QuietNews, { integration, trigger, since, until }: QuietNotice): string {
  const silence = describeDuration(until.getTime() - since.getTime());
  const from = describeInstant(since);
  if (kind === "RECOVERED") return `${integration} matches again, after ${silence} of silence since ${from}.`;
  return `${integration} has matched nothing for ${silence}, since ${from}. If that is not as it should be, look at what publishes ${trigger}, and at its filters.`;
}

const TITLES: Record<NoticeKind, string> = {
  FAILING: "is failing",
  PAUSED: "is paused",
  RECOVERED: "takes deliveries again",
  GONE: "says that it is gone",
  QUIET: "has gone quiet",
};

/** "911 CAD is paused" */
export function describeNoticeTitle(
  kind: NoticeKind,
  { type, name }: { type: "subscription" | "integration"; name: string },
): string {
  return `${name} ${kind === "RECOVERED" && type === "integration" ? "matches again" : TITLES[kind]}`;
}

function failure({ attempts, since, cause }: HealthNotice): string {
  const times = attempts === 1 ? "the last attempt" : `the last ${number(attempts)} attempts`;
  return `${times} failed, since ${describeInstant(since)}${cause === null ? "" : `: ${cause.replace(/\.$/, "")}`}`;
}

function failedForGood(count: number): string {
  if (count === 0) return "";
  return ` ${deliveries(count)} failed for good since it began and can be recovered.`;
}

function deliveries(count: number): string {
  return count === 1 ? "1 delivery" : `${number(count)} deliveries`;
}

function number(count: number): string {
  return count > DELIVERIES_COUNTED_MAX
    ? `over ${DELIVERIES_COUNTED_MAX.toLocaleString("en-US")}`
    : count.toLocaleString("en-US");
}
