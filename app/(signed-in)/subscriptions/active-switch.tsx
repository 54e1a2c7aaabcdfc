"use client";
/** Activates or deactivates a subscription at once, with a way back. While it is inactive its deliveries are held. */
import { UndoableSwitch } from "#ui/undoable-switch";
import { onDemand } from "../../on-demand.ts";

type ActiveSwitchProps = { id: string; name: string; isActive: boolean; held: number; mayChange: boolean };

export function ActiveSwitch({ id, name, isActive, held, mayChange }: ActiveSwitchProps) {
  return (
    <UndoableSwitch
      label={`Active: ${name}`}
      isOn={isActive}
      mayChange={mayChange}
      set={(next, undo) =>
        onDemand(import("./set-active.ts"), ({ setActive }) => setActive({ id, name, held }, next, undo))
      }
    />
  );
}
