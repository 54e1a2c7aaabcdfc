"use client";
/** The checkboxes that select deliveries: one in each row, and one in the head for the page. */
import type { ChangeEvent, MouseEvent } from "react";
import { Checkbox } from "#ui/checkbox";
import { useHydrated } from "../../ui/use-hydrated.ts";
import { useSelection } from "./selection.tsx";

/** Nothing, for who may not change deliveries. */
export function SelectDelivery({ id, name }: { id: string; name: string }) {
  const selection = useSelection();
  const isHydrated = useHydrated();
  if (!selection) return null;
  function change({ nativeEvent }: ChangeEvent) {
    selection?.toggle(id, nativeEvent instanceof window.MouseEvent && nativeEvent.shiftKey);
  }
  return (
    <Checkbox
      labelHidden
      data-selects={id}
      disabled={!isHydrated}
      checked={selection.isSelected(id)}
      onMouseDown={keepText}
      onChange={change}
    >
      Select {name}
    </Checkbox>
  );
}

export function SelectPage() {
  const selection = useSelection();
  const isHydrated = useHydrated();
  if (!selection) return null;
  const { selected, isWholePage, clear, selectPage } = selection;
  return (
    <Checkbox
      labelHidden
      disabled={!isHydrated}
      checked={isWholePage}
      mixed={selected.length > 0 && !isWholePage}
      onChange={isWholePage ? clear : selectPage}
    >
      Select all on this page
    </Checkbox>
  );
}

/** Shift-click would mark the text between the two. */
function keepText(event: MouseEvent): void {
  if (event.shiftKey) event.preventDefault();
}
