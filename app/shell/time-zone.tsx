"use client";
/** Names the zone that the page's times are in: UTC as the server writes them, the person's once the browser has taken over. */
import { useHydrated } from "../ui/use-hydrated.ts";

export function TimeZone() {
  const zone = useHydrated() ? Intl.DateTimeFormat().resolvedOptions().timeZone : "UTC";
  return <p className="mt-8 text-meta text-ink-3">Times in {zone.replaceAll("_", " ")}</p>;
}
