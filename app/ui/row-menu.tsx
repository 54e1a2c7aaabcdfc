"use client";
/** What can be done with a row's thing, behind three dots. */
import { Ellipsis, History, Trash2 } from "lucide-react";
import { buttonClass } from "./button-class.tsx";
import { Menu, type MenuEntry } from "./menu.tsx";

/** `filter`: of the history, as its address has it. */
export function historyEntry(filter: string): MenuEntry {
  return { kind: "link", label: "History", href: `/history?${filter}`, icon: <History aria-hidden="true" /> };
}

/** At the end of a menu, apart from the rest. `onSelect` asks before anything is deleted. */
export function deletingEntries(onSelect: () => void): MenuEntry[] {
  return [
    { kind: "line" },
    { kind: "action", label: "Delete…", icon: <Trash2 aria-hidden="true" />, isDanger: true, onSelect },
  ];
}

export function RowMenu({ name, entries }: { name: string; entries: readonly MenuEntry[] }) {
  return (
    <Menu entries={entries} align="end" className={buttonClass({ variant: "ghost", small: true, iconOnly: true })}>
      <Ellipsis size={16} aria-hidden="true" />
      <span className="sr-only">Actions: {name}</span>
    </Menu>
  );
}
