"use client";
/** The checkboxes that select deliveries: one in each row, and one in the head for the page. */
import { type ChangeEvent, type MouseEvent, useLayoutEffect, useRef } from "react";
import { Checkbox } from "#ui/checkbox";
import { useHydrated } from "../../ui/use-hydrated.ts";
import { useSelection } from "./selection.tsx";

/** Nothing, for who may not change deliveries. */
export function SelectDelivery({ id, name }: { id: string; name: string }) {
  const selection = useSelection();
  const isHydrated = useHydrated();
  const box = useRef<HTMLInputElement>(null);
  // What was acted on may leave the filter and take its row along; the focus goes on beside it.
  useLayoutEffect(() => {
    const own = box.current;
    return () => {
      if (own && own === document.activeElement) goOnBeside(own);
    };
  }, []);
  if (!selection) return null;
  function change({ nativeEvent }: ChangeEvent) {
    selection?.toggle(id, nativeEvent instanceof window.MouseEvent && nativeEvent.shiftKey);
  }
  return (
    <Checkbox
      ref={box}
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

function goOnBeside(own: HTMLElement): void {
  const boxes = allBoxes();
  const at = boxes.indexOf(own);
  const next = boxes[at + 1] ?? boxes[at - 1];
  if (next) next.focus();
  // All of the page go, and those of the next take their place once these are gone.
  else queueMicrotask(() => document.activeElement === document.body && allBoxes()[0]?.focus());
}

function allBoxes(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("input[data-selects]")];
}

/** Shift-click would mark the text between the two. */
function keepText(event: MouseEvent): void {
  if (event.shiftKey) event.preventDefault();
}
