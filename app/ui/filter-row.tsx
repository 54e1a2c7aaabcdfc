/**
 * The row above a list: its search, its filters, the order of its rows. On phones the filters stand on one line that
 * scrolls sideways, and the order on one of its own.
 */
import type { ReactNode } from "react";

type FilterRowProps = { search: ReactNode; children: ReactNode; order?: ReactNode };

export function FilterRow({ search, children, order }: FilterRowProps) {
  return (
    <div className="mb-3.5 flex flex-wrap items-center gap-2">
      {search}
      <div className="-mx-4 -my-1 flex w-[calc(100%+32px)] gap-2 overflow-x-auto px-4 py-1 [scrollbar-width:none] *:flex-none md:contents">
        {children}
      </div>
      {order}
    </div>
  );
}
