"use client";
/**
 * Lies over a page whose session has ended, and goes once somebody has signed in again: another tab shares the session.
 * What it shows is loaded then, because most visits need none. It stands where toasts do not.
 */
import { type ComponentType, useEffect, useState, useSyncExternalStore } from "react";
import { sessionEnd } from "../session-end.ts";

export function SessionNote() {
  const hasEnded = useSyncExternalStore(sessionEnd.subscribe, sessionEnd.current, sessionEnd.onServer);
  const [Said, setSaid] = useState<ComponentType | null>(null);
  useEffect(() => {
    if (!hasEnded) return;
    import("./session-ended.tsx").then(
      ({ SessionEnded }) => setSaid(() => SessionEnded),
      // What was asked for says in words that the session has ended.
      () => {},
    );
  }, [hasEnded]);
  return (
    <div
      role="status"
      className="fixed inset-x-0 bottom-16 z-40 mx-auto w-full max-w-xl p-3 empty:hidden md:top-0 md:bottom-auto"
    >
      {hasEnded && Said ? <Said /> : null}
    </div>
  );
}
