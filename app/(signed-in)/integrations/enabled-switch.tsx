"use client";
/** Enables or disables an integration from its row, at once, with a way back. */
import { UndoableSwitch } from "#ui/undoable-switch";
import { onDemand } from "../../on-demand.ts";

type EnabledSwitchProps = { id: string; name: string; isEnabled: boolean; hindrance: string | null };

export function EnabledSwitch({ id, name, isEnabled, hindrance }: EnabledSwitchProps) {
  return (
    <UndoableSwitch
      label={`Enabled: ${name}`}
      isOn={isEnabled}
      hindrance={hindrance}
      set={(next, undo) =>
        onDemand(import("./set-enabled.ts"), ({ setEnabled }) => setEnabled({ id, name }, next, undo))
      }
    />
  );
}
