"use client";
/** What can be done with a row's thing, behind three dots. */
import { Ellipsis } from "lucide-react";
import { buttonClass } from "./button-class.tsx";
import { Menu, type MenuEntry } from "./menu.tsx";

export function RowMenu({ name, entries }: { name: string; entries: readonly MenuEntry[] }) {
  return (
    <Menu entries={entries} align="end" className={buttonClass({ variant: "ghost", small: true, iconOnly: true })}>
      <Ellipsis size={16} aria-hidden="true" />
      <span className="sr-only">Actions: {name}</span>
    </Menu>
  );
}
