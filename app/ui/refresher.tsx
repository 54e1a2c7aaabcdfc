"use client";
/** Draws the page anew from the server every few seconds while it is looked at, for what changes by itself. */
import { useRouter } from "next/navigation";
import { useEffect } from "react";

export function Refresher({ everySeconds }: { everySeconds: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, everySeconds * 1000);
    return () => clearInterval(timer);
  }, [router, everySeconds]);
  return null;
}
