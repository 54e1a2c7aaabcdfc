"use client";
/**
 * Short answers to an action: `toast("Saved.")`. One that only informs goes by itself after a while, but not while it is
 * pointed at or has the focus; errors stay until they are closed. What draws them is loaded with the first, because most
 * visits need none.
 */
import { type ComponentType, useEffect, useState, useSyncExternalStore } from "react";
import { type ShownToast, shownToasts, takeToasts } from "./toast-store.ts";

export { toast } from "./toast-store.ts";

/** Where toasts appear; once in the document. */
export function Toaster() {
  const toasts = useSyncExternalStore(shownToasts.subscribe, shownToasts.current, shownToasts.onServer);
  const isWanted = toasts.length > 0;
  const [List, setList] = useState<ComponentType<{ toasts: readonly ShownToast[] }> | null>(null);
  useEffect(() => {
    if (!isWanted || List) return;
    import("./toast-list.tsx").then(({ ToastList }) => setList(() => ToastList), sayPlainly);
  }, [isWanted, List]);
  return List ? <List toasts={toasts} /> : null;
}

/** The connection is gone: not even what draws them could be fetched, and what they say is not to be lost. */
function sayPlainly(): void {
  window.alert(takeToasts().join("\n"));
}
