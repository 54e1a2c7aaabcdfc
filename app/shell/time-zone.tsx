"use client";
/**
 * Names the zone that the page's times are in. It comes once the page is whole, and not below what stands in for a list
 * (app/ui/skeleton), which is its neighbour then: it would be pushed down under the reader's eyes. Asked with `:has()` of
 * all of the page, that would be worked out anew with each keystroke.
 */
import { useSyncExternalStore } from "react";

export function TimeZone() {
  const isWhole = useSyncExternalStore(
    onLoad,
    () => document.readyState === "complete",
    () => false,
  );
  if (!isWhole) return null;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <p className="mt-8 text-meta text-ink-3 [[data-skeleton]~&]:invisible">Times in {timeZone.replaceAll("_", " ")}</p>
  );
}

function onLoad(change: () => void): () => void {
  window.addEventListener("load", change);
  return () => window.removeEventListener("load", change);
}
