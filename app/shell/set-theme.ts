/** The theme that a person chose: seen at once, and kept in a cookie that the server reads before anything is drawn. */
import { THEME_COOKIE, type Theme, themeFrom } from "../theme.ts";

/** "system": as the browser prefers. */
export type ThemeChoice = Theme | "system";

const YEAR_SECONDS = 31_536_000;

export function currentTheme(): ThemeChoice {
  return themeFrom(document.documentElement.dataset.theme) ?? "system";
}

export function setTheme(choice: ThemeChoice): void {
  if (choice === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
  const lasting = choice === "system" ? "; max-age=0" : `${choice}; max-age=${YEAR_SECONDS}`;
  // biome-ignore lint/suspicious/noDocumentCookie: there is no cookieStore where pages come over plain http.
  document.cookie = `${THEME_COOKIE}=${lasting}; path=/; samesite=lax`;
}
