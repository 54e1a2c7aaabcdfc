"use client";
/**
 * What stands in the place of a page that could not be loaded: what to do, and the id under which the log knows why. It
 * tries again by itself, as nobody presses a button on a wall.
 */
import { CloudAlert } from "lucide-react";
import { useEffect, useLayoutEffect, useRef } from "react";
import { buttonClass } from "#ui/button-class";
import { EmptyState } from "#ui/empty-state";
import { pageAnswers } from "./server-answers.ts";
import { focusOn } from "./ui/focus-on.ts";

const AGAIN_EVERY_MS = 10_000;
const AGAIN_ID = "try-again";

/** `digest`: only failures of the server have one. */
export type PageError = { error: Error & { digest?: string } };

/** `retry`: draws the page anew; by default the document is loaded anew. */
export function PageFailure({ error: { digest }, retry = reload }: PageError & { retry?: () => void }) {
  const again = useRef<HTMLButtonElement>(null);
  // It may be tried again while somebody stands on the button, which goes then.
  useLayoutEffect(() => {
    const own = again.current;
    return () => {
      if (own && own === document.activeElement) queueMicrotask(takeFocusOver);
    };
  }, []);
  useEffect(() => {
    if (!digest) return;
    const timer = setInterval(async () => {
      if (document.visibilityState === "visible" && (await pageAnswers())) retry();
    }, AGAIN_EVERY_MS);
    return () => clearInterval(timer);
  }, [digest, retry]);
  return (
    <>
      <h1 className="mb-4.5 text-title">This page could not be loaded</h1>
      <EmptyState
        icon={CloudAlert}
        title={digest ? "The server could not answer" : "Something went wrong in this page"}
        actions={
          <button
            ref={again}
            id={AGAIN_ID}
            type="button"
            className={buttonClass({ variant: "primary" })}
            onClick={reload}
          >
            Try again
          </button>
        }
      >
        <p>
          Deliveries go on meanwhile; only this page is missing.
          {digest ? " It is tried again every few seconds." : null}
        </p>
        {digest ? (
          <p className="mt-1">
            For support: error id <span className="code-text">{digest}</span>.
          </p>
        ) : null}
      </EmptyState>
    </>
  );
}

function reload(): void {
  window.location.reload();
}

/** The next failure stands there already, or the page. */
function takeFocusOver(): void {
  if (document.activeElement !== document.body) return;
  focusOn(document.getElementById(AGAIN_ID) ?? document.getElementById("main"));
}
