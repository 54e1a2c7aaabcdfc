/** The facts strip of a delivery: how long each stretch of its way took. */
import type { Fact } from "#ui/facts";
import { Time } from "#ui/time";
import { formatDuration } from "../../../wording/numbers.ts";
import type { DeliveryDetail } from "./documents.ts";

export function deliveryFacts(delivery: DeliveryDetail): Fact[] {
  const { event, attempts, createdAt, subscription } = delivery;
  const beganAt = event?.receivedAt ?? createdAt;
  const first = attempts.at(0);
  return [
    {
      name: event ? "Event received" : "Created",
      value: <Time at={beganAt} as="millis" />,
      note: <Time at={beganAt} />,
    },
    ...(event?.matchedAt ? [{ name: "Matched", value: `${between(beganAt, event.matchedAt)} later` }] : []),
    { name: "First attempt", value: first ? `${between(beganAt, first.startedAt)} later` : null },
    arrival(delivery, beganAt),
    { name: "Attempts", value: `${delivery.attemptCount} of ${subscription.retryPolicy.maxRetries + 1}` },
    { name: "Webhook id", value: <span className="code-text">{delivery.id}</span>, note: "same on every attempt" },
  ];
}

function arrival({ status, completedAt }: DeliveryDetail, beganAt: string): Fact {
  const name = "Arrived";
  if (completedAt === null) {
    return { name, value: "Not yet", note: `${formatDuration(Date.now() - Date.parse(beganAt))} so far` };
  }
  return { name, value: status === "SUCCEEDED" ? `${between(beganAt, completedAt)} later` : "No" };
}

function between(from: string, to: string): string {
  return formatDuration(new Date(to).getTime() - new Date(from).getTime());
}
