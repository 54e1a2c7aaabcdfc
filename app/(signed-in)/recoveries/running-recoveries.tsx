/** Recoveries that are under way: by whom, how far they came, and a button that stops them. */
import { RotateCw } from "lucide-react";
import { Note } from "#ui/note";
import { ProgressBar } from "#ui/progress-bar";
import { Refresher } from "#ui/refresher";
import { Time } from "#ui/time";
import { ask, currentViewer, mayManage } from "../../session.ts";
import { countOf, formatCount } from "../../wording/numbers.ts";
import { CancelRecoveryButton } from "./cancel-recovery-button.tsx";
import { type ListedRecovery, RecentRecoveriesQuery } from "./documents.ts";

const REFRESH_SECONDS = 3;

/** Nothing, when none is under way. */
export async function RunningRecoveries() {
  const { recoveries } = await ask(RecentRecoveriesQuery, {});
  const running = recoveries.edges.map(({ node }) => node).filter(({ status }) => status === "RUNNING");
  if (running.length === 0) return null;
  const manages = mayManage(await currentViewer());
  return (
    <div className="mb-3.5 grid gap-2">
      <Refresher everySeconds={REFRESH_SECONDS} />
      {running.map((recovery) => (
        <Note
          key={recovery.id}
          tone="idle"
          icon={RotateCw}
          actions={manages ? <CancelRecoveryButton id={recovery.id} /> : null}
        >
          <Progress recovery={recovery} />
        </Note>
      ))}
    </div>
  );
}

function Progress({ recovery: { id, done, total, requestedBy, createdAt } }: { recovery: ListedRecovery }) {
  return (
    <>
      <p id={id}>
        {formatCount(done)} of {countOf(total, "delivery", "deliveries")} taken up again. Asked for by{" "}
        <span dir="auto">{requestedBy}</span>, <Time at={createdAt} />.
      </p>
      <ProgressBar labelledBy={id} done={done} total={total} />
    </>
  );
}
