"use client";
/** Activates or deactivates a subscription at once, with a way back. While it is inactive its deliveries are held. */
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { Switch } from "#ui/switch";
import { failureSentence, mutate } from "../../../browser-api.ts";
import { UpdateSubscription } from "../form/documents.ts";

type ActiveSwitchProps = { id: string; name: string; isActive: boolean; mayChange: boolean };

export function ActiveSwitch({ id, name, isActive, mayChange }: ActiveSwitchProps) {
  const router = useRouter();
  const [, startTransition] = useTransition();
  const [wanted, setWanted] = useState<boolean | null>(null);

  async function set(next: boolean, undoable: boolean) {
    setWanted(next);
    try {
      const { updateWebhookSubscription } = await mutate(UpdateSubscription, { input: { id, isActive: next } });
      const fault = updateWebhookSubscription.userErrors[0];
      if (fault) toast.error(fault.message);
      else
        toast(`${name} is ${next ? "active" : "inactive"}.`, {
          description: next
            ? "What was held goes out now."
            : "Its deliveries are held until it is active again. None is dropped.",
          action: undoable ? { label: "Undo", onClick: () => void set(!next, false) } : undefined,
        });
    } catch (thrown) {
      toast.error(failureSentence(thrown));
    }
    startTransition(() => {
      router.refresh();
      setWanted(null);
    });
  }

  return (
    <Switch
      label={`Active: ${name}`}
      checked={wanted ?? isActive}
      disabled={!mayChange}
      busy={wanted !== null}
      onChange={(next) => void set(next, true)}
    />
  );
}
