"use client";
/** Says quietly that what is shown is not up to date, since when and why. It lies over the page, so that nothing moves. */
import { CloudOff } from "lucide-react";
import { useSyncExternalStore } from "react";
import { Time } from "#ui/time";
import { type Freshness, freshness } from "../freshness.ts";

const WHY = { away: "The server does not answer.", fault: "The server has a fault with this page." };

export function StaleNote() {
  const stale = useSyncExternalStore(freshness.subscribe, whatIsStale, () => null);
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-16 z-20 flex justify-center px-4 md:bottom-4"
    >
      {stale?.hindrance ? (
        <p className="flex animate-rise items-start gap-2 rounded-panel border border-line-strong bg-raised px-3 py-2 text-dense text-ink-2 shadow-2">
          <CloudOff size={16} aria-hidden="true" className="mt-px flex-none" />
          <span>
            {WHY[stale.hindrance]} This page is not up to date: it was drawn <Time at={stale.drawnAt} />. It catches up
            by itself.
          </span>
        </p>
      ) : null}
    </div>
  );
}

/** Null, and so nothing to draw, as long as the page is drawn anew as it should be. */
function whatIsStale(): Freshness | null {
  const shown = freshness.current();
  return shown.hindrance === null ? null : shown;
}
