"use client";
/** Says where to sign in again, and asks whether that is done when a person comes back from the other tab. */
import { LogIn } from "lucide-react";
import { useEffect } from "react";
import { graphql } from "#graphql/document";
import { buttonClass } from "#ui/button-class";
import { Note } from "#ui/note";
import { askFromBrowser } from "../browser-api.ts";

const SignedIn = graphql(`
  query SignedIn {
    viewer {
      name
    }
  }
`);

export function SessionEnded() {
  useEffect(() => {
    // Asking is enough: the answer tells. A server that is away tells nothing, and the next visit asks again.
    const ask = () => void askFromBrowser(SignedIn, {}).catch(() => null);
    const askIfSeen = () => document.visibilityState === "visible" && ask();
    window.addEventListener("focus", ask);
    document.addEventListener("visibilitychange", askIfSeen);
    return () => {
      window.removeEventListener("focus", ask);
      document.removeEventListener("visibilitychange", askIfSeen);
    };
  }, []);
  return (
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
  );
}
