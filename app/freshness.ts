/**
 * Whether what is shown is up to date, for pages that draw themselves anew: what draws, what fails and what says so meet
 * here.
 */

export type Freshness = {
  /** Path and query of the page that is shown; null: it does not draw itself anew. */
  address: string | null;
  /** When it was drawn from the server. */
  drawnAt: string;
  /** Why it was not drawn since: the server is away, or has a fault with this page. */
  hindrance: "away" | "fault" | null;
};

const NOTHING_SHOWN: Freshness = { address: null, drawnAt: "", hindrance: null };

let current = NOTHING_SHOWN;
const listeners = new Set<() => void>();

function change(next: Freshness): void {
  if (next.hindrance === null && current.hindrance === null) {
    current = next;
    return;
  }
  current = next;
  for (const listener of listeners) listener();
}

/** Says that the page was drawn from the server just now. */
export function sayDrawn(): void {
  const address = `${window.location.pathname}${window.location.search}`;
  change({ address, drawnAt: new Date().toISOString(), hindrance: null });
}

/** Says that the page could not be drawn anew. */
export function sayHindered(hindrance: "away" | "fault"): void {
  if (current.address !== null) change({ ...current, hindrance });
}

/** Says that the server answers again, though the page was not drawn anew. */
export function sayReachable(): void {
  if (current.hindrance === "away") change({ ...current, hindrance: null });
}

/** Says that the page is left. */
export function sayLeft(): void {
  change(NOTHING_SHOWN);
}

/** For useSyncExternalStore. */
export const freshness = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  current: () => current,
  onServer: () => NOTHING_SHOWN,
};
