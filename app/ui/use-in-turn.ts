/**
 * Lets hundreds of parts follow one change a few in each frame, so that what somebody types meanwhile is not kept waiting
 * by all of them being drawn at once.
 */
import { startTransition, useEffect, useState } from "react";

const TURNS_EACH_FRAME = 8;
const waiting = new Set<() => void>();
let isFrameAsked = false;

/** `value`, or the one before until this part's turn has come: in a later frame, in the order in which the parts stand. */
export function useInTurn<T>(value: T): T {
  const [followed, setFollowed] = useState({ value });
  useEffect(() => {
    if (Object.is(followed.value, value)) return;
    const follow = () => setFollowed({ value });
    waiting.add(follow);
    askFrame();
    return () => {
      waiting.delete(follow);
    };
  }, [value, followed]);
  return followed.value;
}

function askFrame() {
  if (isFrameAsked || waiting.size === 0) return;
  isFrameAsked = true;
  requestAnimationFrame(takeTurns);
}

function takeTurns() {
  const turns = [...waiting].slice(0, TURNS_EACH_FRAME);
  startTransition(() => {
    for (const follow of turns) {
      waiting.delete(follow);
      follow();
    }
  });
  isFrameAsked = false;
  askFrame();
}
