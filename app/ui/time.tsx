"use client";
/**
 * An instant: relative and ticking, or a clock time, in the person's zone; the exact UTC form is its title. The server
 * does not know the person's zone, so it writes UTC and the browser corrects it when it takes over.
 */
import { useEffect, useState } from "react";
import { clockTime, exactUtc, momentOf, relativeTime } from "../wording/instants.ts";
import { useHydrated } from "./use-hydrated.ts";

const TICK_MS = 15_000;

type TimeProps = {
  /** RFC 3339. */
  at: string;
  /** relative: "4 min ago"; moment: "14:02", with the day unless it is today; clock: "14:02:07"; millis: "14:02:07.114". */
  as?: "relative" | "moment" | "clock" | "millis";
  /** It is when something is due: once it has passed it reads "now". */
  isDue?: boolean;
};

export function Time({ at, as = "relative", isDue = false }: TimeProps) {
  const inBrowser = useHydrated();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    if (as !== "relative") return;
    const timer = setInterval(() => setNow(new Date()), TICK_MS);
    return () => clearInterval(timer);
  }, [as]);
  const instant = new Date(at);
  const zone = inBrowser ? undefined : "UTC";
  const later = instant.getTime() > now.getTime() && as === "relative" ? new Date() : now;
  const text =
    isDue && instant <= later
      ? "now"
      : as === "relative"
        ? relativeTime(instant, later, zone)
        : as === "moment"
          ? momentOf(instant, now, zone)
          : clockTime(instant, as === "millis", zone);
  return (
    <time dateTime={at} title={exactUtc(instant)} className="whitespace-nowrap" suppressHydrationWarning>
      {text}
    </time>
  );
}
