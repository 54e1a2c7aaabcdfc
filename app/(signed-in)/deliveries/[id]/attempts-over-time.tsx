/** The attempts of a delivery on one time axis: those that were made, now, and those that can still follow. */
import type { ReactNode } from "react";
import { AttemptLane, LaneAxis } from "#ui/attempt-lane";
import { Time } from "#ui/time";
import { laneSpan } from "../../../ui/lane-axis.ts";
import { countOf, formatDuration } from "../../../wording/numbers.ts";
import { attemptMarks, laneSentence } from "../attempt-marks.ts";
import type { DeliveryDetail } from "./documents.ts";

/** "14:02:07" */
const CLOCK_LETTERS = 8;

/** Nothing, while there is but one attempt: its place says nothing. */
export function AttemptsOverTime({ delivery }: { delivery: DeliveryDetail }) {
  const { attempts, plannedAttempts, completedAt } = delivery;
  const marks = attemptMarks(attempts, plannedAttempts);
  const [first] = attempts;
  if (!first || marks.length < 2) return null;
  const now = Date.now();
  const instants = marks.map(({ at }) => at);
  const span = laneSpan(Date.parse(first.startedAt), instants, completedAt === null ? now : null);
  return (
    <section aria-labelledby="over-time" className="card mb-4.5 px-3.5 pt-3 pb-1.5 md:px-4.5 md:pt-3.5 md:pb-2">
      <div className="mb-2.5 flex flex-wrap justify-between gap-x-4 gap-y-0.5 text-dense">
        <h2 id="over-time" className="font-medium">
          Attempts over time
        </h2>
        <p className="text-ink-3">
          <Pace delivery={delivery} />
        </p>
      </div>
      <AttemptLane span={span} marks={marks} label={laneSentence(marks, now)} />
      <LaneAxis span={span} start={<Time at={first.startedAt} as="clock" />} startLetters={CLOCK_LETTERS} hasWideForm />
    </section>
  );
}

function Pace({
  delivery: { status, subscription, attempts, plannedAttempts },
}: {
  delivery: DeliveryDetail;
}): ReactNode {
  const last = plannedAttempts.at(-1);
  if (last !== undefined) {
    const { baseSeconds, maxSeconds } = subscription.retryPolicy;
    const longest = formatDuration(maxSeconds * 1000);
    const pauses = baseSeconds < maxSeconds ? `pauses double, up to ${longest}` : `pauses of ${longest}`;
    return (
      <>
        {pauses}; the last attempt is at about <Time at={last} as="moment" />
      </>
    );
  }
  if (status === "HELD") return "held: the next attempt has no time yet";
  const [first] = attempts;
  const latest = attempts.at(-1);
  if (!first || !latest) return null;
  const tookMs = Date.parse(latest.startedAt) - Date.parse(first.startedAt);
  return `${countOf(attempts.length, "attempt")} within ${formatDuration(tookMs)}`;
}
