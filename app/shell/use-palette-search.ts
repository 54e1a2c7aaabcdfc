/** Asks the server while somebody types: after a pause, and never showing the answer to an older text. */
import { useEffect, useState } from "react";
import { failureSentence } from "../browser-api.ts";
import { type Found, findByText, TEXT_MIN } from "./palette-search.ts";
import { type FoundToggles, findToggles, NO_TOGGLES } from "./palette-toggles.ts";

const PAUSE_MS = 180;

type Answer = FoundToggles & { text: string; found: Found[]; problem: string | null };
const NONE: Answer = { ...NO_TOGGLES, text: "", found: [], problem: null };

/** `manages`: this person may switch things over. */
export function usePaletteSearch(typed: string, manages: boolean) {
  const text = typed.trim();
  const isEnough = text.length >= TEXT_MIN;
  const [answer, setAnswer] = useState(NONE);
  useEffect(() => {
    if (!isEnough) return;
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const next = await Promise.all([findByText(text), manages ? findToggles(text) : NO_TOGGLES]).then(
        ([found, toggles]) => ({ ...toggles, text, found, problem: null }),
        (thrown: unknown) => ({ ...NONE, text, problem: failureSentence(thrown) }),
      );
      if (isCurrent) setAnswer(next);
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [text, isEnough, manages]);
  const isAnswered = answer.text === text;
  return {
    ...(isEnough && isAnswered ? answer : NONE),
    isSearching: isEnough && !isAnswered,
  };
}
