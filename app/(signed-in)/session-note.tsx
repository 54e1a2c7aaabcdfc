"use client";
/**
 * Says over a page whose session has ended where to sign in again without leaving it, and goes once that is done: another
 * tab shares the session, and this one asks when a person comes back to it.
 */
import { LogIn } from "lucide-react";
import { useEffect, useSyncExternalStore } from "react";
import { graphql } from "#graphql/document";
import { buttonClass } from "#ui/button-class";
import { Note } from "#ui/note";
import { sessionEnd } from "../session-end.ts";

const SignedIn = graphql(`
  query SignedIn {
    viewer {
      name
    }
  }
`);

export function SessionNote() {
  const hasEnded = useSyncExternalStore(sessionEnd.subscribe, sessionEnd.current, sessionEnd.onServer);
  useEffect(() => {
    if (!hasEnded) return;
    async function ask() {
      // Asking is enough: the answer tells. A server that is away tells nothing, and the next visit asks again.
      const { askFromBrowser } = await import("../browser-api.ts");
      await askFromBrowser(SignedIn, {}).catch(() => null);
    }
    const askIfSeen = () => document.visibilityState === "visible" && void ask();
    window.addEventListener("focus", ask);
    document.addEventListener("visibilitychange", askIfSeen);
    return () => {
      window.removeEventListener("focus", ask);
      document.removeEventListener("visibilitychange", askIfSeen);
    };
  }, [hasEnded]);
  return (
    <div role="status" className="fixed inset-x-0 top-0 z-40 mx-auto w-full max-w-xl p-3 empty:hidden">
      {hasEnded ? (
        <div className="animate-rise rounded-panel bg-raised shadow-2">
          <Note
            tone="warn"
            icon={LogIn}
            actions={
              <a href="/sign-in" target="_blank" rel="noreferrer" className={buttonClass({ small: true })}>
                Sign in in a new tab
              </a>
            }
          >
            Your session has ended. This page stays as it is, with all that is typed in it.
          </Note>
        </div>
      ) : null}
    </div>
  );
}
