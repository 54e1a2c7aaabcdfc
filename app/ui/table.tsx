/**
 * Lists as tables that become cards at 1020 px and below. Rows are grids, so the table roles are written out. The
 * columns of a list are one class (`lg:grid-cols-[…]`), given to head and rows alike; where a cell stands in the card is
 * the cell's own class.
 */
import clsx from "clsx";
import type { ReactNode } from "react";
import { RowAccess } from "./row-access.tsx";

type Roled = { role: string; "aria-label"?: string };
const GROUP: Roled = { role: "rowgroup" };
const ROW: Roled = { role: "row" };
const HEAD_CELL: Roled = { role: "columnheader" };
const CELL: Roled = { role: "cell" };

/** `control`: beside a hidden label, from 1021 px on; it brings its own name. */
type Head = { label: string; hidden?: boolean; end?: boolean; control?: ReactNode };

type TableProps = {
  label: string;
  /** The grid of one row from 1021 px on, e.g. "lg:grid-cols-[66px_minmax(0,1fr)_180px]". */
  columns: string;
  heads: readonly Head[];
  /** Each row has a link with `data-row` to what it is about: it is reached as `RowAccess` says. */
  opensRows?: boolean;
  children: ReactNode;
};

/** The head and its rows; the children are `TableRow`s with the same columns. */
export function Table({ label, columns, heads, opensRows = false, children }: TableProps) {
  const table: Roled = { role: "table", "aria-label": label };
  return (
    <div {...table} className="lg:card lg:overflow-hidden">
      <div {...GROUP} className="sr-only lg:not-sr-only">
        <div {...ROW} className={clsx("gap-x-3 lg:grid lg:border-b lg:border-line lg:px-4 lg:py-2.25", columns)}>
          {heads.map((head) => (
            <div
              {...HEAD_CELL}
              key={head.label}
              className={clsx("text-meta font-medium text-ink-3", head.end && "lg:text-right")}
            >
              <span className={head.hidden ? "sr-only" : undefined}>{head.label}</span>
              {head.control ? <div className="-m-1.25 hidden lg:block">{head.control}</div> : null}
            </div>
          ))}
        </div>
      </div>
      <div {...GROUP}>{children}</div>
      {opensRows ? <RowAccess /> : null}
    </div>
  );
}

type TableRowProps = { columns: string; children: ReactNode; muted?: boolean };

/** One row; a card below 1021 px. Looks selected while a checkbox in it that has `data-selects` is on. */
export function TableRow({ columns, children, muted = false }: TableRowProps) {
  return (
    <div
      {...ROW}
      data-muted={muted || undefined}
      className={clsx(
        "group card relative mb-2.5 grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-2 p-3.5",
        "lg:mb-0 lg:items-start lg:rounded-none lg:border-0 lg:border-b lg:bg-transparent lg:px-4 lg:py-3 lg:shadow-none lg:last:border-b-0 lg:hover:bg-hover",
        "has-[[data-row]]:cursor-pointer",
        "has-[[data-selects]:checked]:border-accent-line has-[[data-selects]:checked]:bg-selected lg:has-[[data-selects]:checked]:border-line",
        columns,
      )}
    >
      {children}
    </div>
  );
}

/** One cell; by default it takes a whole line of the card. */
export function TableCell({
  children,
  className = "col-span-full lg:col-auto",
}: {
  children: ReactNode;
  className?: string;
}) {
  return (
    <div {...CELL} className={clsx("min-w-0", className)}>
      {children}
    </div>
  );
}
