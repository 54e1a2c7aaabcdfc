"use client";
/**
 * Which requests are open: the newest of those that were there when a person came; what arrives later stands closed above
 * it, and nothing closes what somebody reads.
 */
import { createContext, type ReactNode, useContext, useState } from "react";

const OpenAtFirst = createContext<string | null>(null);

/** `newestId` counts only the first time. */
export function RequestsSeen({ newestId, children }: { newestId: string | null; children: ReactNode }) {
  const [openId] = useState(newestId);
  return <OpenAtFirst value={openId}>{children}</OpenAtFirst>;
}

export function RequestDetails({ id, className, children }: { id: string; className: string; children: ReactNode }) {
  const openId = useContext(OpenAtFirst);
  const [isOpen, setIsOpen] = useState(openId === id);
  return (
    <details open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)} className={className}>
      {children}
    </details>
  );
}
