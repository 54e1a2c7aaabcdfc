/** The attempts of a delivery on the post, newest first, with the next one dashed; choosing one shows it beside. */
import clsx from "clsx";
import Link from "next/link";
import { CodePill } from "#ui/code-pill";
import { Time } from "#ui/time";
import { formatDuration } from "../../../wording/numbers.ts";
import type { Attempt, DeliveryDetail } from "./documents.ts";

const ITEM = "relative grid grid-cols-[26px_minmax(0,1fr)] gap-x-3 rounded-panel py-2 pr-3 pl-2.5";
const LINE =
  "relative not-last:before:absolute not-last:before:top-7.5 not-last:before:-bottom-2 not-last:before:left-5.5 not-last:before:w-0.5 not-last:before:bg-line-strong";
const PIN =
  "relative z-[1] grid size-6.5 place-items-center rounded-full border-2 bg-surface text-meta leading-none font-semibold";

export function AttemptList({ delivery, chosen }: { delivery: DeliveryDetail; chosen: number }) {
  const newestFirst = [...delivery.attempts].reverse();
  return (
    <section aria-labelledby="attempts">
      <h2 id="attempts" className="mb-1.5 text-section">
        Attempts
      </h2>
      <ol reversed>
        {delivery.status === "RETRYING" && delivery.nextAttemptAt ? (
          <li className={LINE}>
            <div className={ITEM}>
              <span aria-hidden="true" className={clsx(PIN, "border-dashed border-warn text-warn-ink")}>
                {delivery.attemptCount + 1}
              </span>
              <span>
                <span className="flex items-center gap-2 font-medium">
                  <Time at={delivery.nextAttemptAt} as="clock" />
                  <span className="ml-auto text-meta font-normal text-ink-3">
                    <Time at={delivery.nextAttemptAt} isDue />
                  </span>
                </span>
                <span className="block text-dense text-ink-2">{waitSentence(delivery, delivery.nextAttemptAt)}</span>
              </span>
            </div>
          </li>
        ) : null}
        {newestFirst.map((attempt) => (
          <li key={attempt.id} className={LINE}>
            <AttemptLink delivery={delivery} attempt={attempt} isChosen={attempt.number === chosen} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** "Waits 17 min 4 s after attempt 10." */
function waitSentence({ attempts }: DeliveryDetail, nextAt: string): string {
  const last = attempts.at(-1);
  if (!last) return "The next attempt.";
  const waitMs = Date.parse(nextAt) - Date.parse(last.startedAt) - last.durationMs;
  return `Waits ${formatDuration(waitMs)} after attempt ${last.number}.`;
}

type AttemptLinkProps = { delivery: DeliveryDetail; attempt: Attempt; isChosen: boolean };

function AttemptLink({ delivery, attempt, isChosen }: AttemptLinkProps) {
  const tone =
    attempt.outcome === "SUCCEEDED"
      ? "border-ok text-ok-ink"
      : attempt.outcome === "INTERRUPTED"
        ? "border-warn text-warn-ink"
        : "border-bad text-bad-ink";
  return (
    <Link
      prefetch={false}
      href={`/deliveries/${delivery.id}?attempt=${attempt.number}`}
      scroll={false}
      replace
      aria-current={isChosen ? "true" : undefined}
      className={clsx(ITEM, isChosen ? "bg-selected" : "hover:bg-hover")}
    >
      <span className={clsx(PIN, tone)}>
        <span className="sr-only">Attempt </span>
        {attempt.number}
      </span>
      <span className="min-w-0">
        <span className="flex items-center gap-2 font-medium">
          <Time at={attempt.startedAt} as="clock" />
          <CodePill statusCode={attempt.statusCode} outcome={attempt.outcome} />
          <span className="ml-auto text-meta font-normal text-ink-3">{formatDuration(attempt.durationMs)}</span>
        </span>
        <span className="block text-dense wrap-anywhere text-ink-2">{attempt.cause}</span>
      </span>
    </Link>
  );
}
