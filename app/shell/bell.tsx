"use client";
/** The way to the notifications, with how many of them are unread: a row in the side bar, an icon on phones. */
import clsx from "clsx";
import { Bell } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { isAt } from "./navigation.ts";
import { useUnread } from "./unread.tsx";

const COUNT =
  "min-w-4.5 rounded-full bg-accent px-1 text-center text-[11px] leading-[18px] font-semibold text-on-accent tabular-nums";

/** In the side bar the word folds away with the others, and the count moves onto the icon. */
export function BellRow({ className, foldClass }: { className: string; foldClass: string }) {
  const unread = useUnread();
  return (
    <Link href="/notifications" title="Notifications" aria-current={useCurrent()} className={className}>
      <Bell size={17} aria-hidden="true" />
      <span className={foldClass}>Notifications</span>
      {unread ? (
        <span
          className={clsx(
            COUNT,
            "absolute top-0 right-0 ring-2 ring-canvas lg:not-group-data-slim/side:static lg:not-group-data-slim/side:ml-auto lg:not-group-data-slim/side:ring-0",
          )}
        >
          <span aria-hidden="true">{unread.short}</span>
          <span className="sr-only">, {unread.words}</span>
        </span>
      ) : null}
    </Link>
  );
}

export function BellIcon() {
  const unread = useUnread();
  return (
    <Link
      href="/notifications"
      aria-current={useCurrent()}
      className="relative grid size-10 place-items-center rounded-control text-ink-2 hover:bg-hover aria-[current]:bg-selected aria-[current]:text-accent-ink"
    >
      <Bell size={20} aria-hidden="true" />
      <span className="sr-only">Notifications{unread ? `, ${unread.words}` : ""}</span>
      {unread ? (
        <span aria-hidden="true" className={clsx(COUNT, "absolute top-0.5 right-0 ring-2 ring-canvas")}>
          {unread.short}
        </span>
      ) : null}
    </Link>
  );
}

function useCurrent(): "page" | undefined {
  return isAt("/notifications", usePathname()) ? "page" : undefined;
}
