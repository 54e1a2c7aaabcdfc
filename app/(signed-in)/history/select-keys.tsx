"use client";
/** The keys that select deliveries: x for the row where the focus is, Escape clears the selection. */
import { useEffect } from "react";
import { areSingleKeysOn, takesKeys } from "../../shell/quick-keys.ts";
import { useSelection } from "./selection.tsx";

export function SelectKeys() {
  const selection = useSelection();
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || takesKeys(event.target)) return;
      if (keep(event)) event.preventDefault();
    }
    /** Whether it was ours. */
    function keep({ key, target, shiftKey }: KeyboardEvent): boolean {
      if (!selection) return false;
      if (key === "Escape") {
        if (selection.selected.length === 0) return false;
        selection.clear();
        return true;
      }
      // The id of the delivery stands on the row's link and on its checkbox.
      const id = target instanceof HTMLElement ? (target.dataset.row ?? target.dataset.selects) : undefined;
      if (key.toLowerCase() !== "x" || id === undefined || !areSingleKeysOn()) return false;
      selection.toggle(id, shiftKey);
      return true;
    }
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [selection]);
  return null;
}
