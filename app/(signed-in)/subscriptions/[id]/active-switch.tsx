"use client";
/** Activates or deactivates a subscription at once, with a way back. While it is inactive its deliveries are held. */
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Switch } from "#ui/switch";
import { toast } from "#ui/toast";
import { failureSentence, mutate } from "../../../browser-api.ts";
import { countOf } from "../../../wording/numbers.ts";
import { UpdateSubscription } from "../form/documents.ts";

type ActiveSwitchProps = { id: string; name: string; isActive: boolean; held: number; mayChange: boolean };

export function ActiveSwitch({ id, name, isActive, held, mayChange }: ActiveSwitchProps) {
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
            ? held > 0
              ? `${countOf(held, "held delivery", "held deliveries")} ${held === 1 ? "goes" : "go"} out now.`
              : "Nothing was held."
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
