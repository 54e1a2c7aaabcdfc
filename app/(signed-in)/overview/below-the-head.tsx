/** What the overview shows below what needs somebody: whether deliveries arrive, how fast, and what came in last. */
import type { Period } from "../../period.ts";
import { startOf } from "../../period.ts";
import { ask } from "../../session.ts";
import { reportPeriod } from "../reports/report-params.ts";
import { ArrivalTimes } from "./arrival-times.tsx";
import { NewestEventsQuery, ReachQuery } from "./documents.ts";
import { NewestEvents } from "./newest-events.tsx";
import { Reach } from "./reach.tsx";

/** What `BelowTheHead` shows. The page waits for it: where a part of a page came later, a failed refresh would take it away. */
export async function askBelowTheHead(since: Period, now: Date) {
  const period = reportPeriod({ since, from: null, to: null }, now);
  const { from, to, interval } = period;
  const before = startOf(since, new Date(from)) ?? from;
  const [answer, { events }] = await Promise.all([
    ask(ReachQuery, { before, from, to, interval }),
    ask(NewestEventsQuery, {}),
  ]);
  return { since, now, period, answer, events: events.edges.map(({ node }) => node) };
}

export function BelowTheHead({ since, now, period, answer, events }: Awaited<ReturnType<typeof askBelowTheHead>>) {
  return (
    <>
      <Reach answer={answer} period={period} since={since} now={now} />
      <ArrivalTimes groups={answer.deliveryReport.byIntegration} period={period} />
      <NewestEvents events={events} />
    </>
  );
}
