/** A list that has rows, none of which its filters let through. */
import { SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { ButtonLink } from "./button.tsx";
import { EmptyState } from "./empty-state.tsx";

type NoMatchProps = {
  /** What the rows are: "event". */
  noun: string;
  filterCount: number;
  /** The list without filters. */
  clearHref: string;
  children?: ReactNode;
};

export function NoMatch({ noun, filterCount, clearHref, children }: NoMatchProps) {
  return (
    <EmptyState
      icon={SearchX}
      title={filterCount === 1 ? `No ${noun} matches this filter` : `No ${noun} matches these ${filterCount} filters`}
      actions={<ButtonLink href={clearHref}>{filterCount === 1 ? "Clear filter" : "Clear filters"}</ButtonLink>}
    >
      {children ?? (filterCount === 1 ? "Clear it to see the others." : "Clear one or all of them to see the others.")}
    </EmptyState>
  );
}
