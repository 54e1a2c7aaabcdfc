/** What was opened from the palette last; forgotten with the tab, and when somebody signs out. */
import type { Found } from "./palette-search.ts";

const NAME = "palette-recent";
const KEPT = 5;

export function recentItems(): Found[] {
  try {
    return JSON.parse(sessionStorage.getItem(NAME) ?? "[]");
  } catch {
    return [];
  }
}

export function rememberItem({ kind, href, label, detail }: Found): void {
  const others = recentItems().filter((other) => other.href !== href);
  sessionStorage.setItem(NAME, JSON.stringify([{ kind, href, label, detail }, ...others].slice(0, KEPT)));
}
