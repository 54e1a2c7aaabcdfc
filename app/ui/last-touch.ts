/** Whether somebody is at this page, by what they point at and press: a list on a wall may do what would be in their way. */

const TOUCHES = ["pointermove", "pointerdown", "wheel", "keydown", "focusin"] as const;

let lastTouchMs = 0;

function note(): void {
  lastTouchMs = performance.now();
}

/** From now on touches are noted; the answer ends that. */
export function watchTouches(): () => void {
  note();
  for (const touch of TOUCHES) window.addEventListener(touch, note, { passive: true, capture: true });
  return () => {
    for (const touch of TOUCHES) window.removeEventListener(touch, note, { capture: true });
  };
}

/** How long nobody has touched the page; of a page that is not watched, how long it is open. */
export function untouchedMs(): number {
  return performance.now() - lastTouchMs;
}
