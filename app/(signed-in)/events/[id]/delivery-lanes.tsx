/** The attempts of every delivery of an event on one time axis, what needs attention first. */
import { AttemptLane, LaneAxis } from "#ui/attempt-lane";
import { DELIVERY_STATUS } from "#ui/status";
import { type LaneSpan, laneSpan } from "../../../ui/lane-axis.ts";
import { countOf, formatCount, formatDuration } from "../../../wording/numbers.ts";
import { attemptMarks, laneSentence } from "../../deliveries/attempt-marks.ts";
import type { EventDelivery } from "./documents.ts";

const SHOWN_MAX = 12;
const ROW = "grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3.5 md:grid-cols-[120px_minmax(0,1fr)_118px]";

type DeliveryLanesProps = {
  /** In the order of their list. */
  deliveries: readonly EventDelivery[];
  receivedAt: string;
};

export function DeliveryLanes({ deliveries, receivedAt }: DeliveryLanesProps) {
  const now = Date.now();
  const shown = deliveries.slice(0, SHOWN_MAX).map((delivery) => ({ delivery, marks: marksOf(delivery) }));
  const instants = shown.flatMap(({ marks }) => marks.map(({ at }) => at));
  const isOver = deliveries.every(({ completedAt }) => completedAt !== null);
  const span: LaneSpan = laneSpan(Date.parse(receivedAt), instants, isOver ? null : now);
  const rest = deliveries.length - shown.length;
  return (
    <div className="card px-3.5 pt-2 pb-1.5">
      <ul>
        {shown.map(({ delivery, marks }) => (
          <li key={delivery.id} className={`${ROW} min-h-8.5 py-1`}>
            <span className="line-clamp-2 text-dense font-medium wrap-anywhere" dir="auto" title={nameOf(delivery)}>
              {delivery.subscription.name}
            </span>
            <span className="max-md:order-last max-md:col-span-2">
              <AttemptLane span={span} marks={marks} label={laneSentence(marks, now)} />
            </span>
            <span className="text-right text-meta text-ink-2">{howItWent(delivery)}</span>
          </li>
        ))}
      </ul>
      <div className={ROW}>
        <span className="max-md:hidden" />
        <span className="max-md:col-span-2">
          <LaneAxis span={span} start="0 s" startLetters={3} />
        </span>
      </div>
      {rest > 0 ? (
        <p className="pt-1 pb-1.5 text-dense text-ink-3">The other {formatCount(rest)} are in the list below.</p>
      ) : null}
    </div>
  );
}

/** Of what is to come only the next attempt: several lanes share their axis, and the last ones are hours away. */
function marksOf({ attempts, nextAttemptAt }: EventDelivery) {
  return attemptMarks(attempts, nextAttemptAt === null ? [] : [nextAttemptAt]);
}

function nameOf({ subscription, integration }: EventDelivery): string {
  return integration ? `${subscription.name} for ${integration.name}` : subscription.name;
}

/** "2 attempts, 2.6 s", "10 attempts, retrying". */
function howItWent({ attempts, status }: EventDelivery): string {
  const [first] = attempts;
  const last = attempts.at(-1);
  if (!first || !last) return DELIVERY_STATUS[status].word;
  const tookMs = Date.parse(last.startedAt) + last.durationMs - Date.parse(first.startedAt);
  const how = status === "SUCCEEDED" ? formatDuration(tookMs) : DELIVERY_STATUS[status].word.toLowerCase();
  return `${countOf(attempts.length, "attempt")}, ${how}`;
}
