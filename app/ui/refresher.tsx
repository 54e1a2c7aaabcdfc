"use client";
/** Draws the page anew from the server every few seconds while it is looked at, for what changes by itself. */
import { useRouter } from "next/navigation";
import { useEffect } from "react";

type RefresherProps = {
  everySeconds: number;
  /** A selector: while the pointer or the focus is on one of these, nothing moves under the finger. */
  restsOn?: string;
};

export function Refresher({ everySeconds, restsOn }: RefresherProps) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "hidden") return;
      if (restsOn && document.querySelector(`:is(${restsOn}):is(:hover, :focus-within)`)) return;
      router.refresh();
    }, everySeconds * 1000);
    return () => clearInterval(timer);
  }, [router, everySeconds, restsOn]);
  return null;
}
