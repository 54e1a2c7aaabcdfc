/** What the overview shows below what needs somebody; counting a report takes longer than the rest of the page. */
import type { Period } from "../../period.ts";
import { startOf } from "../../period.ts";
import { ask } from "../../session.ts";
import { reportPeriod } from "../reports/report-params.ts";
import { ArrivalTimes } from "./arrival-times.tsx";
import { NewestEventsQuery, ReachQuery } from "./documents.ts";
import { NewestEvents } from "./newest-events.tsx";
import { Reach } from "./reach.tsx";

type BelowTheHeadProps = { since: Period; now: Date };

export async function BelowTheHead({ since, now }: BelowTheHeadProps) {
  const period = reportPeriod({ since, from: null, to: null }, now);
  const { from, to, interval } = period;
  const before = startOf(since, new Date(from)) ?? from;
  const [answer, { events }] = await Promise.all([
    ask(ReachQuery, { before, from, to, interval }),
    ask(NewestEventsQuery, {}),
  ]);
  return (
    <>
      <Reach answer={answer} period={period} since={since} now={now} />
      <ArrivalTimes groups={answer.deliveryReport.byIntegration} period={period} />
      <NewestEvents events={events.edges.map(({ node }) => node)} />
    </>
  );
}

/** Its place while the report is being counted. Nothing stands below, so nothing moves when it comes. */
export function BelowTheHeadPending() {
  return (
    <div role="status" className="animate-late">
      <span className="sr-only">Loading</span>
      <div aria-hidden="true" className="card mb-5">
        <div className="flex h-14 items-center border-b border-line px-4 font-semibold">Are we reaching them?</div>
        <div className="grid grid-cols-2 border-b border-line md:grid-cols-4">
          {["a", "b", "c", "d"].map((figure) => (
            <div key={figure} className="grid gap-2 px-3.5 py-3.5">
              <div className="h-3 w-1/2 rounded-mark bg-idle-soft" />
              <div className="h-6 w-1/3 rounded-mark bg-idle-soft" />
              <div className="h-3 w-3/4 rounded-mark bg-idle-soft" />
            </div>
          ))}
        </div>
        <div className="h-[440px] p-4">
          <div className="h-full rounded-mark bg-idle-soft" />
        </div>
      </div>
    </div>
  );
}
