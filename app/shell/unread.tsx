"use client";
/**
 * How many notifications the person has not read: what the server said with the page, asked anew with each page that is
 * opened after it (the shell stays while pages change). Nothing asks by the clock.
 */
import { usePathname } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";

/** At this many the server stops counting. */
const COUNTED_MAX = 100;

const Unread = createContext(0);

/** `said`: the server's count, and anew an object whenever the server draws the shell. */
export function UnreadProvider({ said, children }: { said: { count: number }; children: ReactNode }) {
  const path = usePathname();
  const [asked, setAsked] = useState<{ after: typeof said; count: number } | null>(null);
  const known = useRef({ path, said });
  useEffect(() => {
    const isOpened = known.current.path !== path && known.current.said === said;
    known.current = { path, said };
    if (!isOpened) return;
    let isCurrent = true;
    import("./ask-unread.ts")
      .then(({ askUnread }) => askUnread())
      .then(
        (count) => isCurrent && setAsked({ after: said, count }),
        // The count of before stands; whatever is wrong is the page's to say.
        () => undefined,
      );
    return () => {
      isCurrent = false;
    };
  }, [path, said]);
  return <Unread value={asked?.after === said ? asked.count : said.count}>{children}</Unread>;
}

/** In words for a label, and short for a badge; null: everything is read. */
export function useUnread(): { words: string; short: string } | null {
  const count = useContext(Unread);
  if (count === 0) return null;
  if (count >= COUNTED_MAX) return { words: `${COUNTED_MAX} or more unread`, short: `${COUNTED_MAX - 1}+` };
  return { words: `${count} unread`, short: String(count) };
}
