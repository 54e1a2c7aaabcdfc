"use client";
/** Another attempt for every delivery of a filter that failed or was cancelled: says how many, then begins a recovery. */
import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "#ui/button";
import { ConfirmDialog } from "#ui/dialog";
import { toast } from "#ui/toast";
import { onDemand } from "../../on-demand.ts";
import { countOf, formatCount } from "../../wording/numbers.ts";
import type { RecoveryFilter } from "./documents.ts";

type RecoverButtonProps = {
  filter: RecoveryFilter;
  /** "of 911 CAD", "that the filters let through". */
  which: string;
  isSmall?: boolean;
  /** What it is about, where several such buttons stand on a page. */
  about?: string;
};

export function RecoverButton({ filter, which, isSmall = false, about }: RecoverButtonProps) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [total, setTotal] = useState<number | null>(null);

  /** How many it is about; null: nothing was done, which was said. */
  async function recover(dryRun: boolean): Promise<number | null> {
    const found = await onDemand(import("./recover-deliveries.ts"), ({ recoverDeliveries }) =>
      recoverDeliveries(filter, dryRun),
    );
    return found ?? null;
  }

  async function ask() {
    setBusy(true);
    const found = await recover(true);
    setBusy(false);
    if (found === 0) toast(`No delivery ${which} has failed or was cancelled.`);
    else setTotal(found);
  }

  async function begin() {
    const begun = await recover(false);
    if (begun !== null) toast(`${countOf(begun, "delivery is", "deliveries are")} being tried again.`);
    router.refresh();
  }

  return (
    <>
      <Button small={isSmall} icon={RotateCw} busy={busy} onClick={ask}>
        Retry failed…
        {about ? <span className="sr-only">{about}</span> : null}
      </Button>
      <ConfirmDialog
        open={total !== null}
        onOpenChange={(isOpen) => !isOpen && setTotal(null)}
        title={`Retry ${countOf(total ?? 0, "delivery", "deliveries")}`}
        verb={`Retry ${formatCount(total ?? 0)}`}
        isHarmless
        onConfirm={begin}
      >
        <p>
          {total === 1
            ? `One delivery ${which} has failed or was cancelled. It gets another attempt`
            : `${formatCount(total ?? 0)} deliveries ${which} have failed or were cancelled. Each gets another attempt`}
          , oldest first, at most 50 a second and behind what is new; its page says what comes of it.
        </p>
        <p>Receivers that have seen one already know it by its webhook-id.</p>
      </ConfirmDialog>
    </>
  );
}
