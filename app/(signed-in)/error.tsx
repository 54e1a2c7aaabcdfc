"use client";
/**
 * A page that could not be loaded, within the shell. Where the same page is shown already and only could not be drawn
 * anew, what is shown stays: to wait here keeps React from putting anything in its place (the router draws in a
 * transition), until the next refresh takes the place of this one.
 */
import { usePathname, useSearchParams } from "next/navigation";
import { use } from "react";
import { freshness, sayHindered } from "../freshness.ts";
import { type PageError, PageFailure } from "../page-failure.tsx";

const UNTIL_NEXT_REFRESH = new Promise<never>(() => {});

export default function ErrorPage({ error, retry }: PageError & { retry: () => void }) {
  const path = usePathname();
  const query = useSearchParams().toString();
  const { address } = freshness.current();
  const isShown = address !== null && sameAddress(address, query === "" ? path : `${path}?${query}`);
  if (isShown && error.digest) {
    queueMicrotask(() => sayHindered("fault"));
    use(UNTIL_NEXT_REFRESH);
  }
  return <PageFailure error={error} retry={retry} />;
}

/** However their queries are written. */
function sameAddress(one: string, other: string): boolean {
  const [a, b] = [one, other].map((address) => new URL(address, "http://here"));
  return a?.pathname === b?.pathname && a?.searchParams.toString() === b?.searchParams.toString();
}
