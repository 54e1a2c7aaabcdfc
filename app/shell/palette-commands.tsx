/** What the palette offers without asking the server: places, what can be made, the theme, the way out. */
import { CircleUser, Keyboard, LogOut, Moon, Plus, Sun, SunMoon, ToggleLeft, ToggleRight } from "lucide-react";
import type { ReactNode } from "react";
import type { Rights } from "./overlay.ts";
import { VERBS } from "./palette-toggles.ts";
import { placesFor } from "./places.tsx";
import { GO_KEYS } from "./quick-keys.ts";
import { setTheme } from "./set-theme.ts";
import { signOutHere } from "./sign-out.ts";

export type Command = {
  /** When others may have the same label. */
  id?: string;
  label: string;
  icon: ReactNode;
  /** What else people call it. */
  words?: string;
  keys?: readonly string[];
  /** `type`: what is written into the field, for the rest to be said there. */
  does: { href: string } | { type: string } | (() => void);
};

export function commandsFor({ manages, administers }: Rights, showShortcuts: () => void) {
  const places = placesFor({ administers }).map(
    ({ href, label, icon }): Command => ({ label, icon, keys: keysTo(href), does: { href } }),
  );
  const making: Command[] = [
    {
      label: "New integration",
      icon: <Plus aria-hidden="true" />,
      words: "create add",
      keys: ["n"],
      does: { href: "/integrations/new" },
    },
    {
      label: "New subscription",
      icon: <Plus aria-hidden="true" />,
      words: "create add",
      does: { href: "/subscriptions/new" },
    },
  ];
  const switching = VERBS.map(
    ({ verb, label, isOn }): Command => ({
      label,
      icon: isOn ? <ToggleRight aria-hidden="true" /> : <ToggleLeft aria-hidden="true" />,
      words: isOn ? "switch turn on" : "switch turn off pause",
      does: { type: `${verb} ` },
    }),
  );
  const administering: Command[] = [
    {
      label: "New user",
      icon: <Plus aria-hidden="true" />,
      words: "create add invite",
      does: { href: "/settings/users/new" },
    },
    {
      label: "New API key",
      icon: <Plus aria-hidden="true" />,
      words: "create add",
      does: { href: "/settings/api-keys/new" },
    },
  ];
  const own: Command[] = [
    {
      label: "Your account",
      icon: <CircleUser aria-hidden="true" />,
      words: "settings password",
      does: { href: "/settings/account" },
    },
    { label: "Light theme", icon: <Sun aria-hidden="true" />, does: () => setTheme("light") },
    { label: "Dark theme", icon: <Moon aria-hidden="true" />, does: () => setTheme("dark") },
    { label: "System theme", icon: <SunMoon aria-hidden="true" />, does: () => setTheme("system") },
    {
      label: "Keyboard shortcuts",
      icon: <Keyboard aria-hidden="true" />,
      words: "help keys",
      keys: ["?"],
      does: showShortcuts,
    },
    { label: "Sign out", icon: <LogOut aria-hidden="true" />, words: "log out leave", does: () => void signOutHere() },
  ];
  return {
    places,
    actions: [...(manages ? [...making, ...switching] : []), ...(administers ? administering : []), ...own],
  };
}

function keysTo(href: string): string[] | undefined {
  const key = Object.keys(GO_KEYS).find((candidate) => GO_KEYS[candidate]?.href === href);
  return key ? ["g", key] : undefined;
}

/** Every word of the text begins a word of the label, or of what else it is called. */
export function isMeant({ label, words = "" }: Command, text: string): boolean {
  const known = `${label} ${words}`.toLowerCase().split(/\s+/);
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => known.some((candidate) => candidate.startsWith(word)));
}
