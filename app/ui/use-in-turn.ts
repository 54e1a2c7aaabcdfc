/**
 * Lets hundreds of parts follow one change a few in each frame, none while somebody types, and those far from the window
 * once they come near it: what is typed is kept waiting neither by all of the parts being drawn at once, nor by the memory
 * that this takes being tidied up.
 */
import { startTransition, useEffect, useState } from "react";
import { useIsNear } from "./near-section.tsx";

const TURNS_EACH_FRAME = 8;
/** Longer than between two keys of somebody who types. */
const PAUSE_MS = 300;
const INPUTS = ["keydown", "pointerdown", "focusin"] as const;
const waiting = new Set<() => void>();
let isFrameAsked = false;
let lastInputMs = Number.NEGATIVE_INFINITY;

/** `value`, or the one before until this part's turn has come: in a later frame, in the order in which the parts stand. */
export function useInTurn<T>(value: T): T {
  const [followed, setFollowed] = useState({ value });
  const isNear = useIsNear();
  useEffect(() => {
    if (!isNear || Object.is(followed.value, value)) return;
    const follow = () => setFollowed({ value });
    waiting.add(follow);
    askFrame();
    return () => {
      waiting.delete(follow);
    };
  }, [value, followed, isNear]);
  return followed.value;
}

function askFrame() {
  if (isFrameAsked || waiting.size === 0) return;
  isFrameAsked = true;
  for (const input of INPUTS) window.addEventListener(input, noteInput, { passive: true, capture: true });
  requestAnimationFrame(takeTurns);
}

function takeTurns() {
  const pauseMs = PAUSE_MS - (performance.now() - lastInputMs);
  if (pauseMs > 0) {
    setTimeout(takeTurns, pauseMs);
    return;
  }
  const turns = [...waiting].slice(0, TURNS_EACH_FRAME);
  startTransition(() => {
    for (const follow of turns) {
      waiting.delete(follow);
      follow();
    }
  });
  isFrameAsked = false;
  if (waiting.size > 0) askFrame();
  else for (const input of INPUTS) window.removeEventListener(input, noteInput, { capture: true });
}

function noteInput() {
  lastInputMs = performance.now();
}
