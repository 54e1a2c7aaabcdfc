/**
 * Over which version of the integration the person types. It changes together with the fields, which show what they are
 * filled with before React draws again: who presses Save in between saves over the version that they see.
 */
import { useCallback, useRef, useState } from "react";

/** `version`: as drawn; `versionNow()`: as it is at this very moment, for whatever is saved or kept. */
export function useBaseVersion(start: number | null) {
  const [version, draw] = useState(start);
  const now = useRef(start);
  const versionNow = useCallback(() => now.current, []);
  const setVersion = useCallback((next: number | null) => {
    now.current = next;
    draw(next);
  }, []);
  return { version, versionNow, setVersion };
}
