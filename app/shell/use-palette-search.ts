/** Asks the server while somebody types: after a pause, and never showing the answer to an older text. */
import { useEffect, useState } from "react";
import { failureSentence } from "../browser-api.ts";
import { type Found, searchFor, TEXT_MIN } from "./palette-search.ts";

const PAUSE_MS = 180;

type Answer = { text: string; found: Found[]; problem: string | null };
const NONE: Answer = { text: "", found: [], problem: null };

export function usePaletteSearch(typed: string) {
  const text = typed.trim();
  const isEnough = text.length >= TEXT_MIN;
  const [answer, setAnswer] = useState(NONE);
  useEffect(() => {
    if (!isEnough) return;
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const next = await searchFor(text).then(
        (found) => ({ text, found, problem: null }),
        (thrown: unknown) => ({ text, found: [], problem: failureSentence(thrown) }),
      );
      if (isCurrent) setAnswer(next);
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [text, isEnough]);
  const isAnswered = answer.text === text;
  return {
    found: isEnough && isAnswered ? answer.found : [],
    problem: isEnough && isAnswered ? answer.problem : null,
    isSearching: isEnough && !isAnswered,
  };
}
