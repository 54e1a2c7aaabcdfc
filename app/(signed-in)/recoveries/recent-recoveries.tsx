/**
 * Recoveries that are under way: by whom, how far they came, and a button that stops them. And what became of those that
 * ended a short while ago, so that none ends without a word.
 */
import { CircleCheck, CircleSlash, RotateCw } from "lucide-react";
import Link from "next/link";
import { Note } from "#ui/note";
import { ProgressBar } from "#ui/progress-bar";
import { Refresher } from "#ui/refresher";
import { Time } from "#ui/time";
import { ask, currentViewer, mayManage } from "../../session.ts";
import { countOf, formatCount } from "../../wording/numbers.ts";
import { CancelRecoveryButton } from "./cancel-recovery-button.tsx";
import { type ListedRecovery, RecentRecoveriesQuery } from "./documents.ts";

const REFRESH_SECONDS = 3;
/** How long the end of one is news. */
const ENDED_SHOWN_MS = 10 * 60_000;

/** Nothing, when there is none. */
export async function RecentRecoveries() {
  const { recoveries } = await ask(RecentRecoveriesQuery, {});
  const shown = recoveries.edges.map(({ node }) => node).filter(isNews);
  if (shown.length === 0) return null;
  const manages = mayManage(await currentViewer());
  return (
    <div className="mb-3.5 grid gap-2">
      {shown.some(({ status, outcome }) => status === "RUNNING" || outcome.waiting > 0) ? (
        <Refresher everySeconds={REFRESH_SECONDS} />
      ) : null}
      {shown.map((recovery) =>
        recovery.status === "RUNNING" ? (
          <Note
            key={recovery.id}
            tone="idle"
            icon={RotateCw}
            actions={manages ? <CancelRecoveryButton id={recovery.id} /> : null}
          >
            <Progress recovery={recovery} />
          </Note>
        ) : (
          <Note key={recovery.id} tone="idle" icon={recovery.status === "COMPLETED" ? CircleCheck : CircleSlash}>
            <Ended recovery={recovery} />
          </Note>
        ),
      )}
    </div>
  );
}

function isNews({ completedAt }: ListedRecovery): boolean {
  return completedAt === null || Date.parse(completedAt) > Date.now() - ENDED_SHOWN_MS;
}

function Progress({ recovery }: { recovery: ListedRecovery }) {
  const { id, done, total, requestedBy, createdAt } = recovery;
  return (
    <>
      <p id={id}>
        {formatCount(done)} of {countOf(total, "delivery", "deliveries")} taken up again.{" "}
        <Outcome recovery={recovery} /> Asked for by <span dir="auto">{requestedBy}</span>, <Time at={createdAt} />.
      </p>
      <ProgressBar labelledBy={id} done={done} total={total} />
    </>
  );
}

function Ended({ recovery }: { recovery: ListedRecovery }) {
  const { status, done, total, requestedBy, completedAt } = recovery;
  const rest = total - done;
  const isWhole = status === "COMPLETED";
  return (
    <p>
      {isWhole ? "A recovery is complete" : "A recovery was cancelled"}, <Time at={completedAt ?? ""} />:{" "}
      {rest === 0 ? "" : `${formatCount(done)} of `}
      {countOf(total, "delivery", "deliveries")} taken up again. <Outcome recovery={recovery} />{" "}
      {rest > 0 && isWhole
        ? `The other ${formatCount(rest)} needed it no more, or could not be sent any more, when their turn came. `
        : ""}
      Asked for by <span dir="auto">{requestedBy}</span>.
    </p>
  );
}

/** What became of those that were taken up; those that failed again are a list to open. */
function Outcome({ recovery: { id, outcome } }: { recovery: ListedRecovery }) {
  const { succeeded, failed, cancelled, waiting } = outcome;
  const parts = [
    succeeded > 0 ? `${formatCount(succeeded)} arrived` : null,
    failed > 0 ? (
      <Link
        key="failed"
        href={`/history?q=${id}&status=FAILED`}
        className="text-accent-ink underline underline-offset-2"
      >
        {formatCount(failed)} failed again
      </Link>
    ) : null,
    cancelled > 0 ? `${formatCount(cancelled)} ${cancelled === 1 ? "was" : "were"} given up` : null,
    waiting > 0 ? `${formatCount(waiting)} ${waiting === 1 ? "waits" : "wait"}` : null,
  ].filter((part) => part !== null);
  if (parts.length === 0) return null;
  return <>{parts.flatMap((part, at) => [at === 0 ? "" : ", ", part])}.</>;
}
