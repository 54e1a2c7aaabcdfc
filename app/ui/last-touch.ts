/** Whether somebody is at this page, by what they point at and press: a list on a wall may do what would be in their way. */

const TOUCHES = ["pointermove", "pointerdown", "wheel", "keydown", "focusin"] as const;

let lastTouchMs = 0;
let watching = 0;

function note(): void {
  lastTouchMs = performance.now();
}

/** From now on touches are noted; the answer ends that, once nobody else wants to know. */
export function watchTouches(): () => void {
  note();
  watching += 1;
  for (const touch of TOUCHES) window.addEventListener(touch, note, { passive: true, capture: true });
  return () => {
    watching -= 1;
    if (watching > 0) return;
    for (const touch of TOUCHES) window.removeEventListener(touch, note, { capture: true });
  };
}

/** Whoever has touched nothing for so long has left, though the pointer may still lie on something. */
const NOBODY_IS_THERE_AFTER_MS = 60_000;

/** Whether somebody has touched the page lately; of a page that is not watched, whether it was opened lately. */
export function isSomebodyThere(): boolean {
  return performance.now() - lastTouchMs < NOBODY_IS_THERE_AFTER_MS;
}
