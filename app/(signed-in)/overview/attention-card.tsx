/** One kind of what needs somebody: how many there are, and each with its sentence and what can be done here. */
import clsx from "clsx";
import type { LucideIcon } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useId } from "react";
import { formatCount } from "../../wording/numbers.ts";

export type AttentionEntry = {
  id: string;
  href: string;
  name: string;
  sentence: ReactNode;
  /** Null: nothing that the person may do. */
  action: ReactNode;
};

export type AttentionCardProps = {
  title: string;
  icon: LucideIcon;
  /** The colour of the icon: "text-bad". */
  iconClass: string;
  /** "3 subscriptions"; the first word is the figure. */
  count: string;
  /** Where all that is counted is listed. */
  href: string;
  entries: readonly AttentionEntry[];
  /** How many there are, with those that are not among the entries. */
  total: number;
};

export function AttentionCard({ title, icon: Icon, iconClass, count, href, entries, total }: AttentionCardProps) {
  const more = total - entries.length;
  const headingId = useId();
  const [figure, ...noun] = count.split(" ");
  return (
    <section aria-labelledby={headingId} className="card pb-1">
      <header className="flex items-center gap-2.5 px-4 pt-3 pb-1.5">
        <Icon size={17} aria-hidden="true" className={iconClass} />
        <h2 id={headingId} className="font-semibold">
          {title}
        </h2>
        <Link prefetch={false} href={href} className="ml-auto min-h-6 text-meta text-ink-3 hover:underline">
          <span className="mr-1 text-section text-ink">{figure}</span> {noun.join(" ")}
        </Link>
      </header>
      <ul aria-labelledby={headingId}>
        {entries.map(({ id, href: own, name, sentence, action }) => (
          <li
            key={id}
            className="flex flex-wrap items-start gap-x-3 gap-y-2 border-t border-line px-4 py-2.5 first:border-t-0 first:pt-1"
          >
            <div className={clsx("min-w-0 flex-1", action && "max-md:basis-full")}>
              <Link
                prefetch={false}
                href={own}
                dir="auto"
                title={name}
                className="line-clamp-2 font-medium wrap-anywhere hover:text-accent-ink hover:underline"
              >
                {name}
              </Link>
              <p className="mt-0.5 text-dense text-pretty wrap-anywhere text-ink-2">{sentence}</p>
            </div>
            {action}
          </li>
        ))}
      </ul>
      {more > 0 ? (
        <p className="border-t border-line px-4 py-2">
          <Link
            prefetch={false}
            href={href}
            className="inline-block min-h-6 text-dense font-medium text-accent-ink hover:underline"
          >
            {formatCount(more)} more
          </Link>
        </p>
      ) : null}
    </section>
  );
}
