"use client";
/**
 * Changes one's own password. That ends every session of the person, so this browser signs in anew with the new one;
 * where that fails, the way leads to sign-in.
 */
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { TextField } from "#ui/text-field";
import { toast } from "#ui/toast";
import { failureSentence, mutate } from "../../../browser-api.ts";
import { showFaults } from "../../../server-faults.ts";
import { AccountForm } from "./account-form.tsx";
import { ChangeOwnPassword } from "./documents.ts";

type Values = { currentPassword: string; newPassword: string };

const EMPTY: Values = { currentPassword: "", newPassword: "" };

/** `email`: whose password it is; it also tells the browser's password store. */
export function PasswordForm({ email }: { email: string }) {
  const router = useRouter();
  const [problems, setProblems] = useState<string[]>([]);
  const form = useForm<Values>({ defaultValues: EMPTY });
  const { errors, isSubmitting } = form.formState;

  async function save(input: Values) {
    setProblems([]);
    try {
      const { userErrors } = (await mutate(ChangeOwnPassword, { input })).changeOwnPassword;
      if (userErrors.length > 0) {
        setProblems(showFaults(form, userErrors, fieldOf));
        return;
      }
    } catch (thrown) {
      setProblems([failureSentence(thrown)]);
      return;
    }
    if (await signInAnew(email, input.newPassword)) {
      form.reset(EMPTY);
      toast("Your password is changed. You are signed out everywhere else.");
      router.refresh();
    } else {
      window.location.assign("/sign-in?callbackUrl=%2Fsettings%2Faccount");
    }
  }

  return (
    <AccountForm
      title="Password"
      lead="A new password signs you out everywhere but here, at once."
      verb="Change password"
      busy={isSubmitting}
      problems={problems}
      onSubmit={form.handleSubmit(save)}
    >
      <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
      <TextField
        id="own-current-password"
        label="Current password"
        type="password"
        autoComplete="current-password"
        error={errors.currentPassword?.message}
        {...form.register("currentPassword")}
      />
      <TextField
        id="own-new-password"
        label="New password"
        type="password"
        autoComplete="new-password"
        help="12 to 256 characters."
        error={errors.newPassword?.message}
        {...form.register("newPassword")}
      />
    </AccountForm>
  );
}

/** Whether this browser has a session again. */
async function signInAnew(email: string, password: string): Promise<boolean> {
  try {
    const { signIn } = await import("next-auth/react");
    const result = await signIn("credentials", { email, password, redirect: false });
    return Boolean(result?.ok && !result.error);
  } catch {
    return false;
  }
}

function fieldOf([key]: readonly string[]): keyof Values | null {
  return key === "currentPassword" || key === "newPassword" ? key : null;
}
