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

/**
 * The page where somebody stood on the button when it went. Its next failure may come at once or after a skeleton, and
 * gives them the button back if they went nowhere else.
 */
let leftAt: string | null = null;

/** `digest`: only failures of the server have one. */
export type PageError = { error: Error & { digest?: string } };

/** `retry`: draws the page anew; by default the document is loaded anew. */
export function PageFailure({ error: { digest }, retry = reload }: PageError & { retry?: () => void }) {
  const again = useRef<HTMLButtonElement>(null);
  // It may be tried again while somebody stands on the button, which goes then.
  useLayoutEffect(() => {
    const own = again.current;
    if (leftAt === window.location.href && isNowhere()) own?.focus();
    leftAt = null;
    return () => {
      if (!own || own !== document.activeElement) return;
      leftAt = window.location.href;
      queueMicrotask(() => {
        if (isNowhere()) focusOn(document.getElementById("main"));
      });
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
          <button ref={again} type="button" className={buttonClass({ variant: "primary" })} onClick={reload}>
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

/** The focus is on nothing, or on the page as a whole. */
function isNowhere(): boolean {
  return document.activeElement === document.body || document.activeElement?.id === "main";
}
