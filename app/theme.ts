/** The theme a person chose, kept in a cookie that the server reads; without one the system's preference holds. */

export const THEME_COOKIE = "chosen-theme";
export type Theme = "light" | "dark";

export function themeFrom(cookie: string | undefined): Theme | null {
  return cookie === "light" || cookie === "dark" ? cookie : null;
}
