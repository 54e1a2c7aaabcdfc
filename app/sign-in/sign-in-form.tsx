"use client";
/** Asks for e-mail and password and hands them to next-auth. A refusal is said in one sentence and keeps the e-mail. */
import { CircleAlert } from "lucide-react";
import { signIn } from "next-auth/react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { TOO_MANY_TRIES } from "#graphql/sign-in-refusals";
import { Button } from "#ui/button";
import { FormFields } from "#ui/form-fields";
import { Note } from "#ui/note";
import { TextField } from "#ui/text-field";
import { useHydrated } from "../ui/use-hydrated.ts";

const REFUSED = "No account has this e-mail and password.";
const TOO_MANY =
  "Too many tries for this e-mail have failed. Wait a quarter of an hour, or ask an administrator to set a new password.";
const UNREACHABLE = "The server did not answer. Check the connection and try again.";

export function SignInForm({ callbackPath }: { callbackPath: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const email = useRef<HTMLInputElement>(null);
  const isHydrated = useHydrated();
  useEffect(() => {
    // There is nothing else to do here. Not by its attribute, as nobody can type before the page listens.
    if (isHydrated) email.current?.focus();
  }, [isHydrated]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    try {
      const result = await signIn("credentials", {
        email: String(form.get("email")),
        password: String(form.get("password")),
        redirect: false,
      });
      if (result?.ok && !result.error) {
        window.location.assign(callbackPath);
        return;
      }
      setProblem(result?.error === TOO_MANY_TRIES ? TOO_MANY : REFUSED);
    } catch {
      setProblem(UNREACHABLE);
    }
    setBusy(false);
  }

  return (
    <form method="post" onSubmit={submit}>
      <FormFields className="grid gap-4">
        {problem ? (
          <Note tone="bad" icon={CircleAlert} role="alert">
            {problem}
          </Note>
        ) : null}
        <TextField ref={email} id="email" name="email" type="email" label="E-mail" autoComplete="username" required />
        <TextField
          id="password"
          name="password"
          type="password"
          label="Password"
          autoComplete="current-password"
          required
        />
        <Button type="submit" variant="primary" busy={busy}>
          Sign in
        </Button>
      </FormFields>
    </form>
  );
}
