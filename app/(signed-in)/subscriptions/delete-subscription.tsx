"use client";
/** Deletes a subscription after saying what that means; one that integrations use cannot be deleted, and says so. */
import { useRouter } from "next/navigation";
import type { ComponentProps } from "react";
import { ConfirmDialog } from "#ui/dialog";
import { useOwnRow } from "#ui/steady-rows";
import { onDemand } from "../../on-demand.ts";
import { countOf } from "../../wording/numbers.ts";

type DeleteSubscriptionDialogProps = {
  id: string;
  name: string;
  /** How many integrations use it. */
  uses: number;
  held: number;
  /** The button that opens it, or else whether it is open. */
  trigger?: ComponentProps<typeof ConfirmDialog>["trigger"];
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
};

/** Afterwards the list is shown: from its row, without it; from elsewhere, the whole. */
export function DeleteSubscriptionDialog({ id, name, uses, held, ...opening }: DeleteSubscriptionDialogProps) {
  const router = useRouter();
  const ownRow = useOwnRow();

  async function remove() {
    await onDemand(import("./remove-subscription.ts"), async ({ removeSubscription }) => {
      if (!(await removeSubscription({ id, name }))) return;
      if (ownRow) ownRow.remove();
      else router.push("/subscriptions");
      router.refresh();
    });
  }

  return (
    <ConfirmDialog
      {...opening}
      title={uses > 0 ? `${name} is in use` : `Delete ${name}`}
      verb="Delete subscription"
      isBlocked={uses > 0}
      onConfirm={remove}
    >
      {uses > 0 ? (
        <p>
          {countOf(uses, "integration")} {uses === 1 ? "uses" : "use"} it. It can only be deleted when none does.
        </p>
      ) : (
        <p>Nothing is sent to it any more. Its history stays.</p>
      )}
      {held > 0 && uses === 0 ? <p>{countOf(held, "held delivery", "held deliveries")} will not go out.</p> : null}
    </ConfirmDialog>
  );
}
