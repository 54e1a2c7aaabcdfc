"use client";
/** Deletes an integration after saying what becomes of its deliveries, its history and its subscriptions. */
import { useRouter } from "next/navigation";
import type { ComponentProps } from "react";
import { ConfirmDialog } from "#ui/dialog";
import { useOwnRow } from "#ui/steady-rows";
import { onDemand } from "../../on-demand.ts";
import { countOf } from "../../wording/numbers.ts";

type DeleteIntegrationDialogProps = {
  id: string;
  name: string;
  /** Deliveries that are not settled; null for more than can be counted. */
  waiting: number | null;
  /** The button that opens it, or else whether it is open. */
  trigger?: ComponentProps<typeof ConfirmDialog>["trigger"];
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
};

/** Afterwards the list is shown: from its row, without it; from elsewhere, the whole. */
export function DeleteIntegrationDialog({ id, name, waiting, ...opening }: DeleteIntegrationDialogProps) {
  const router = useRouter();
  const ownRow = useOwnRow();

  async function remove() {
    await onDemand(import("./remove-integration.ts"), async ({ removeIntegration }) => {
      if (!(await removeIntegration({ id, name }))) return;
      if (ownRow) ownRow.remove();
      else router.push("/integrations");
      router.refresh();
    });
  }

  return (
    <ConfirmDialog {...opening} title={`Delete ${name}`} verb="Delete integration" onConfirm={remove}>
      <p>Events that come in from now on are not sent by it. Its subscriptions and its history stay.</p>
      {waiting === 0 ? null : (
        <p>
          {waiting === null
            ? "More than 10,000 waiting deliveries"
            : countOf(waiting, "waiting delivery", "waiting deliveries")}{" "}
          still {waiting === 1 ? "goes" : "go"} out, as soon as {waiting === 1 ? "its" : "their"} subscription takes{" "}
          {waiting === 1 ? "it" : "them"}.
        </p>
      )}
    </ConfirmDialog>
  );
}
