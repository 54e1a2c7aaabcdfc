"use client";
/** Gives a delivery up that still waits, once the person has read what that means. */
import { Ban } from "lucide-react";
import { useRouter } from "next/navigation";
import { useCallback, useState } from "react";
import { Button } from "#ui/button";
import { ConfirmDialog } from "#ui/dialog";
import { toast } from "#ui/toast";
import { mutate } from "../../../browser-api.ts";
import { makeChange } from "../../../make-change.ts";
import { focusOn } from "../../../ui/focus-on.ts";
import { type BulkDelivery, deliveriesFor } from "../../history/bulk-rules.ts";
import { CancelConsequence } from "../../history/cancel-consequence.tsx";
import { CancelDelivery } from "../../history/documents.ts";

/** `statusId`: of what says how the delivery stands; the focus goes there once the button is gone. */
export function CancelButton({ delivery, statusId }: { delivery: BulkDelivery; statusId: string }) {
  const router = useRouter();
  const [isAsking, setAsking] = useState(false);
  async function cancel() {
    const input = { id: delivery.id };
    const cancelled = await makeChange(mutate(CancelDelivery, { input }).then((made) => made.cancelDelivery));
    if (cancelled) toast("The delivery is cancelled.");
    router.refresh();
  }
  /** The button goes once there is nothing to cancel any more; who had the focus there is led to what says why. */
  const keepFocus = useCallback(
    (button: HTMLButtonElement) => () => {
      if (document.activeElement === button) setTimeout(() => focusOn(document.getElementById(statusId)));
    },
    [statusId],
  );
  return (
    <>
      {/* The question stays when the delivery arrives meanwhile: what one reads does not vanish. */}
      {deliveriesFor("cancel", [delivery]).length > 0 ? (
        <Button ref={keepFocus} variant="danger" icon={Ban} aria-haspopup="dialog" onClick={() => setAsking(true)}>
          Cancel…
        </Button>
      ) : null}
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title="Cancel this delivery"
        verb="Cancel delivery"
        dismiss="Keep it"
        onConfirm={cancel}
      >
        <CancelConsequence deliveries={[delivery]} />
      </ConfirmDialog>
    </>
  );
}
