/** What stands in the place of a page that could not be loaded: what to do, and the id under which the log knows why. */
import { CloudAlert } from "lucide-react";
import { buttonClass } from "#ui/button-class";
import { EmptyState } from "#ui/empty-state";

/** `digest`: only failures of the server have one. */
export type PageError = { error: Error & { digest?: string } };

export function PageFailure({ error: { digest } }: PageError) {
  return (
    <>
      <h1 className="mb-4.5 text-title">This page could not be loaded</h1>
      <EmptyState
        icon={CloudAlert}
        title={digest ? "The server could not answer" : "Something went wrong in this page"}
        actions={
          <button
            type="button"
            className={buttonClass({ variant: "primary" })}
            onClick={() => window.location.reload()}
          >
            Try again
          </button>
        }
      >
        <p>Deliveries go on meanwhile; only this page is missing.</p>
        {digest ? (
          <p className="mt-1">
            For support: error id <span className="code-text">{digest}</span>.
          </p>
        ) : null}
      </EmptyState>
    </>
  );
}
