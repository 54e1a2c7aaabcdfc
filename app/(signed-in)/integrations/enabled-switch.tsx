"use client";
/** Enables or disables an integration from its row, at once, with a way back. */
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Switch } from "#ui/switch";
import { onDemand } from "../../on-demand.ts";

type EnabledSwitchProps = { id: string; name: string; isEnabled: boolean; mayChange: boolean };

export function EnabledSwitch({ id, name, isEnabled, mayChange }: EnabledSwitchProps) {
  const router = useRouter();
  const [, startTransition] = useTransition();
  const [wanted, setWanted] = useState<boolean | null>(null);

  async function set(next: boolean, undoable: boolean) {
    setWanted(next);
    const undo = undoable ? () => void set(!next, false) : null;
    await onDemand(import("./set-enabled.ts"), ({ setEnabled }) => setEnabled({ id, name }, next, undo));
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
