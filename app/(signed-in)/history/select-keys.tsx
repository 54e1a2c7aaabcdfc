"use client";
/** The keys of the list of deliveries: arrows, Home and End move between rows, x selects, Escape clears the selection. */
import { useEffect } from "react";
import { areSingleKeysOn, takesKeys } from "../../shell/quick-keys.ts";
import { useSelection } from "./selection.tsx";

/** The id of the delivery stands in one of them: on the link of a row, or on its checkbox. */
const STOPS = ["a[data-delivery]", "input[data-selects]"];

export function RowKeys() {
  const selection = useSelection();
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || takesKeys(event.target)) return;
      if (keep(event)) event.preventDefault();
    }
    /** Whether it was ours. */
    function keep({ key, target, shiftKey }: KeyboardEvent): boolean {
      if (key === "Escape") {
        if (!selection || selection.selected.length === 0) return false;
        selection.clear();
        return true;
      }
      const stop = target instanceof HTMLElement ? target : null;
      const kind = STOPS.find((selector) => stop?.matches(selector));
      if (!stop || kind === undefined) return false;
      if (key.toLowerCase() === "x") {
        const id = stop.dataset.delivery ?? stop.dataset.selects;
        if (!selection || id === undefined || !areSingleKeysOn()) return false;
        selection.toggle(id, shiftKey);
        return true;
      }
      if (shiftKey) return false;
      const next = nextStop([...document.querySelectorAll<HTMLElement>(kind)], stop, key);
      next?.focus();
      return next !== undefined;
    }
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [selection]);
  return null;
}

/** At an end the focus stays; undefined: the key does not move it. */
function nextStop(stops: readonly HTMLElement[], from: HTMLElement, key: string): HTMLElement | undefined {
  const at = stops.indexOf(from);
  if (key === "ArrowDown") return stops[at + 1] ?? from;
  if (key === "ArrowUp") return stops[at - 1] ?? from;
  if (key === "Home") return stops[0];
  if (key === "End") return stops.at(-1);
  return undefined;
}
