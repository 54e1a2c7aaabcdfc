"use client";
/** Who is signed in; the theme, and the way out. */
import clsx from "clsx";
import { CircleUser, LogOut } from "lucide-react";
import { useEffect, useState } from "react";
import { Menu, type MenuEntry } from "#ui/menu";
import { currentTheme, setTheme, type ThemeChoice } from "./set-theme.ts";
import { signOutHere } from "./sign-out.ts";

const THEMES: { value: ThemeChoice; label: string }[] = [
  { value: "system", label: "System theme" },
  { value: "light", label: "Light theme" },
  { value: "dark", label: "Dark theme" },
];

export function AccountMenu({ userName, foldClass }: { userName: string; foldClass: string }) {
  const [theme, setShown] = useState<ThemeChoice>("system");
  useEffect(() => setShown(currentTheme()), []);
  function choose(next: ThemeChoice) {
    setShown(next);
    setTheme(next);
  }

  const entries: MenuEntry[] = [
    ...THEMES.map(
      ({ value, label }): MenuEntry => ({
        kind: "choice",
        label,
        checked: value === theme,
        radio: true,
        stays: true,
        onSelect: () => choose(value),
      }),
    ),
    { kind: "line" },
    { kind: "link", label: "Your account", href: "/settings/account", icon: <CircleUser aria-hidden="true" /> },
    { kind: "action", label: "Sign out", icon: <LogOut aria-hidden="true" />, onSelect: () => void signOutHere() },
  ];
  return (
    <Menu
      entries={entries}
      side="top"
      className="flex items-center gap-2.5 rounded-control px-1.5 py-1.5 text-left hover:bg-hover md:w-full lg:px-2"
    >
      <span
        aria-hidden="true"
        className="grid size-6 flex-none place-items-center rounded-full bg-accent-soft text-[10.5px] font-semibold text-accent-ink"
      >
        {initials(userName)}
      </span>
      <span className={clsx("min-w-0 truncate", foldClass)} dir="auto" title={userName}>
        {userName}
      </span>
    </Menu>
  );
}

/** "Dana Whitfield" -> "DW". */
function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return [words.at(0), words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.charAt(0) ?? "")
    .join("")
    .toUpperCase();
}
