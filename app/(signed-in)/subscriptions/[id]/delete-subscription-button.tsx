"use client";
/** Deletes a subscription after saying what that means; one that integrations use cannot be deleted, and says so. */
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { Button } from "#ui/button";
import { ConfirmDialog } from "#ui/dialog";
import { toast } from "#ui/toast";
import { failureSentence, mutate } from "../../../browser-api.ts";
import { countOf } from "../../../wording/numbers.ts";
import { DeleteSubscription, type SubscriptionDetail } from "./documents.ts";

type DeleteSubscriptionButtonProps = {
  subscription: Pick<SubscriptionDetail, "id" | "name" | "integrations" | "health">;
};

export function DeleteSubscriptionButton({ subscription }: DeleteSubscriptionButtonProps) {
  const router = useRouter();
  const uses = subscription.integrations.length;
  const held = subscription.health.heldDeliveries;

  async function remove() {
    try {
      const { deleteWebhookSubscription } = await mutate(DeleteSubscription, { input: { id: subscription.id } });
      const fault = deleteWebhookSubscription.userErrors[0];
      if (fault) {
        toast.error(fault.message);
        return;
      }
      toast(`${subscription.name} is deleted.`);
      router.push("/subscriptions");
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
      title={uses > 0 ? `${subscription.name} is in use` : `Delete ${subscription.name}`}
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
