/** Gives an element the focus, also what the keyboard does not stop at, such as a heading. */
export function focusOn(element: HTMLElement | null | undefined): void {
  if (element && !element.matches("a, button, input")) element.tabIndex = -1;
  element?.focus();
}

/** Where the work goes on when what had the focus is gone and nothing stands in its place: the head of the page. */
export function focusOnHead(): void {
  focusOn(document.querySelector<HTMLElement>("main h1"));
}
