"use client";
/** Which address was asked for in vain: what somebody who is asked for help wants to know first. */
import { usePathname } from "next/navigation";

export function AskedAddress() {
  return (
    <p className="mt-1">
      Asked for: <span className="code-text wrap-anywhere">{usePathname()}</span>
    </p>
  );
}
