"use client";
/** Asks for e-mail and password and hands them to next-auth. A refusal is said in one sentence and keeps the e-mail. */
import { CircleAlert } from "lucide-react";
import { signIn } from "next-auth/react";
import { type FormEvent, useState } from "react";
import { Button } from "#ui/button";
import { Note } from "#ui/note";
import { TextField } from "#ui/text-field";
import { useHydrated } from "../ui/use-hydrated.ts";

const REFUSED = "No account has this e-mail and password.";
const UNREACHABLE = "The server did not answer. Check the connection and try again.";

export function SignInForm({ callbackPath }: { callbackPath: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  const isHydrated = useHydrated();
  const [busy, setBusy] = useState(false);

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
      setProblem(REFUSED);
    } catch {
      setProblem(UNREACHABLE);
    }
    setBusy(false);
  }

  return (
    <form method="post" onSubmit={submit}>
      <fieldset disabled={!isHydrated} data-starting={isHydrated ? undefined : ""} className="grid gap-4">
        {problem ? (
          <Note tone="bad" icon={CircleAlert} role="alert">
            {problem}
          </Note>
        ) : null}
        <TextField id="email" name="email" type="email" label="E-mail" autoComplete="username" required />
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
      </fieldset>
    </form>
  );
}
