/** A strip of large figures at the head of a page. Each opens what it counts, if there is something to open. */
import clsx from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";

export type Figure = { label: string; value: ReactNode; note: ReactNode; href?: string };

type FiguresProps = {
  figures: readonly Figure[];
  /** The grid from 761 px on, e.g. "md:grid-cols-4"; two columns below. */
  columns: string;
  /** It is part of a card, with more of it below. */
  isInCard?: boolean;
};

export function Figures({ figures, columns, isInCard = false }: FiguresProps) {
  return (
    <ul className={clsx("grid grid-cols-2 overflow-hidden", isInCard ? "border-b border-line" : "card mb-6", columns)}>
      {figures.map(({ label, value, note, href }) => {
        const content = (
          <>
            <span className="block text-meta text-ink-3">{label}</span>
            <span className="block text-figure">{value}</span>
            <span className="block text-meta text-ink-3">{note}</span>
          </>
        );
        return (
          <li key={label} className="shadow-[-1px_-1px_0_var(--line)]">
            {href ? (
              <Link prefetch={false} href={href} className="block h-full px-3.5 py-3 -outline-offset-2 hover:bg-hover">
                {content}
              </Link>
            ) : (
              <div className="px-3.5 py-3">{content}</div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
