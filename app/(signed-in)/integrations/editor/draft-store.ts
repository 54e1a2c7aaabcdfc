/**
 * Where drafts are kept: in this tab, until it is closed or the person signs out. A browser that keeps nothing is no
 * error, only without drafts.
 */
import { type Draft, draftText, parseDraft } from "./draft.ts";

const PREFIX = "signalpost.draft.";

export function readDraft(key: string): Draft | null {
  try {
    const text = sessionStorage.getItem(PREFIX + key);
    return text === null ? null : parseDraft(text);
  } catch {
    return null;
  }
}

export function keepDraft(key: string, draft: Draft): void {
  try {
    sessionStorage.setItem(PREFIX + key, draftText(draft));
  } catch {
    return;
  }
}

export function forgetDraft(key: string): void {
  try {
    sessionStorage.removeItem(PREFIX + key);
  } catch {
    return;
  }
}
