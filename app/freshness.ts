/**
 * Whether what is shown is up to date, for pages that draw themselves anew: what draws, what fails and what says so meet
 * here.
 */
import { sharedValue } from "./shared-value.ts";

export type Freshness = {
  /** Path and query of the page that is shown; null: it does not draw itself anew. */
  address: string | null;
  /** When it was drawn from the server. */
  drawnAt: string;
  /** Why it was not drawn since: the server is away, or has a fault with this page. */
  hindrance: "away" | "fault" | null;
};

const NOTHING_SHOWN: Freshness = { address: null, drawnAt: "", hindrance: null };

/** Of the page that is shown. */
export const freshness = sharedValue(NOTHING_SHOWN);

/** Says that the page was drawn from the server just now. */
export function sayDrawn(): void {
  const address = `${window.location.pathname}${window.location.search}`;
  freshness.change({ address, drawnAt: new Date().toISOString(), hindrance: null });
}

/** Says that the page could not be drawn anew. */
export function sayHindered(hindrance: "away" | "fault"): void {
  const shown = freshness.current();
  if (shown.address !== null) freshness.change({ ...shown, hindrance });
}

/** Says that the server answers again, though the page was not drawn anew. */
export function sayReachable(): void {
  const shown = freshness.current();
  if (shown.hindrance === "away") freshness.change({ ...shown, hindrance: null });
}

/** Says that the page is left. */
export function sayLeft(): void {
  freshness.change(NOTHING_SHOWN);
}
