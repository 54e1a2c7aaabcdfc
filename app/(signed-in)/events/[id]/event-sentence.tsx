/** The answer of an event's page in one or two sentences, its counts standing out: what it matched and what became of it. */
import { Fragment, type ReactNode } from "react";
import { triggerNoun } from "../../../wording/field-label.ts";
import { countOf } from "../../../wording/numbers.ts";
import { deliveriesOf, type EventDetail } from "./documents.ts";

/** "This alert matched 3 of 8 integrations. 2 deliveries arrived, 1 is being retried." */
export function EventSentence({ event }: { event: EventDetail }) {
  const noun = triggerNoun(event.type.name);
  if (event.matchedAt === null) return `This ${noun} is being matched.`;
  const total = event.matches.length;
  const matched = event.matches.filter(({ outcome }) => outcome === "MATCHED").length;
  return (
    <>
      {total === 0 ? (
        `No integration listened to ${event.type.name} when this ${noun} came in.`
      ) : (
        <>
          This {noun} matched{" "}
          <Count>
            {matched} of {total}
          </Count>{" "}
          {total === 1 ? "integration" : "integrations"}.
        </>
      )}{" "}
      <Fates event={event} />
    </>
  );
}

const FATES = [
  { status: "SUCCEEDED", one: "arrived", many: "arrived" },
  { status: "PENDING", one: "is on its way", many: "are on their way" },
  { status: "RETRYING", one: "is being retried", many: "are being retried" },
  {
    status: "HELD",
    one: "is held until its receiver answers again",
    many: "are held until their receivers answer again",
  },
  { status: "FAILED", one: "failed for good", many: "failed for good" },
  { status: "CANCELLED", one: "was cancelled", many: "were cancelled" },
] as const;

function Fates({ event }: { event: EventDetail }): ReactNode {
  const deliveries = deliveriesOf(event);
  const clauses = FATES.flatMap(({ status, one, many }) => {
    const count = deliveries.filter((delivery) => delivery.status === status).length;
    return count === 0 ? [] : [{ status, count, verb: count === 1 ? one : many }];
  });
  if (clauses.length === 0) return null;
  // Of the first one that has not arrived: what happened last and what happens next.
  const problem = deliveries.find(({ status }) => status === "FAILED" || status === "RETRYING");
  return (
    <>
      {clauses.map(({ status, count, verb }, index) => (
        <Fragment key={status}>
          {index === 0 ? null : ", "}
          <Count>
            {index === 0 ? countOf(count, "delivery", "deliveries") : count} {verb}
          </Count>
        </Fragment>
      ))}
      . {problem?.summary}
    </>
  );
}

function Count({ children }: { children: ReactNode }) {
  return <b className="font-semibold text-ink">{children}</b>;
}
