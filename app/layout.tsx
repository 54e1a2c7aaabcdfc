/** The document around every page: language, theme from the cookie (so that it never flashes), fonts, URL state, toasts. */
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { THEME_COOKIE, themeFrom } from "./theme.ts";
import "./ui/base.css";
import { Toaster } from "#ui/toaster";

export const metadata: Metadata = { title: { default: "Signalpost", template: "%s · Signalpost" } };
export const viewport: Viewport = { width: "device-width", initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = themeFrom((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang="en" data-theme={theme ?? undefined} suppressHydrationWarning>
      <body>
        <NuqsAdapter>{children}</NuqsAdapter>
        <Toaster />
      </body>
    </html>
  );
}
