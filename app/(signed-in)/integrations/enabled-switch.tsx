"use client";
/** Enables or disables an integration from its row, at once, with a way back. */
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { Switch } from "#ui/switch";
import { failureSentence, mutate } from "../../browser-api.ts";
import { SetIntegrationEnabled } from "./documents.ts";

type EnabledSwitchProps = { id: string; name: string; isEnabled: boolean; mayChange: boolean };

export function EnabledSwitch({ id, name, isEnabled, mayChange }: EnabledSwitchProps) {
  const router = useRouter();
  const [, startTransition] = useTransition();
  const [wanted, setWanted] = useState<boolean | null>(null);

  async function set(next: boolean, undoable: boolean) {
    setWanted(next);
    try {
      const { updateIntegration } = await mutate(SetIntegrationEnabled, { input: { id, isEnabled: next } });
      const fault = updateIntegration.userErrors[0];
      if (fault) toast.error(fault.message, { duration: Number.POSITIVE_INFINITY });
      else
        toast(`${name} is ${next ? "enabled" : "disabled"}.`, {
          description: next
            ? "It sends from the next matching event on."
            : "Matching events are not sent. Waiting deliveries go on.",
          action: undoable ? { label: "Undo", onClick: () => void set(!next, false) } : undefined,
        });
    } catch (thrown) {
      toast.error(failureSentence(thrown), { duration: Number.POSITIVE_INFINITY });
    }
    startTransition(() => {
      router.refresh();
      setWanted(null);
    });
  }

  return (
    <Switch
      label={`Enabled: ${name}`}
      checked={wanted ?? isEnabled}
      disabled={!mayChange}
      busy={wanted !== null}
      onChange={(next) => void set(next, true)}
    />
  );
}
