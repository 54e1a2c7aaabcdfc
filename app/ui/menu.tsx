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
  const [byKey, setByKey] = useState(false);
  const [busy, setBusy] = useState(false);

  async function open(byKey: boolean) {
    setBusy(true);
    setByKey(byKey);
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
    void open(true);
  }

  if (Popup) return <Popup {...props} openedByKey={byKey} />;
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
      // A click that no pointer made is a press of Enter or Space.
      onClick={({ detail }) => busy || void open(detail === 0)}
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
