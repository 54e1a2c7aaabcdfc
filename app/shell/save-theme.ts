/** Remembers the theme that a person chose, in a cookie that the server reads before anything is drawn. */
import { THEME_COOKIE, type Theme } from "../theme.ts";

const YEAR_SECONDS = 31_536_000;

/** Null: follow the system again. */
export function saveTheme(theme: Theme | null): void {
  const lasting = theme ? `${theme}; max-age=${YEAR_SECONDS}` : "; max-age=0";
  // biome-ignore lint/suspicious/noDocumentCookie: there is no cookieStore where pages come over plain http.
  document.cookie = `${THEME_COOKIE}=${lasting}; path=/; samesite=lax`;
}
