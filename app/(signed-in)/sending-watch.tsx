"use client";
/**
 * Says over a page that stands open that nothing is sent, and takes it back: the live history and the editor are not drawn
 * anew for hours, and looked well while no worker ran. Only the note is drawn, so nothing that is typed or chosen moves.
 */
import { type ComponentType, type ReactNode, useEffect, useState } from "react";

/** A page that draws itself anew does so more often, and is not asked for. */
const ASK_EVERY_MS = 15_000;

type SendingWatchProps = {
  /** Anew an object whenever the server draws the shell. */
  said: { isDelivering: boolean };
  /** What the server had to say of it then. */
  children: ReactNode;
};

export function SendingWatch({ said, children }: SendingWatchProps) {
  const [asked, setAsked] = useState<{ after: typeof said; Note: ComponentType | null } | null>(null);
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "hidden") return;
      import("./sending-note.ts")
        .then(({ askSendingNote }) => askSendingNote())
        .then(
          (Note) => setAsked({ after: said, Note }),
          // What was said before stands; whatever is wrong is the page's to say.
          () => undefined,
        );
    }, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [said]);
  if (asked?.after !== said) return children;
  return asked.Note ? <asked.Note /> : null;
}
