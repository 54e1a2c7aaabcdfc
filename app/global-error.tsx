"use client";
/** Stands in the place of the whole document when that could not be made; the theme is the system's. */
import "./ui/base.css";
import RootErrorPage from "./error.tsx";
import type { PageError } from "./page-failure.tsx";

export default function GlobalError({ error }: PageError) {
  return (
    <html lang="en">
      <body>
        <RootErrorPage error={error} />
      </body>
    </html>
  );
}
