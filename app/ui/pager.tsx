/** Newer and Older of a keyset-paged list. Pages live in the URL, so both are links. */
import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { ButtonLink } from "./button.tsx";

type PageInfo = {
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  startCursor: string | null;
  endCursor: string | null;
};
type PagerProps = {
  pageInfo: PageInfo;
  /** The list's address without a page. */
  path: string;
  /** Filters to keep. */
  params: Record<string, string>;
  /** What is shown: "37 deliveries". */
  children: ReactNode;
};

/** `after` and `before` in the URL name the cursors; a list that fits one page shows only its summary. */
export function Pager({ pageInfo, path, params, children }: PagerProps) {
  const newer =
    pageInfo.hasPreviousPage && pageInfo.startCursor ? hrefOf(path, params, "before", pageInfo.startCursor) : null;
  const older = pageInfo.hasNextPage && pageInfo.endCursor ? hrefOf(path, params, "after", pageInfo.endCursor) : null;
  return (
    <nav aria-label="Pages" className="mt-3 flex flex-wrap items-center gap-2 text-dense text-ink-3">
      <span className="mr-auto">{children}</span>
      {newer ? (
        <ButtonLink small href={newer} icon={ChevronLeft}>
          Newer
        </ButtonLink>
      ) : null}
      {older ? (
        <ButtonLink small href={older}>
          Older
          <ChevronRight size={14} aria-hidden="true" />
        </ButtonLink>
      ) : null}
    </nav>
  );
}

function hrefOf(path: string, params: Record<string, string>, key: string, cursor: string): string {
  return `${path}?${new URLSearchParams({ ...params, [key]: cursor })}`;
}
