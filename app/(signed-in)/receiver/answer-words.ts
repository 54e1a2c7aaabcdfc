/** What an inbox answers, in a sentence; and the answers that are mostly wanted, ready to choose. */
import { formatCount, formatDuration } from "../../wording/numbers.ts";
import type { StoredAnswer } from "./documents.ts";

const ACCEPTED = "202 Accepted, at once";

/** "Answers 503 to the next 2 requests, then 202." */
export function answerSentence(answer: StoredAnswer): string {
  if (!answer || answer.timesLeft === 0) return `Answers ${ACCEPTED}.`;
  const { statusCode, delaySeconds, retryAfterSeconds, timesLeft } = answer;
  const delay = delaySeconds > 0 ? ` after ${formatDuration(delaySeconds * 1000)}` : "";
  const retryAfter = retryAfterSeconds === null ? "" : ` with Retry-After ${retryAfterSeconds}`;
  const next = timesLeft === 1 ? "request" : `${formatCount(timesLeft ?? 0)} requests`;
  const times = timesLeft === null ? " to every request" : ` to the next ${next}, then 202`;
  return `Answers ${statusCode}${delay}${retryAfter}${times}.`;
}

/** The fields of the form, as text. */
export type AnswerValues = {
  statusCode: string;
  delaySeconds: string;
  retryAfterSeconds: string;
  times: string;
  body: string;
};

type Preset = { value: string; label: string; description: string; answer: AnswerValues | null };

const NOTHING = { delaySeconds: "", retryAfterSeconds: "", times: "", body: "" };

/** `answer` null: 202 at once. */
export const ANSWER_PRESETS: readonly Preset[] = [
  { value: "accept", label: "Accept everything", description: ACCEPTED, answer: null },
  {
    value: "recover",
    label: "Fail three times, then accept",
    description: "503, then 202: to watch retries succeed",
    answer: { ...NOTHING, statusCode: "503", times: "3" },
  },
  {
    value: "fail",
    label: "Always fail",
    description: "500 to every request",
    answer: { ...NOTHING, statusCode: "500" },
  },
  {
    value: "busy",
    label: "Too busy",
    description: "429 with Retry-After 30",
    answer: { ...NOTHING, statusCode: "429", retryAfterSeconds: "30" },
  },
  {
    value: "slow",
    label: "Too slow",
    description: "200 after 35 seconds: a timeout",
    answer: { ...NOTHING, statusCode: "200", delaySeconds: "35" },
  },
  {
    value: "gone",
    label: "Gone",
    description: "410: failed for good, no retry",
    answer: { ...NOTHING, statusCode: "410" },
  },
];

/** What is chosen when an answer is none of these. */
export const CUSTOM_ANSWER = "custom";

/** A stored answer as the form shows it. */
export function answerValues(answer: StoredAnswer): AnswerValues {
  const text = (value: number | null | undefined) => (value ? String(value) : value === 0 ? "0" : "");
  return {
    statusCode: text(answer?.statusCode ?? 202),
    delaySeconds: answer?.delaySeconds ? String(answer.delaySeconds) : "",
    retryAfterSeconds: text(answer?.retryAfterSeconds),
    times: text(answer?.times),
    body: answer?.body ?? "",
  };
}

/** The preset that an answer is, or "custom". */
export function presetOf(answer: StoredAnswer): string {
  if (!answer) return "accept";
  const values = JSON.stringify(sorted(answerValues(answer)));
  return (
    ANSWER_PRESETS.find((preset) => preset.answer && JSON.stringify(sorted(preset.answer)) === values)?.value ??
    CUSTOM_ANSWER
  );
}

function sorted({ statusCode, delaySeconds, retryAfterSeconds, times, body }: AnswerValues): string[] {
  return [statusCode, delaySeconds, retryAfterSeconds, times, body];
}
