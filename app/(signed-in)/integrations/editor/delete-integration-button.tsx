"use client";
/** Deletes an integration after saying what becomes of its deliveries, its history and its subscriptions. */
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { Button } from "#ui/button";
import { ConfirmDialog } from "#ui/dialog";
import { failureSentence, mutate } from "../../../browser-api.ts";
import { countOf } from "../../../wording/numbers.ts";
import { DeleteIntegration } from "./documents.ts";

type DeleteIntegrationButtonProps = { id: string; name: string; waiting: number | null };

/** `waiting`: deliveries that are not settled; null for more than can be counted. */
export function DeleteIntegrationButton({ id, name, waiting }: DeleteIntegrationButtonProps) {
  const router = useRouter();

  async function remove() {
    try {
      const { deleteIntegration } = await mutate(DeleteIntegration, { input: { id } });
      const fault = deleteIntegration.userErrors[0];
      if (fault) {
        toast.error(fault.message);
        return;
      }
      toast(`${name} is deleted.`);
      router.push("/integrations");
      router.refresh();
    } catch (thrown) {
      toast.error(failureSentence(thrown));
    }
  }

  return (
    <ConfirmDialog
      trigger={
        <Button variant="danger" icon={Trash2}>
          Delete…
        </Button>
      }
      title={`Delete ${name}`}
      verb="Delete integration"
      onConfirm={remove}
    >
      <p>Events that come in from now on are not sent by it. Its subscription and its history stay.</p>
      {waiting === 0 ? null : (
        <p>
          {waiting === null
            ? "More than 10,000 waiting deliveries"
            : countOf(waiting, "waiting delivery", "waiting deliveries")}{" "}
          {waiting === 1 ? "goes" : "go"} on.
        </p>
      )}
    </ConfirmDialog>
  );
}
