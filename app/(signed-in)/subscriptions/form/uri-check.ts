"use client";
/** Looks at the URI shortly after every change, in the server's words, before anything is saved. */
import type { ResultOf } from "gql.tada";
import { useEffect, useState } from "react";
import { askFromBrowser } from "../../../browser-api.ts";
import { CheckWebhookUri } from "./documents.ts";

const PAUSE_MS = 400;

type Check = ResultOf<typeof CheckWebhookUri>["checkWebhookUri"];

/** null: nothing is typed, it is being looked at, or nobody could say. */
export function useUriCheck(uri: string): Check | null {
  const [answer, setAnswer] = useState<{ uri: string; check: Check } | null>(null);
  useEffect(() => {
    if (uri.trim() === "") return;
    let isCurrent = true;
    const timer = setTimeout(() => {
      askFromBrowser(CheckWebhookUri, { uri }).then(
        ({ checkWebhookUri }) => isCurrent && setAnswer({ uri, check: checkWebhookUri }),
        // Saving says what is wrong.
        () => {},
      );
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [uri]);
  return answer?.uri === uri ? answer.check : null;
}
