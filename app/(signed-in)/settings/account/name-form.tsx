"use client";
/** Changes one's own name. */
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { TextField } from "#ui/text-field";
import { toast } from "#ui/toast";
import { failureSentence, mutate } from "../../../browser-api.ts";
import { showFaults } from "../../../server-faults.ts";
import { AccountForm } from "./account-form.tsx";
import { ChangeOwnName } from "./documents.ts";

export function NameForm({ name }: { name: string }) {
  const router = useRouter();
  const [problems, setProblems] = useState<string[]>([]);
  const form = useForm({ defaultValues: { name } });
  const { errors, isSubmitting } = form.formState;

  async function save(input: { name: string }) {
    setProblems([]);
    try {
      const { userErrors } = (await mutate(ChangeOwnName, { input })).changeOwnName;
      if (userErrors.length > 0) {
        setProblems(showFaults(form, userErrors, ([key]) => (key === "name" ? key : null)));
        return;
      }
      toast("Your name is changed.");
      router.refresh();
    } catch (thrown) {
      setProblems([failureSentence(thrown)]);
    }
  }

  return (
    <AccountForm
      title="Name"
      lead="What you change from now on is recorded under it; what you changed before keeps the old one."
      verb="Change name"
      busy={isSubmitting}
      problems={problems}
      onSubmit={form.handleSubmit(save)}
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
