"use client";
/**
 * Changes one's own password. That ends every session of the person, so this browser signs in anew with the new one;
 * where that fails, the way leads to sign-in.
 */
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { TextField } from "#ui/text-field";
import { toast } from "#ui/toast";
import { mutate } from "../../../browser-api.ts";
import { useSave } from "../../../use-save.ts";
import { AccountForm } from "./account-form.tsx";
import { ChangeOwnPassword } from "./documents.ts";

type Values = { currentPassword: string; newPassword: string };

const EMPTY: Values = { currentPassword: "", newPassword: "" };

/** `email`: whose password it is; it also tells the browser's password store. */
export function PasswordForm({ email }: { email: string }) {
  const router = useRouter();
  const form = useForm<Values>({ defaultValues: EMPTY });
  const { save, problems } = useSave({ form, fieldOf });
  const { errors, isSubmitting } = form.formState;

  async function submit(input: Values) {
    if (!(await save(mutate(ChangeOwnPassword, { input }).then((answer) => answer.changeOwnPassword)))) return;
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
      onSubmit={form.handleSubmit(submit)}
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
