/** The head of a page: crumb (details only), one h1, one lead sentence that answers first, actions at the right. */
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

type PageHeaderProps = {
  title: ReactNode;
  /** Shown above the title, e.g. an event's type and time. */
  eyebrow?: ReactNode;
  lead?: ReactNode;
  crumb?: { href: string; label: string; here: ReactNode };
  actions?: ReactNode;
};

export function PageHeader({ title, eyebrow, lead, crumb, actions }: PageHeaderProps) {
  return (
    <>
      {crumb ? (
        <nav aria-label="Breadcrumb" className="mb-1.5 flex flex-wrap items-center gap-1.5 text-dense text-ink-3">
          <Link href={crumb.href} className="text-ink-2 hover:underline">
            {crumb.label}
          </Link>
          <ChevronRight size={14} aria-hidden="true" />
          {crumb.here}
        </nav>
      ) : null}
      <header className="mb-4.5 flex flex-wrap items-start gap-3 md:flex-nowrap md:gap-4">
        <div className="min-w-0 flex-1 basis-full md:basis-auto">
          {eyebrow ? (
            <div className="mb-1 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-dense text-ink-3">{eyebrow}</div>
          ) : null}
          <h1 className="text-title text-balance wrap-anywhere" dir="auto">
            {title}
          </h1>
          {lead ? <div className="mt-0.5 max-w-[72ch] text-pretty text-ink-2">{lead}</div> : null}
        </div>
        {actions ? (
          <div className="flex w-full flex-none flex-wrap gap-2 *:flex-1 md:w-auto md:*:flex-none">{actions}</div>
        ) : null}
      </header>
    </>
  );
}
