/** The answer of an event's page in one or two sentences: what it matched and what became of it. */
import { triggerNoun } from "../../../wording/field-label.ts";
import { countOf } from "../../../wording/numbers.ts";
import type { EventDetail } from "./documents.ts";

/** "This alert matched 3 of 8 integrations. 2 deliveries arrived, 1 is being retried." */
export function eventSentence(event: EventDetail): string {
  const noun = triggerNoun(event.type.name);
  if (event.matchedAt === null) return `This ${noun} is being matched.`;
  const total = event.matches.length;
  const matched = event.matches.filter(({ outcome }) => outcome === "MATCHED").length;
  if (total === 0)
    return `No integration listened to ${event.type.name} when this ${noun} came in.${directSentence(event)}`;
  return `This ${noun} matched ${matched} of ${countOf(total, "integration")}. ${deliverySentence(event)}`.trim();
}

function directSentence(event: EventDetail): string {
  const sentence = deliverySentence(event);
  return sentence === "" ? "" : ` ${sentence}`;
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

function deliverySentence(event: EventDetail): string {
  const statuses = event.deliveries.edges.map(({ node }) => node.status);
  const clauses = FATES.flatMap(({ status, one, many }) => {
    const count = statuses.filter((other) => other === status).length;
    return count === 0 ? [] : [{ count, verb: count === 1 ? one : many }];
  }).map(({ count, verb }, index) => `${index === 0 ? countOf(count, "delivery", "deliveries") : count} ${verb}`);
  return clauses.length === 0 ? "" : `${clauses.join(", ")}.${causeSentence(event)}`;
}

/** Of the first delivery that has not arrived: what happened last and what happens next. */
function causeSentence(event: EventDetail): string {
  const problem = event.deliveries.edges.find(({ node }) => node.status === "FAILED" || node.status === "RETRYING");
  return problem ? ` ${problem.node.summary}` : "";
}
