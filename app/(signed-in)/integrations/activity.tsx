/** What an integration sent in the last 24 hours, in its row: bars by the hour, and the counts in words. */
import { MiniBars } from "#ui/mini-bars";
import { Time } from "#ui/time";
import { countOf, formatCount } from "../../wording/numbers.ts";
import type { IntegrationReport } from "./documents.ts";

const HOURS = 24;

type ActivityProps = { id: string; report: Promise<IntegrationReport> };

/** Waits for the report, which is one for all rows. */
export async function Activity({ id, report }: ActivityProps) {
  const { deliveryReport, nodes } = await report;
  const group = deliveryReport.byIntegration.find((candidate) => candidate.id === id);
  const node = nodes.find((candidate) => candidate !== null && "arrived" in candidate && candidate.id === id);
  const hours = (group?.series ?? []).slice(-HOURS).map(({ stats }) => countsOf(stats));
  const { arrived, failedAttempts, waiting } = countsOf(group?.stats ?? { succeeded: 0, attempts: 0, waiting: 0 });
  const lastAt = node && "arrived" in node ? node.arrived.edges[0]?.node.completedAt : null;
  const words = [
    `${formatCount(arrived)} arrived`,
    countOf(failedAttempts, "failed attempt"),
    `${formatCount(waiting)} waiting`,
  ];
  return (
    <>
      <MiniBars hours={hours.length > 0 ? hours : QUIET} label={`Last 24 hours: ${words.join(", ")}`} />
      <p className="mt-0.5 text-meta text-ink-3">
        <span className="text-ink-2">{arrived > 0 ? `${formatCount(arrived)} arrived` : "Nothing arrived"}</span>
        {lastAt ? (
          <>
            , last <Time at={lastAt} />
          </>
        ) : null}
      </p>
      {failedAttempts > 0 ? (
        <p className="text-meta font-medium text-bad-ink">{countOf(failedAttempts, "attempt")} failed</p>
      ) : null}
    </>
  );
}

/** The row's place for it while it is being counted: the same height, so that nothing moves. */
export function ActivityPending() {
  return <div className="h-13" aria-hidden="true" />;
}

const QUIET = Array.from({ length: HOURS }, () => ({ arrived: 0, failedAttempts: 0, waiting: 0 }));

type Stats = { succeeded: number; attempts: number; waiting: number };

/** Every delivery that arrived did so with its last attempt; all others of its attempts failed. */
function countsOf({ succeeded, attempts, waiting }: Stats) {
  return { arrived: succeeded, failedAttempts: Math.max(0, attempts - succeeded), waiting };
}
