"use client";
/** Changes one's own name. */
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { TextField } from "#ui/text-field";
import { toast } from "#ui/toast";
import { mutate } from "../../../browser-api.ts";
import { useSave } from "../../../use-save.ts";
import { AccountForm } from "./account-form.tsx";
import { ChangeOwnName } from "./documents.ts";

export function NameForm({ name }: { name: string }) {
  const router = useRouter();
  const form = useForm({ defaultValues: { name } });
  const { save, problems } = useSave({ form, fieldOf: ([key]) => (key === "name" ? key : null) });
  const { errors, isSubmitting } = form.formState;

  async function submit(input: { name: string }) {
    if (!(await save(mutate(ChangeOwnName, { input }).then(({ changeOwnName }) => changeOwnName)))) return;
    toast("Your name is changed.");
    router.refresh();
  }

  return (
    <AccountForm
      title="Name"
      lead="What you change from now on is recorded under it; what you changed before keeps the old one."
      verb="Change name"
      busy={isSubmitting}
      problems={problems}
      onSubmit={form.handleSubmit(submit)}
    >
      <TextField
        id="own-name"
        label="Your name"
        autoComplete="name"
        error={errors.name?.message}
        {...form.register("name")}
      />
    </AccountForm>
  );
}
