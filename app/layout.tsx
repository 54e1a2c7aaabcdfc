/** The document around every page: language, theme from the cookie (so that it never flashes), fonts, toasts. */
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { preload } from "react-dom";
import { THEME_COOKIE, themeFrom } from "./theme.ts";
import "./ui/base.css";
import { Toaster } from "#ui/toast";
import { FONT_FILES } from "./ui/fonts.ts";

export const metadata: Metadata = { title: { default: "Signalpost", template: "%s · Signalpost" } };
export const viewport: Viewport = { width: "device-width", initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  for (const file of FONT_FILES) preload(file, { as: "font", type: "font/woff2", crossOrigin: "anonymous" });
  const theme = themeFrom((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang="en" data-theme={theme ?? undefined} suppressHydrationWarning>
      <body>
        {children}
        <Toaster />
      </body>
    </html>
  );
}
