"use client";
/** What can be done with the selected deliveries; comes with the first selection and stays in sight. */
import { Ban, RotateCw, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "#ui/button";
import { ConfirmDialog } from "#ui/dialog";
import { toast } from "#ui/toast";
import { onDemand } from "../../on-demand.ts";
import { countOf, formatCount } from "../../wording/numbers.ts";
import type { RecoveryFilter } from "../recoveries/documents.ts";
import { RecoverButton } from "../recoveries/recover-button.tsx";
import { type BulkDelivery, type BulkVerb, deliveriesFor, resultSentences, statusesFor } from "./bulk-rules.ts";
import { runBulk } from "./bulk-run.ts";
import { CancelConsequence } from "./cancel-consequence.tsx";
import { BULK_BAR_ID, useSelection } from "./selection.tsx";

export type ListOfDeliveries = {
  filter: RecoveryFilter;
  /** "in the history", "that the filters let through". */
  which: string;
  /** Null: more than the API counts. */
  total: number | null;
};

export function BulkBar({ filter, which, total, pageSize }: ListOfDeliveries & { pageSize: number }) {
  const router = useRouter();
  const selection = useSelection();
  const [busy, setBusy] = useState<BulkVerb | null>(null);
  /** What the question is about stays what it was about, whatever the list becomes meanwhile. */
  const [toCancel, setToCancel] = useState<readonly BulkDelivery[]>([]);
  const [isAsking, setAsking] = useState(false);
  if (!selection) return null;
  const { selected, isAll, selectAll, clear, selectOnly, restoreFocus } = selection;
  const retryable = deliveriesFor("retry", selected);
  const cancellable = deliveriesFor("cancel", selected);
  const all = total === null ? "All" : `All ${formatCount(total)}`;

  /** `leftAlone`: how many are selected that it is not for. */
  async function run(verb: BulkVerb, deliveries: readonly BulkDelivery[], leftAlone = 0) {
    setBusy(verb);
    const answers = await runBulk(
      verb,
      deliveries.map(({ id }) => id),
    );
    const refusals = [...answers.values()].filter((refusal) => refusal !== null);
    const done = answers.size - refusals.length;
    const [first, ...others] = resultSentences(verb, { done, refusals, leftAlone });
    if (refusals.length > 0) toast.error([first, ...others].join(" "));
    else toast(first, { description: others.join(" ") });
    // What was refused stays selected, so that one sees which.
    if (refusals.length > 0) selectOnly([...answers.keys()].filter((id) => answers.get(id) !== null));
    else clear();
    setBusy(null);
    router.refresh();
    setTimeout(restoreFocus);
  }

  function ask(deliveries: readonly BulkDelivery[]) {
    setToCancel(deliveries);
    setAsking(true);
  }

  /** Also about those on other pages. */
  async function askAboutAll() {
    setBusy("cancel");
    const waiting = await onDemand(import("./waiting-deliveries.ts"), (loaded) => loaded.waitingDeliveries(filter));
    setBusy(null);
    if (waiting?.length) ask(waiting);
    else setTimeout(restoreFocus);
  }

  return (
    <>
      <p role="status" className="sr-only">
        {selected.length === 0 ? "" : isAll ? `${all} ${which} selected` : `${formatCount(selected.length)} selected`}
      </p>
      {selected.length === 0 ? null : (
        <section
          id={BULK_BAR_ID}
          tabIndex={-1}
          aria-label="Selected deliveries"
          className="sticky bottom-[calc(68px+env(safe-area-inset-bottom))] z-10 mx-auto mt-4 flex w-max max-w-full animate-rise flex-wrap items-center gap-2 rounded-card border border-line-strong bg-raised py-2 pr-2 pl-3.5 shadow-2 max-md:w-full max-md:px-3 md:bottom-4 [&_button]:-scroll-mb-24"
        >
          <span className="font-medium">{isAll ? `${all} ${which}` : `${formatCount(selected.length)} selected`}</span>
          {isAll || (total !== null && total <= pageSize) ? null : (
            <button
              type="button"
              onClick={({ currentTarget }) => {
                // It goes; the focus is to stay in the bar.
                currentTarget.closest("section")?.focus({ preventScroll: true });
                selectAll();
              }}
              className="min-h-7 text-dense text-accent-ink underline-offset-2 hover:underline max-md:min-h-10"
            >
              Select {all.toLowerCase()}
              {which === "in the history" ? null : <span className="max-md:sr-only"> that match the filters</span>}
            </button>
          )}
          <span aria-hidden="true" className="mx-1 h-5 w-px bg-line-strong max-md:hidden" />
          <div className="flex flex-wrap items-center gap-2 max-md:order-1 max-md:w-full max-md:*:flex-1">
            {isAll ? (
              <>
                <RecoverButton filter={filter} which={which} isSmall />
                {statusesFor("cancel", filter.statuses).length > 0 ? (
                  <BulkButton verb="cancel" busy={busy} what="waiting" onClick={askAboutAll} />
                ) : null}
              </>
            ) : (
              <>
                <BulkButton
                  verb="retry"
                  busy={busy}
                  what={retryable.length}
                  onClick={() => run("retry", retryable, selected.length - retryable.length)}
                />
                <BulkButton verb="cancel" busy={busy} what={cancellable.length} onClick={() => ask(cancellable)} />
              </>
            )}
            {!isAll && retryable.length + cancellable.length === 0 ? (
              <span className="text-dense text-ink-2">Arrived already: nothing to retry or to cancel</span>
            ) : null}
          </div>
          <span className="max-md:ml-auto">
            <Button small variant="ghost" icon={X} iconOnly onClick={clear}>
              Clear the selection
            </Button>
          </span>
        </section>
      )}
      <ConfirmDialog
        open={isAsking}
        onOpenChange={(isOpen) => {
          setAsking(isOpen);
          if (!isOpen) setTimeout(restoreFocus);
        }}
        title={`Cancel ${countOf(toCancel.length, "delivery", "deliveries")}`}
        verb={`Cancel ${countOf(toCancel.length, "delivery", "deliveries")}`}
        dismiss={toCancel.length === 1 ? "Keep it" : "Keep them"}
        onConfirm={() => run("cancel", toCancel, isAll ? 0 : selected.length - toCancel.length)}
      >
        <CancelConsequence deliveries={toCancel} />
      </ConfirmDialog>
    </>
  );
}

const VERBS = {
  retry: { variant: "primary", icon: RotateCw, words: (what: string) => `Retry ${what}`, asks: false },
  cancel: { variant: "danger", icon: Ban, words: (what: string) => `Cancel ${what}…`, asks: true },
} as const;

/** `what`: with how many; or those that wait, however many there are. */
type BulkButtonProps = { verb: BulkVerb; busy: BulkVerb | null; what: number | "waiting"; onClick: () => void };

/** Nothing, when the verb is for none of the selected. */
function BulkButton({ verb, busy, what, onClick }: BulkButtonProps) {
  if (what === 0) return null;
  const { variant, icon, words, asks } = VERBS[verb];
  return (
    <Button
      small
      variant={variant}
      icon={icon}
      busy={busy === verb}
      disabled={busy !== null}
      aria-haspopup={asks ? "dialog" : undefined}
      onClick={onClick}
    >
      {words(typeof what === "number" ? formatCount(what) : what)}
    </Button>
  );
}
