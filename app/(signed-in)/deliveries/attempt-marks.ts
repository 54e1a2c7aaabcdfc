/** The attempts of a delivery as they stand on a lane, and what the lane shows in a sentence. */
import type { LaneMark } from "../../ui/lane-axis.ts";
import { countOf, formatDuration } from "../../wording/numbers.ts";

type MadeAttempt = { outcome: string; startedAt: string };

/** Oldest first; `planned` are instants. */
export function attemptMarks(attempts: readonly MadeAttempt[], planned: readonly string[]): LaneMark[] {
  return [
    ...attempts.map(({ outcome, startedAt }) => ({ at: Date.parse(startedAt), kind: kindOf(outcome) })),
    ...planned.map((at) => ({ at: Date.parse(at), kind: "planned" as const })),
  ];
}

/** "10 attempts failed within 17 min 3 s. The next is due in 4 min 14 s, and 10 more can follow, the last in about 10 h." */
export function laneSentence(marks: readonly LaneMark[], now: number): string {
  const made = marks.filter(({ kind }) => kind !== "planned");
  const planned = marks.filter(({ kind }) => kind === "planned");
  const sentences = [madeSentence(made), plannedSentence(planned, now)].filter((sentence) => sentence !== "");
  return sentences.length === 0 ? "No attempt yet." : sentences.join(" ");
}

function madeSentence(made: readonly LaneMark[]): string {
  const [first] = made;
  const last = made.at(-1);
  if (!first || !last) return "";
  const arrived = made.filter(({ kind }) => kind === "arrived").length;
  const failed = made.length - arrived;
  const over = made.length === 1 ? "" : ` within ${formatDuration(last.at - first.at)}`;
  const parts = [
    ...(failed > 0 ? [`${countOf(failed, "attempt")} failed`] : []),
    ...(arrived > 0 ? [failed > 0 ? `${arrived} arrived` : `${countOf(arrived, "attempt")} arrived`] : []),
  ];
  return `${parts.join(" and ")}${over}.`;
}

function plannedSentence(planned: readonly LaneMark[], now: number): string {
  const [next, ...later] = planned;
  if (!next) return "";
  const wait = next.at - now;
  const soon = wait < 1_000 ? "now" : `in ${formatDuration(wait)}`;
  const last = later.at(-1);
  if (!last) return `The next is due ${soon}.`;
  return `The next is due ${soon}, and ${later.length} more can follow, the last in about ${formatDuration(last.at - now)}.`;
}

function kindOf(outcome: string): LaneMark["kind"] {
  if (outcome === "SUCCEEDED") return "arrived";
  return outcome === "INTERRUPTED" ? "interrupted" : "failed";
}
