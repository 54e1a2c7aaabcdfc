"use client";
/**
 * Ways into the rows of a list besides the link that each has (`data-row`): a click anywhere on a row opens it, arrows,
 * Home and End move the focus from row to row, and a full stop opens the row's menu. What stands in a row keeps its own
 * clicks and keys, and text can be marked.
 */
import { useEffect } from "react";
import { areSingleKeysOn, takesKeys } from "../shell/quick-keys.ts";

/** What the keys move between: the links of the rows, or their checkboxes. */
const STOPS = ["a[data-row]", "input[data-selects]"];
const OWN_CLICK =
  "a, button, input, label, select, textarea, summary, [role=switch], [role=menuitem], [contenteditable]";

export function RowAccess() {
  useEffect(() => {
    window.addEventListener("keydown", pressKey);
    window.addEventListener("click", openRow);
    return () => {
      window.removeEventListener("keydown", pressKey);
      window.removeEventListener("click", openRow);
    };
  }, []);
  return null;
}

function pressKey(event: KeyboardEvent): void {
  const { key, target } = event;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const stop = target instanceof HTMLElement && !takesKeys(target) ? target : null;
  const kind = STOPS.find((selector) => stop?.matches(selector));
  if (!stop || kind === undefined) return;
  if (key === "." && areSingleKeysOn()) {
    openMenu(stop);
    return;
  }
  const next = nextStop([...document.querySelectorAll<HTMLElement>(kind)], stop, key);
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

/** As who has gone to its button and pressed the arrow. */
function openMenu(stop: HTMLElement): void {
  const button = stop.closest("[role=row]")?.querySelector<HTMLElement>("button[aria-haspopup=menu]");
  button?.focus();
  button?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true, cancelable: true }));
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

/** As a click on the row's link, in a new tab too if that is asked for. */
function openRow(event: MouseEvent): void {
  const { target, ctrlKey, metaKey, shiftKey } = event;
  if (event.defaultPrevented || event.button !== 0 || event.altKey || !(target instanceof Element)) return;
  const link = target.closest("[role=row]")?.querySelector("a[data-row]");
  if (!link || target.closest(OWN_CLICK) || window.getSelection()?.isCollapsed === false) return;
  link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }));
}
