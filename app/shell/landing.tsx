"use client";
/** After another page has come and taken away what had the focus, as a form does that was saved, the work goes on at its begin. */
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { focusOn } from "../ui/focus-on.ts";

export function Landing() {
  const path = usePathname();
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    if (document.activeElement === document.body) focusOn(document.getElementById("main"));
  }, [path]);
  return null;
}
