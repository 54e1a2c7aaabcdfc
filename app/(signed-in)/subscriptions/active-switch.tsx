"use client";
/** Activates or deactivates a subscription at once, with a way back. While it is inactive its deliveries are held. */
import { UndoableSwitch } from "#ui/undoable-switch";
import { onDemand } from "../../on-demand.ts";

type ActiveSwitchProps = { id: string; name: string; isActive: boolean; held: number; hindrance: string | null };

export function ActiveSwitch({ id, name, isActive, held, hindrance }: ActiveSwitchProps) {
  return (
    <UndoableSwitch
      label={`Active: ${name}`}
      isOn={isActive}
      hindrance={hindrance}
      set={(next, undo) =>
        onDemand(import("./set-active.ts"), ({ setActive }) => setActive({ id, name, held }, next, undo))
      }
    />
  );
}
