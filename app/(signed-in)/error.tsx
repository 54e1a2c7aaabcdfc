"use client";
/** A page that could not be loaded: says so, offers to try again, and names the id under which the log knows why. */
import { CloudAlert } from "lucide-react";
import { buttonClass } from "#ui/button-class";
import { EmptyState } from "#ui/empty-state";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error }: ErrorPageProps) {
  return (
    <>
      <h1 className="mb-4.5 text-title">This page could not be loaded</h1>
      <EmptyState
        icon={CloudAlert}
        title="The server could not answer"
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
        {error.digest ? (
          <p className="mt-1">
            For support: error id <span className="code-text">{error.digest}</span>.
          </p>
        ) : null}
      </EmptyState>
    </>
  );
}
