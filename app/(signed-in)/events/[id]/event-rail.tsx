/** The way of an event in four steps under its head, each with what came of it and a link to the section that says more. */
import clsx from "clsx";
import type { ReactNode } from "react";
import { DELIVERY_STATUS } from "#ui/status";
import { Time } from "#ui/time";
import { countOf, formatDuration } from "../../../wording/numbers.ts";
import { RANK } from "./delivery-list.tsx";
import { deliveriesOf, type EventDelivery, type EventDetail } from "./documents.ts";

type Step = { id: string; name: string; value: ReactNode; note: ReactNode; state?: State };
type State = "done" | "waiting" | "held";

const LINE = "before:absolute before:inset-x-0 before:top-[7px] before:h-0.5 last:before:right-[30%]";
const PIN = "after:absolute after:top-0.5 after:left-0 after:size-3 after:rounded-full after:ring-3 after:ring-canvas";
const STATES: Record<State, string> = {
  done: "before:bg-accent after:bg-accent",
  waiting:
    "before:bg-[repeating-linear-gradient(90deg,var(--warn)_0_5px,transparent_5px_9px)] after:border-2 after:border-warn after:bg-canvas",
  held: "before:bg-[repeating-linear-gradient(90deg,var(--held)_0_5px,transparent_5px_9px)] after:border-2 after:border-held after:bg-canvas",
};

export function EventRail({ event }: { event: EventDetail }) {
  const steps = [eventStep(event), triggerStep(event), actionStep(event), statusStep(event)];
  return (
    <ol aria-label="The way of this event" className="mb-6.5 grid grid-cols-2 gap-y-3 md:grid-cols-4">
      {steps.map(({ id, name, value, note, state = "done" }) => (
        <li key={id} className={clsx("relative min-w-0 pt-6", LINE, PIN, STATES[state])}>
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
    return { ...step, value: "Being matched", note: "the filters are compared now", state: "waiting" };
  const matched = matches.filter(({ outcome }) => outcome === "MATCHED").length;
  const value = matches.length === 0 ? "None listened" : `${matched} of ${matches.length} matched`;
  return { ...step, value, note: `after ${between(receivedAt, matchedAt)}` };
}

function actionStep(event: EventDetail): Step {
  const deliveries = deliveriesOf(event);
  const attempts = deliveries.flatMap((delivery) => delivery.attempts);
  const step = { id: "action", name: "Action" };
  const [first] = inOrder(attempts.map(({ startedAt }) => startedAt));
  if (first !== undefined) {
    return {
      ...step,
      value: countOf(attempts.length, "attempt"),
      note: `first after ${between(event.receivedAt, first)}`,
    };
  }
  const state = event.matchedAt === null ? "waiting" : stateOf(deliveries);
  return { ...step, value: "No attempt", note: deliveries.length > 0 ? "none yet" : "nothing to send", state };
}

function statusStep(event: EventDetail): Step {
  const deliveries = deliveriesOf(event);
  const step = { id: "status", name: "Status" };
  if (deliveries.length === 0) {
    if (event.matchedAt === null) return { ...step, value: "Not known yet", note: "no delivery yet", state: "waiting" };
    return { ...step, value: "Nothing to deliver", note: "no delivery" };
  }
  const statuses = [...new Set(deliveries.map(({ status }) => status))].toSorted((a, b) => RANK[b] - RANK[a]);
  const value = statuses
    .map((status) => {
      const count = deliveries.filter((delivery) => delivery.status === status).length;
      return `${count} ${DELIVERY_STATUS[status].word.toLowerCase()}`;
    })
    .join(", ");
  return { ...step, value, note: statusNote(event), state: stateOf(deliveries) };
}

/** When something happens next; else when the last of them arrived. */
function statusNote(event: EventDetail): ReactNode {
  const deliveries = deliveriesOf(event);
  const [next] = inOrder(deliveries.map(({ nextAttemptAt }) => nextAttemptAt));
  if (next !== undefined) {
    return (
      <>
        next attempt <Time at={next} isDue />
      </>
    );
  }
  if (deliveries.some(({ status }) => status === "HELD")) return "kept, nothing is lost";
  if (deliveries.some(({ status }) => status !== "SUCCEEDED")) return "nothing more happens by itself";
  const last = inOrder(deliveries.map(({ completedAt }) => completedAt)).at(-1);
  return last === undefined ? null : `all arrived after ${between(event.receivedAt, last)}`;
}

/** Those that are known, the earliest first. */
function inOrder(instants: readonly (string | null)[]): string[] {
  return instants.filter((instant) => instant !== null).toSorted((a, b) => Date.parse(a) - Date.parse(b));
}

function stateOf(deliveries: readonly EventDelivery[]): State {
  if (deliveries.some(({ status }) => status === "PENDING" || status === "RETRYING")) return "waiting";
  return deliveries.some(({ status }) => status === "HELD") ? "held" : "done";
}

function between(from: string, to: string): string {
  return formatDuration(Date.parse(to) - Date.parse(from));
}
