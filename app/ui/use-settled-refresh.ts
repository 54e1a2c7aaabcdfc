/** Draws the page anew once what somebody set going has had time to show. */
import { useRouter } from "next/navigation";
import { serverAnswers } from "../server-answers.ts";

/** What was held arrives by the first, and health says so; where much else goes on, by the second. */
const SETTLED_AFTER_MS = [3_000, 10_000];

let settling: ReturnType<typeof setTimeout>[] = [];

/**
 * What it returns begins the wait anew. It goes on when the part of the page that asked for it is gone, as what is done
 * there may have it go, and ends with the page.
 */
export function useSettledRefresh(): () => void {
  const router = useRouter();
  return () => {
    const { pathname } = window.location;
    const refresh = async () => {
      if (window.location.pathname === pathname && (await serverAnswers())) router.refresh();
    };
    for (const timer of settling) clearTimeout(timer);
    settling = SETTLED_AFTER_MS.map((afterMs) => setTimeout(refresh, afterMs));
  };
}
