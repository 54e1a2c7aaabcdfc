"use client";
/** Leads to the organisation's own sign-in, and says why it led back here, if it did. */
import { Building2, CircleAlert } from "lucide-react";
import { signIn } from "next-auth/react";
import { useState } from "react";
import { Button } from "#ui/button";
import { Note } from "#ui/note";
import { useHydrated } from "../ui/use-hydrated.ts";

const UNKNOWN =
  "Your organisation knows you, but there is no user here with your e-mail address. Ask an administrator of your account for one.";
const FAILED =
  "Signing in with your organisation did not work. Try again; if it stays so, ask whoever runs Signalpost.";
const UNREACHABLE = "The server did not answer. Check the connection and try again.";

type OpenIdButtonProps = {
  callbackPath: string;
  /** Next-auth's word for what went wrong. */
  error: string | string[] | undefined;
};

export function OpenIdButton({ callbackPath, error }: OpenIdButtonProps) {
  const isHydrated = useHydrated();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(error === undefined ? null : error === "AccessDenied" ? UNKNOWN : FAILED);

  async function leave() {
    setBusy(true);
    setProblem(null);
    try {
      await signIn("oidc", { callbackUrl: callbackPath });
    } catch {
      setProblem(UNREACHABLE);
      setBusy(false);
    }
  }

  return (
    <div className="mt-5 grid gap-4 border-t border-line pt-5">
      {problem ? (
        <Note tone="bad" icon={CircleAlert} role="alert">
          {problem}
        </Note>
      ) : null}
      <Button icon={Building2} busy={busy} disabled={!isHydrated} onClick={leave}>
        Sign in with your organisation
      </Button>
    </div>
  );
}
