/** The theme that a person chose: seen at once, and kept in a cookie that the server reads before anything is drawn. */
import Cookies from "js-cookie";
import { THEME_COOKIE, type Theme, themeFrom } from "../theme.ts";

/** "system": as the browser prefers. */
export type ThemeChoice = Theme | "system";

const KEPT_DAYS = 365;

export function currentTheme(): ThemeChoice {
  return themeFrom(document.documentElement.dataset.theme) ?? "system";
}

export function setTheme(choice: ThemeChoice): void {
  if (choice === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
  if (choice === "system") Cookies.remove(THEME_COOKIE);
  else Cookies.set(THEME_COOKIE, choice, { expires: KEPT_DAYS, sameSite: "lax" });
}
