"use client";
/**
 * A button that opens a menu. What draws the menu is loaded when somebody is about to open one, because a list has a
 * menu in each row and most are never opened.
 */
import { type KeyboardEvent, useState } from "react";
import type { MenuProps } from "./menu-entry.ts";
import type { MenuPopup } from "./menu-popup.tsx";
import { toast } from "./toast.tsx";

export type { MenuEntry } from "./menu-entry.ts";

const NOT_LOADED = "The menu could not be loaded. Check the connection and try again.";

export function Menu(props: MenuProps) {
  const [Popup, setPopup] = useState<typeof MenuPopup | null>(null);
  const [busy, setBusy] = useState(false);

  async function open() {
    setBusy(true);
    try {
      const popup = (await loadPopup()).MenuPopup;
      setPopup(() => popup);
    } catch {
      toast.error(NOT_LOADED);
    }
    setBusy(false);
  }
  function openOnArrow(event: KeyboardEvent) {
    if (event.key !== "ArrowDown" || busy) return;
    event.preventDefault();
    void open();
  }

  if (Popup) return <Popup {...props} />;
  return (
    <button
      type="button"
      aria-haspopup="menu"
      aria-expanded={false}
      aria-busy={busy || undefined}
      aria-current={props["aria-current"]}
      className={props.className}
      ref={props.drag?.ref}
      onPointerDown={props.drag?.onPointerDown}
      onPointerEnter={preload}
      onClick={() => busy || void open()}
      onKeyDown={openOnArrow}
    >
      {props.children}
    </button>
  );
}

const loadPopup = () => import("./menu-popup.tsx");

/** If it fails, opening says so. */
function preload(): void {
  loadPopup().catch(() => undefined);
}
