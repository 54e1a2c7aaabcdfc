"use client";
/** Deletes an integration after saying what becomes of its deliveries, its history and its subscriptions. */
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { toast } from "sonner";
import { ConfirmDialog } from "#ui/dialog";
import { failureSentence, mutate } from "../../browser-api.ts";
import { countOf } from "../../wording/numbers.ts";
import { DeleteIntegration } from "./editor/documents.ts";

type DeleteIntegrationDialogProps = {
  id: string;
  name: string;
  /** Deliveries that are not settled; null for more than can be counted. */
  waiting: number | null;
  /** The button that opens it, or else whether it is open. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
};

/** Afterwards the list is shown. */
export function DeleteIntegrationDialog({ id, name, waiting, ...opening }: DeleteIntegrationDialogProps) {
  const router = useRouter();

  async function remove() {
    try {
      const { deleteIntegration } = await mutate(DeleteIntegration, { input: { id } });
      const fault = deleteIntegration.userErrors[0];
      if (fault) {
        toast.error(fault.message, { duration: Number.POSITIVE_INFINITY });
        return;
      }
      toast(`${name} is deleted.`);
      router.push("/integrations");
      router.refresh();
    } catch (thrown) {
      toast.error(failureSentence(thrown), { duration: Number.POSITIVE_INFINITY });
    }
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
