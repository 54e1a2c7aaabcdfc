"use client";
/** The navigation at the left: icons and words, icons alone in the editor and on narrow screens, nothing on phones. */
import clsx from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Logo } from "#ui/logo";
import { AccountMenu } from "./account-menu.tsx";
import { BellRow } from "./bell.tsx";
import { isAt, isEditor } from "./navigation.ts";
import type { Place } from "./places.tsx";
import { SearchRow } from "./search-button.tsx";

/** Words that fold away with the side bar. */
const FOLDS = "max-lg:sr-only group-data-slim/side:sr-only";
const ROW =
  "relative flex h-8.5 items-center justify-center gap-2.5 rounded-control px-2 font-medium text-ink-2 hover:bg-hover hover:text-ink aria-[current]:bg-selected aria-[current]:text-ink aria-[current]:before:absolute aria-[current]:before:top-2 aria-[current]:before:bottom-2 aria-[current]:before:-left-2.5 aria-[current]:before:w-0.75 aria-[current]:before:rounded-r-[3px] aria-[current]:before:bg-accent lg:justify-start lg:group-data-slim/side:justify-center lg:aria-[current]:before:-left-3 aria-[current]:[&_svg]:text-accent-ink";

type SideBarProps = { tenantName: string; userName: string; places: readonly Place[] };

export function SideBar({ tenantName, userName, places }: SideBarProps) {
  const path = usePathname();
  return (
    <aside
      data-slim={isEditor(path) || undefined}
      className="group/side sticky top-0 hidden h-dvh w-15 flex-none flex-col gap-0.5 border-r border-line bg-canvas px-2.5 py-3.5 md:flex lg:w-54 lg:px-3 lg:data-slim:w-15 lg:data-slim:px-2.5"
    >
      <Link href="/" className="flex items-center gap-2.25 px-1.5 pt-0.5 pb-4 font-semibold tracking-[-0.01em]">
        <Logo />
        <span className={clsx("min-w-0", FOLDS)}>
          Signalpost
          <span
            className="block truncate text-meta font-normal tracking-normal text-ink-3"
            dir="auto"
            title={tenantName}
          >
            {tenantName}
          </span>
        </span>
      </Link>
      <SearchRow foldClass={FOLDS} />
      <nav aria-label="Main">
        <ul className="grid gap-0.5">
          {places.map(({ href, label, icon }) => (
            <li key={href}>
              <Link href={href} title={label} aria-current={isAt(href, path) ? "page" : undefined} className={ROW}>
                <span className="*:size-4.25">{icon}</span>
                <span className={FOLDS}>{label}</span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="mt-auto grid grid-cols-1 gap-0.5">
        <BellRow className={ROW} foldClass={FOLDS} />
        <AccountMenu userName={userName} foldClass={FOLDS} />
      </div>
    </aside>
  );
}
