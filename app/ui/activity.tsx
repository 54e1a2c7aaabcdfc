/** What a row's thing sent in the last 24 hours: bars by the hour, and the counts, each a way to what it counts. */
import Link from "next/link";
import { countOf, formatCount } from "../wording/numbers.ts";
import { MiniBars } from "./mini-bars.tsx";
import { Time } from "./time.tsx";

const HOURS = 24;

type Stats = { succeeded: number; attempts: number; waiting: number };
type Group = { id: string; stats: Stats; series: readonly { stats: Stats }[] };

/** Of all rows at once; `lastArrivedAt` by id. */
export type ActivityReport = {
  groups: readonly Group[];
  lastArrivedAt: ReadonlyMap<string, string | null | undefined>;
};

type ActivityProps = {
  id: string;
  report: Promise<ActivityReport>;
  /** The parameter of the history that narrows it to the row's thing. */
  param: "integration" | "subscription";
};

/** Waits for the report, which is one for all rows. */
export async function Activity({ id, report, param }: ActivityProps) {
  const { groups, lastArrivedAt } = await report;
  const group = groups.find((candidate) => candidate.id === id);
  const lastAt = lastArrivedAt.get(id);
  const hours = (group?.series ?? []).slice(-HOURS).map(({ stats }) => countsOf(stats));
  const { arrived, failedAttempts, waiting } = countsOf(group?.stats ?? { succeeded: 0, attempts: 0, waiting: 0 });
  const words = [
    `${formatCount(arrived)} arrived`,
    countOf(failedAttempts, "failed attempt"),
    `${formatCount(waiting)} waiting`,
  ];
  const ofDay = `/history?${param}=${id}&since=24h`;
  return (
    <>
      <MiniBars hours={hours.length > 0 ? hours : QUIET} label={`Last 24 hours: ${words.join(", ")}`} />
      <p className="mt-0.5 text-meta text-ink-3">
        {arrived > 0 ? (
          <Link
            prefetch={false}
            href={`${ofDay}&status=SUCCEEDED`}
            className="text-ink-2 underline decoration-line-strong underline-offset-2 hover:decoration-current"
          >
            {formatCount(arrived)} arrived
          </Link>
        ) : (
          <span className="text-ink-2">Nothing arrived</span>
        )}
        {lastAt ? (
          <>
            , last <Time at={lastAt} />
          </>
        ) : null}
      </p>
      {failedAttempts > 0 ? (
        <p className="text-meta">
          <Link
            prefetch={false}
            href={ofDay}
            title="The deliveries of the last 24 hours, whose attempts these are"
            className="font-medium text-bad-ink underline decoration-bad-line underline-offset-2 hover:decoration-current"
          >
            {countOf(failedAttempts, "attempt")} failed
          </Link>
        </p>
      ) : null}
    </>
  );
}

/** The row's place for it while it is being counted: the same height, so that nothing moves. */
export function ActivityPending() {
  return <div className="h-13" aria-hidden="true" />;
}

const QUIET = Array.from({ length: HOURS }, () => ({ arrived: 0, failedAttempts: 0, waiting: 0 }));

/** Every delivery that arrived did so with its last attempt; all others of its attempts failed. */
function countsOf({ succeeded, attempts, waiting }: Stats) {
  return { arrived: succeeded, failedAttempts: Math.max(0, attempts - succeeded), waiting };
}
