"use client";
/** Who is signed in; the theme, and the way out. */
import clsx from "clsx";
import { Check, CircleUser, LogOut } from "lucide-react";
import Link from "next/link";
import { signOut } from "next-auth/react";
import { DropdownMenu } from "radix-ui";
import { useEffect, useState } from "react";
import { themeFrom } from "../theme.ts";
import { saveTheme } from "./save-theme.ts";

const THEMES = [
  { value: "system", label: "System theme" },
  { value: "light", label: "Light theme" },
  { value: "dark", label: "Dark theme" },
];
const ITEM =
  "flex h-10 cursor-pointer items-center gap-2.5 rounded-[7px] px-2.5 outline-none data-highlighted:bg-selected md:h-8.5";

export function AccountMenu({ userName, foldClass }: { userName: string; foldClass: string }) {
  const [theme, setTheme] = useState("system");
  useEffect(() => setTheme(themeFrom(document.documentElement.dataset.theme) ?? "system"), []);

  function choose(next: string) {
    setTheme(next);
    const chosen = themeFrom(next);
    if (chosen) document.documentElement.dataset.theme = chosen;
    else delete document.documentElement.dataset.theme;
    saveTheme(chosen);
  }

  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="flex items-center gap-2.5 rounded-control px-1.5 py-1.5 text-left hover:bg-hover md:w-full lg:px-2">
        <span
          aria-hidden="true"
          className="grid size-6 flex-none place-items-center rounded-full bg-accent-soft text-[10.5px] font-semibold text-accent-ink"
        >
          {initials(userName)}
        </span>
        <span className={clsx("min-w-0 truncate", foldClass)} dir="auto">
          {userName}
        </span>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          side="top"
          align="start"
          sideOffset={6}
          collisionPadding={12}
          className="z-40 min-w-52 animate-rise rounded-panel border border-line-strong bg-raised p-1 shadow-2"
        >
          <DropdownMenu.RadioGroup value={theme} onValueChange={choose}>
            {THEMES.map(({ value, label }) => (
              <DropdownMenu.RadioItem
                key={value}
                value={value}
                className={ITEM}
                onSelect={(event) => event.preventDefault()}
              >
                <span className="w-4">
                  <DropdownMenu.ItemIndicator>
                    <Check size={16} aria-hidden="true" className="text-accent-ink" />
                  </DropdownMenu.ItemIndicator>
                </span>
                {label}
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
          <DropdownMenu.Separator className="my-1 h-px bg-line" />
          <DropdownMenu.Item asChild>
            <Link href="/settings" className={ITEM}>
              <CircleUser size={16} aria-hidden="true" />
              Your account
            </Link>
          </DropdownMenu.Item>
          <DropdownMenu.Item className={ITEM} onSelect={leave}>
            <LogOut size={16} aria-hidden="true" />
            Sign out
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** What this tab keeps (drafts) is not for whoever signs in next. */
function leave() {
  sessionStorage.clear();
  void signOut({ callbackUrl: "/sign-in" });
}

/** "Dana Whitfield" -> "DW". */
function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return [words.at(0), words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.charAt(0) ?? "")
    .join("")
    .toUpperCase();
}
