/** Deliveries of a report over time: what the bars mean, the charts, and the same figures as a table. */
import type { ComponentProps } from "react";
import { deliveriesBy } from "./interval-words.ts";
import { OutcomeKeys, ReportSeries } from "./report-series.tsx";

export function ReportChart(props: ComponentProps<typeof ReportSeries>) {
  return (
    <section aria-labelledby="over-time" className="card mb-6 px-4 py-3.5">
      <header className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5">
        <h2 id="over-time" className="font-semibold">
          {deliveriesBy(props.period)}
        </h2>
        <OutcomeKeys />
      </header>
      <ReportSeries {...props} />
    </section>
  );
}
