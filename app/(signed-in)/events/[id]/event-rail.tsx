/** The way of an event in four steps under its head, each with what came of it and a link to the section that says more. */
import clsx from "clsx";
import type { ReactNode } from "react";
import { DELIVERY_STATUS } from "#ui/status";
import { Time } from "#ui/time";
import { countOf, formatDuration } from "../../../wording/numbers.ts";
import { RANK } from "./delivery-list.tsx";
import { deliveriesOf, type EventDetail } from "./documents.ts";

type Step = { id: string; name: string; value: ReactNode; note: ReactNode; isWaiting?: boolean };

const LINE = "before:absolute before:inset-x-0 before:top-[7px] before:h-0.5 last:before:right-[30%]";
const PIN = "after:absolute after:top-0.5 after:left-0 after:size-3 after:rounded-full after:ring-3 after:ring-canvas";
const DONE = "before:bg-accent after:bg-accent";
const WAITING =
  "before:bg-[repeating-linear-gradient(90deg,var(--warn)_0_5px,transparent_5px_9px)] after:border-2 after:border-warn after:bg-canvas";

export function EventRail({ event }: { event: EventDetail }) {
  const steps = [eventStep(event), triggerStep(event), actionStep(event), statusStep(event)];
  return (
    <ol aria-label="The way of this event" className="mb-6.5 grid grid-cols-2 gap-y-3 md:grid-cols-4">
      {steps.map(({ id, name, value, note, isWaiting = false }) => (
        <li key={id} className={clsx("relative min-w-0 pt-6", LINE, PIN, isWaiting ? WAITING : DONE)}>
          <a href={`#${id}`} className="block pr-3 hover:text-accent-ink">
            <span className="block text-meta text-ink-3">{name}</span>
            <span className="block text-section font-semibold wrap-anywhere">{value}</span>
            <span className="block text-meta text-ink-2">{note}</span>
          </a>
        </li>
      ))}
    </ol>
  );
}

function eventStep({ occurredAt, receivedAt }: EventDetail): Step {
  const afterMs = Date.parse(receivedAt) - Date.parse(occurredAt);
  const note = afterMs > 0 ? `received ${formatDuration(afterMs)} after it occurred` : "received as it occurred";
  return { id: "event", name: "Event", value: <Time at={receivedAt} as="clock" />, note };
}

function triggerStep({ matches, matchedAt, receivedAt }: EventDetail): Step {
  const step = { id: "trigger", name: "Trigger" };
  if (matchedAt === null)
    return { ...step, value: "Being matched", note: "the filters are compared now", isWaiting: true };
  const matched = matches.filter(({ outcome }) => outcome === "MATCHED").length;
  const value = matches.length === 0 ? "None listened" : `${matched} of ${matches.length} matched`;
  return { ...step, value, note: `after ${between(receivedAt, matchedAt)}` };
}

function actionStep(event: EventDetail): Step {
  const deliveries = deliveriesOf(event);
  const attempts = deliveries.flatMap((delivery) => delivery.attempts);
  const step = { id: "action", name: "Action" };
  const first = attempts.map(({ startedAt }) => startedAt).toSorted((a, b) => Date.parse(a) - Date.parse(b))[0];
  if (first !== undefined) {
    return {
      ...step,
      value: countOf(attempts.length, "attempt"),
      note: `first after ${between(event.receivedAt, first)}`,
    };
  }
  const isWaiting = event.matchedAt === null || deliveries.some(isStillWaiting);
  return { ...step, value: "No attempt", note: deliveries.length > 0 ? "none yet" : "nothing to send", isWaiting };
}

function statusStep(event: EventDetail): Step {
  const deliveries = deliveriesOf(event);
  const step = { id: "status", name: "Status" };
  if (deliveries.length === 0) {
    const isWaiting = event.matchedAt === null;
    return { ...step, value: isWaiting ? "Not known yet" : "Nothing to deliver", note: "no delivery", isWaiting };
  }
  const statuses = [...new Set(deliveries.map(({ status }) => status))].toSorted((a, b) => RANK[b] - RANK[a]);
  const value = statuses
    .map((status) => {
      const count = deliveries.filter((delivery) => delivery.status === status).length;
      return `${count} ${DELIVERY_STATUS[status].word.toLowerCase()}`;
    })
    .join(", ");
  return { ...step, value, note: statusNote(event), isWaiting: deliveries.some(isStillWaiting) };
}

/** When something happens next; else when the last of them arrived. */
function statusNote(event: EventDetail): ReactNode {
  const deliveries = deliveriesOf(event);
  const next = earliest(deliveries.map(({ nextAttemptAt }) => nextAttemptAt));
  if (next !== undefined) {
    return (
      <>
        next attempt <Time at={next} isDue />
      </>
    );
  }
  if (deliveries.some(({ status }) => status === "HELD")) return "kept, nothing is lost";
  if (deliveries.some(({ status }) => status !== "SUCCEEDED")) return "nothing more happens by itself";
  const last = earliest(deliveries.map(({ completedAt }) => completedAt).toReversed(), -1);
  return last === undefined ? null : `all arrived after ${between(event.receivedAt, last)}`;
}

/** Of those that are known; with `sign` -1 the latest. */
function earliest(instants: readonly (string | null)[], sign = 1): string | undefined {
  const known = instants.filter((instant) => instant !== null);
  return known.toSorted((a, b) => sign * (Date.parse(a) - Date.parse(b)))[0];
}

function isStillWaiting({ status }: { status: string }): boolean {
  return status === "PENDING" || status === "RETRYING" || status === "HELD";
}

function between(from: string, to: string): string {
  return formatDuration(Date.parse(to) - Date.parse(from));
}
