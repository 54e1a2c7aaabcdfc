"use client";
/** The visible way to the palette: a row in the side bar that folds to its icon, an icon on phones. */
import { Search } from "lucide-react";
import { useHydrated } from "../ui/use-hydrated.ts";
import { askPalette } from "./ask-palette.ts";

export function SearchRow({ foldClass }: { foldClass: string }) {
  const isHydrated = useHydrated();
  const isApple = isHydrated && /mac|iphone|ipad/i.test(navigator.userAgent);
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
      title="Search and go to"
      onClick={askPalette}
      className="mb-2 flex h-8.5 items-center justify-center gap-2.5 rounded-control border border-line-strong bg-surface px-2 text-ink-3 hover:border-control hover:text-ink lg:justify-start lg:group-data-slim/side:justify-center"
    >
      <Search size={16} aria-hidden="true" />
      <span className={foldClass}>Search</span>
      <span
        aria-hidden="true"
        className="ml-auto rounded-mark border border-line px-1 text-[11px] leading-[16px] group-data-slim/side:hidden max-lg:hidden"
      >
        {isApple ? "⌘ K" : "Ctrl K"}
      </span>
    </button>
  );
}

export function SearchIcon() {
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      onClick={askPalette}
      className="grid size-10 place-items-center rounded-control text-ink-2 hover:bg-hover"
    >
      <Search size={20} aria-hidden="true" />
      <span className="sr-only">Search</span>
    </button>
  );
}
