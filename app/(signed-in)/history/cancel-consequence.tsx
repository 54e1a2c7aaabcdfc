/** What it means to give deliveries up, for the question before it. */
import { countOf } from "../../wording/numbers.ts";
import { type BulkDelivery, namesOf } from "./bulk-rules.ts";

export function CancelConsequence({ deliveries }: { deliveries: readonly BulkDelivery[] }) {
  const emergencies = deliveries.filter(({ isEmergency }) => isEmergency).length;
  const isOne = deliveries.length === 1;
  return (
    <>
      <p>
        {isOne ? "It waits" : "They wait"} to go to <span dir="auto">{namesOf(deliveries)}</span>. Once cancelled,{" "}
        {isOne ? "it is" : "they are"} not attempted again and {isOne ? "does" : "do"} not arrive; an attempt that is
        under way may still.
      </p>
      {emergencies > 0 ? (
        <p className="font-medium text-bad-ink">
          {isOne
            ? "It is an Emergency."
            : `${countOf(emergencies, "of them is an Emergency", "of them are Emergencies")}.`}
        </p>
      ) : null}
      <p>
        The history keeps {isOne ? "it" : "them"}, and Retry brings {isOne ? "it" : "them"} back.
      </p>
    </>
  );
}
