/** The document around every page: language, theme from the cookie (so that it never flashes), fonts, toasts. */
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { THEME_COOKIE, themeFrom } from "./theme.ts";
import "./ui/base.css";
import { Toaster } from "#ui/toast";

export const metadata: Metadata = { title: { default: "Signalpost", template: "%s · Signalpost" } };
export const viewport: Viewport = { width: "device-width", initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
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
