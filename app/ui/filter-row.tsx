/** The row above a list: its search, then its filters; on phones the filters stand on one line that scrolls sideways. */
import type { ReactNode } from "react";

export function FilterRow({ search, children }: { search: ReactNode; children: ReactNode }) {
  return (
    <div className="mb-3.5 flex flex-wrap items-center gap-2">
      {search}
      <div className="-mx-4 -my-1 flex w-[calc(100%+32px)] gap-2 overflow-x-auto px-4 py-1 [scrollbar-width:none] *:flex-none md:contents">
        {children}
      </div>
    </div>
  );
}
