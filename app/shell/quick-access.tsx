"use client";
/**
 * Listens for the product's keys and opens the palette and the list of shortcuts, which are loaded when they are first
 * asked for. The visible button opens the palette too.
 */
import { usePathname, useRouter } from "next/navigation";
import { type ComponentType, useCallback, useEffect, useRef, useState } from "react";
import { onDemand } from "../on-demand.ts";
import { focusOn } from "../ui/focus-on.ts";
import { onPaletteAsked } from "./ask-palette.ts";
import type { OverlayProps, Rights } from "./overlay.ts";
import { areSingleKeysOn, commandOf, takesKeys } from "./quick-keys.ts";

const PREFIX_LASTS_MS = 1_500;

export function QuickAccess({ manages, administers }: Rights) {
  const router = useRouter();
  const path = usePathname();
  const [Overlay, setOverlay] = useState<ComponentType<OverlayProps> | null>(null);
  /** What is typed for the palette before it is there means nothing to the page. */
  const isLoading = useRef(false);
  const prefixedAt = useRef(Number.NEGATIVE_INFINITY);

  const show = useCallback(async (loading: Promise<ComponentType<OverlayProps>>) => {
    isLoading.current = true;
    await onDemand(loading, async (loaded) => setOverlay(() => loaded));
    isLoading.current = false;
  }, []);
  const showPalette = useCallback(() => void show(import("./palette.tsx").then(({ Palette }) => Palette)), [show]);
  const showShortcuts = useCallback(
    () => void show(import("./shortcut-list.tsx").then(({ ShortcutList }) => ShortcutList)),
    [show],
  );

  useEffect(() => onPaletteAsked(showPalette), [showPalette]);
  useEffect(() => {
    function goTo(href: string) {
      router.push(href);
      // What had the focus may be in the side bar, which stays: Tab would walk through all of it first.
      focusOn(document.getElementById("main"));
    }
    function press(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      const isAfterPrefix = event.timeStamp - prefixedAt.current < PREFIX_LASTS_MS;
      const isTaken = isLoading.current || takesKeys(event.target);
      // Reading what the browser keeps takes a while the first time: not while somebody types.
      const situation = { isTaken, isAfterPrefix, singleKeys: !isTaken && areSingleKeysOn() };
      const command = commandOf(event, situation);
      prefixedAt.current = command === "prefix" ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (command === null || (command === "new" && !manages)) return;
      event.preventDefault();
      if (command === "palette" || (command === "search" && !focusSearch())) showPalette();
      else if (command === "shortcuts") showShortcuts();
      else if (command === "new") goTo(path === "/subscriptions" ? "/subscriptions/new" : "/integrations/new");
      else if (typeof command === "object") goTo(command.href);
    }
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [router, path, manages, showPalette, showShortcuts]);

  return Overlay ? (
    <Overlay rights={{ manages, administers }} onClose={() => setOverlay(null)} onShortcuts={showShortcuts} />
  ) : null;
}

/** Whether the page has a search field of its own. */
function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>("main input[type=search]");
  field?.focus();
  field?.select();
  return field !== null;
}
