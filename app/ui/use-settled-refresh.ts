/** Draws the page anew once what somebody set going has had time to show. */
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { serverAnswers } from "../server-answers.ts";

/** What was held arrives by then, and health says so. */
const SETTLED_AFTER_MS = 3_000;

/** What it returns begins the wait anew; it ends with the part of the page that waits. */
export function useSettledRefresh(): () => void {
  const router = useRouter();
  const settling = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(settling.current), []);
  return () => {
    clearTimeout(settling.current);
    settling.current = setTimeout(async () => (await serverAnswers()) && router.refresh(), SETTLED_AFTER_MS);
  };
}
