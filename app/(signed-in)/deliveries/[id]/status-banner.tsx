/** What happened last and what happens next, in the tone of the status, with what can be done by those who may. */
import clsx from "clsx";
import { DELIVERY_STATUS, Status, TONE_FILL } from "#ui/status";
import { Time } from "#ui/time";
import { eventPriority } from "../../../wording/event-title.ts";
import { countOf } from "../../../wording/numbers.ts";
import { CancelButton } from "./cancel-button.tsx";
import type { DeliveryDetail } from "./documents.ts";
import { RetryButton } from "./retry-button.tsx";

const STATUS_ID = "delivery-status";

export function StatusBanner({ delivery, mayChange }: { delivery: DeliveryDetail; mayChange: boolean }) {
  const status = DELIVERY_STATUS[delivery.status];
  const isCalm = status.tone === "ok" || status.tone === "idle";
  return (
    <section
      id={STATUS_ID}
      aria-label="Status"
      className={clsx(
        "mb-4.5 flex flex-wrap items-center gap-3.5 rounded-card border px-3.5 py-3",
        isCalm ? "border-line bg-surface shadow-1" : TONE_FILL[status.tone],
      )}
    >
      <Status status={status} />
      <p className="min-w-0 flex-[1_1_320px] text-pretty wrap-anywhere">
        <Standing delivery={delivery} />
      </p>
      {mayChange ? (
        <div className="flex flex-none gap-2 max-md:w-full max-md:*:flex-1">
          <RetryButton id={delivery.id} isPrimary={!isCalm} />
          <CancelButton delivery={toCancel(delivery)} statusId={STATUS_ID} />
        </div>
      ) : null}
    </section>
  );
}

/** While a retry is still to come, its cause and its time apart; else the API's own sentence. */
function Standing({ delivery: { status, summary, attempts, attemptCount, plannedAttempts } }: StandingProps) {
  const cause = attempts.at(-1)?.cause;
  const [next, ...later] = plannedAttempts;
  if (status !== "RETRYING" || cause === undefined || next === undefined || Date.parse(next) <= Date.now())
    return summary;
  const last = later.at(-1);
  return (
    <>
      <span className="font-medium">{cause}</span>{" "}
      <span className="text-ink-2">
        Attempt {attemptCount + 1} starts at <Time at={next} as="clock" />, <Time at={next} isDue />.{" "}
        {last === undefined ? (
          "It is the last one."
        ) : (
          <>
            {countOf(later.length, "more", "more")} can follow, {later.length === 1 ? "" : "the last "}at about{" "}
            <Time at={last} as="moment" />.
          </>
        )}
      </span>
    </>
  );
}

type StandingProps = { delivery: DeliveryDetail };

function toCancel({ id, status, subscription, event }: DeliveryDetail) {
  const isEmergency = event !== null && eventPriority(event.payload) === "Emergency";
  return { id, status, subscriptionName: subscription.name, isEmergency };
}
