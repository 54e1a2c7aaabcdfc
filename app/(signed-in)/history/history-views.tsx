/** The questions that are asked of the history most, each with how many deliveries answer it. */
import clsx from "clsx";
import Link from "next/link";
import type { DeliveryStatus } from "#webhooks/delivery";
import { formatCount } from "../../wording/numbers.ts";

/** `count`: null when there are more than are counted; absent: not asked. */
export type HistoryView = { label: string; statuses: readonly DeliveryStatus[]; count?: number | null };

/** `status`: as it stands in the address; nothing else narrows the list while a view is the current one. */
export function HistoryViews({ views, params }: { views: readonly HistoryView[]; params: Record<string, string> }) {
  const here = new URLSearchParams(params).toString();
  return (
    <nav aria-label="Views" className="mb-3.5 flex gap-1 overflow-x-auto border-b border-line [scrollbar-width:none]">
      {views.map(({ label, statuses, count }) => {
        const query = statuses.length > 0 ? `status=${statuses.join(",")}` : "";
        const isCurrent = here === new URLSearchParams(query).toString();
        return (
          <Link
            key={label}
            prefetch={false}
            href={query ? `/history?${query}` : "/history"}
            aria-current={isCurrent ? "page" : undefined}
            className={clsx(
              "flex min-h-10 items-center gap-1.5 border-b-2 px-2.5 text-dense font-medium whitespace-nowrap hover:text-ink md:min-h-8.5",
              isCurrent ? "border-accent text-ink" : "border-transparent text-ink-2",
            )}
          >
            {label}
            {count === undefined ? null : (
              <span className="font-normal text-ink-3">{count === null ? "10,000+" : formatCount(count)}</span>
            )}
          </Link>
        );
      })}
    </nav>
  );
}
