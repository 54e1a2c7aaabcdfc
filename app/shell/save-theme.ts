"use server";
/** Remembers the theme that a person chose, in a cookie that the document reads before anything is drawn. */
import { cookies } from "next/headers";
import { THEME_COOKIE, type Theme, themeFrom } from "../theme.ts";

const YEAR_SECONDS = 31_536_000;

/** Null: follow the system again. */
export async function saveTheme(theme: Theme | null): Promise<void> {
  const jar = await cookies();
  const known = themeFrom(theme ?? undefined);
  if (known) jar.set(THEME_COOKIE, known, { path: "/", maxAge: YEAR_SECONDS, sameSite: "lax", httpOnly: true });
  else jar.delete(THEME_COOKIE);
}
