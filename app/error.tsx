"use client";
/** A page outside the shell that could not be loaded, or the shell itself: sign-in, and all when the database is away. */
import { Logo } from "#ui/logo";
import { type PageError, PageFailure } from "./page-failure.tsx";

export default function RootErrorPage({ error }: PageError) {
  return (
    <main className="mx-auto grid min-h-dvh max-w-140 content-center px-4 py-10">
      <title>Not loaded · Signalpost</title>
      <div className="mb-5">
        <Logo size={30} />
      </div>
      <PageFailure error={error} />
    </main>
  );
}
