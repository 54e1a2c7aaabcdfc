/**
 * Where drafts are kept: in this tab, which is asked first, and on this device for when the tab is gone; until they are
 * saved, thrown away, or the person signs out. A browser that keeps nothing is no error, only without drafts.
 */
import { type Draft, draftText, parseDraft } from "./draft.ts";

const PREFIX = "signalpost.draft.";

/** The person has signed out: what a page still writes while it goes away is for nobody. */
let isClosed = false;

/** `key`: of the person and of what is edited. */
export function readDraft(key: string): Draft | null {
  return read(() => sessionStorage, key) ?? read(() => localStorage, key);
}

export function keepDraft(key: string, draft: Draft): void {
  if (isClosed) return;
  const text = draftText(draft);
  inEachStore((store) => store.setItem(PREFIX + key, text));
}

export function forgetDraft(key: string): void {
  inEachStore((store) => store.removeItem(PREFIX + key));
}

/** All of them, of whoever used this browser; from now on this page keeps none. */
export function forgetAllDrafts(): void {
  isClosed = true;
  inEachStore((store) => {
    for (const name of Object.keys(store)) if (name.startsWith(PREFIX)) store.removeItem(name);
  });
}

type FindStore = () => Storage;
const STORES: readonly FindStore[] = [() => sessionStorage, () => localStorage];

/** Each on its own: one may be full or forbidden. */
function inEachStore(change: (store: Storage) => void): void {
  for (const store of STORES) {
    try {
      change(store());
    } catch {
      continue;
    }
  }
}

function read(store: FindStore, key: string): Draft | null {
  try {
    const text = store().getItem(PREFIX + key);
    return text === null ? null : parseDraft(text);
  } catch {
    return null;
  }
}
