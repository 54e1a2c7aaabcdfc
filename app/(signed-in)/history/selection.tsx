"use client";
/** Which deliveries of the page are selected, or that all are which the filters let through; gone with the page. */
import { useSearchParams } from "next/navigation";
import { createContext, type ReactNode, useContext, useLayoutEffect, useRef, useState } from "react";
import { focusOnHead } from "../../ui/focus-on.ts";
import { type BulkDelivery, idsBetween } from "./bulk-rules.ts";

type Selection = {
  selected: readonly BulkDelivery[];
  isSelected: (id: string) => boolean;
  /** Also those on other pages. */
  isAll: boolean;
  isWholePage: boolean;
  /** `isRange`: with all between it and the one that was chosen before. */
  toggle: (id: string, isRange: boolean) => void;
  selectPage: () => void;
  selectAll: () => void;
  /** Leaves the focus where the person began, if it would be lost. */
  clear: () => void;
  selectOnly: (ids: readonly string[]) => void;
  /** To the row that was chosen last, unless the focus is somewhere. */
  restoreFocus: () => void;
};

const SelectionContext = createContext<Selection | null>(null);
export const BULK_BAR_ID = "bulk-bar";

/** Null where nothing can be selected. */
export function useSelection(): Selection | null {
  return useContext(SelectionContext);
}

type State = { address: string; ids: ReadonlySet<string>; isAll: boolean };

export function SelectionProvider({ rows, children }: { rows: readonly BulkDelivery[]; children: ReactNode }) {
  const address = useSearchParams().toString();
  const [kept, setState] = useState<State>({ address, ids: new Set(), isAll: false });
  const lastId = useRef<string | null>(null);
  const state = kept.address === address ? kept : { address, ids: new Set<string>(), isAll: false };
  const ids = rows.map(({ id }) => id);
  // What has left the page by itself is not acted upon unseen.
  const isSelected = (id: string) => state.isAll || state.ids.has(id);
  const selected = rows.filter(({ id }) => isSelected(id));

  function select(next: Iterable<string>, isAll = false) {
    setState({ address, ids: new Set(next), isAll });
  }
  function focusLast() {
    const boxes = [...document.querySelectorAll<HTMLElement>("input[data-selects]")];
    (boxes.find(({ dataset }) => dataset.selects === lastId.current) ?? boxes[0])?.focus();
  }
  // Whoever acted on all that the filters let through goes on at the head of the page, the table being gone.
  useLayoutEffect(
    () => () => {
      if (document.activeElement?.matches(`input[data-selects], #${BULK_BAR_ID} *`)) focusOnHead();
    },
    [],
  );
  const selection: Selection = {
    selected,
    isSelected,
    isAll: state.isAll,
    isWholePage: selected.length === rows.length,
    toggle(id, isRange) {
      const next = new Set(selected.map((one) => one.id));
      const isOn = !next.has(id);
      for (const between of isRange ? idsBetween(ids, lastId.current, id) : [id]) {
        if (isOn) next.add(between);
        else next.delete(between);
      }
      lastId.current = id;
      select(next);
    },
    selectPage: () => select(ids),
    selectAll: () => select(ids, true),
    clear() {
      if (document.activeElement?.closest(`#${BULK_BAR_ID}`)) focusLast();
      select([]);
    },
    selectOnly: (only) => select(only),
    restoreFocus() {
      if (document.activeElement === document.body) focusLast();
    },
  };
  return <SelectionContext value={selection}>{children}</SelectionContext>;
}
