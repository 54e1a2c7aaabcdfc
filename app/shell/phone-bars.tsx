"use client";
/** The shell on phones: mark, search, notifications and account on top, five places at the bottom (the editor's save bar stands there instead). */
import { Menu as MenuIcon } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Logo } from "#ui/logo";
import { Menu } from "#ui/menu";
import { AccountMenu } from "./account-menu.tsx";
import { BellIcon } from "./bell.tsx";
import { BOTTOM_BAR, isAt, isEditor } from "./navigation.ts";
import type { Place } from "./places.tsx";
import { SearchIcon } from "./search-button.tsx";

const ITEM =
  "relative flex flex-col items-center gap-0.75 rounded-control pt-1.5 pb-1 text-[11px] leading-[14px] font-medium text-ink-3 aria-[current]:text-ink aria-[current]:before:absolute aria-[current]:before:-top-1.25 aria-[current]:before:h-0.75 aria-[current]:before:w-7 aria-[current]:before:rounded-b-[3px] aria-[current]:before:bg-accent aria-[current]:[&_svg]:text-accent-ink";

export function TopBar({ userName }: { userName: string }) {
  return (
    <header className="sticky top-0 z-20 flex h-13 items-center border-b border-line bg-canvas pr-2 pl-4 md:hidden">
      <Link href="/" className="mr-auto flex items-center gap-2.25 font-semibold tracking-[-0.01em]">
        <Logo />
        Signalpost
      </Link>
      <SearchIcon />
      <BellIcon />
      <AccountMenu userName={userName} foldClass="sr-only" />
    </header>
  );
}

export function BottomBar({ places }: { places: readonly Place[] }) {
  const path = usePathname();
  if (isEditor(path)) return null;
  const first = places.filter(({ href }) => BOTTOM_BAR.includes(href));
  const more = places.filter(({ href }) => !BOTTOM_BAR.includes(href));
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-20 grid grid-cols-5 border-t border-line bg-canvas px-1 pt-1 pb-[calc(4px+env(safe-area-inset-bottom))] md:hidden"
    >
      {first.map(({ href, label, icon }) => (
        <Link key={href} href={href} aria-current={isAt(href, path) ? "page" : undefined} className={ITEM}>
          <span className="*:size-5">{icon}</span>
          {label}
        </Link>
      ))}
      <Menu
        entries={more.map(({ href, label, icon }) => ({ kind: "link", href, label, icon }))}
        align="end"
        className={ITEM}
        aria-current={more.some(({ href }) => isAt(href, path)) ? "true" : undefined}
      >
        <MenuIcon size={20} aria-hidden="true" />
        More
      </Menu>
    </nav>
  );
}
