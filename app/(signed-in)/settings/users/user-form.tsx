"use client";
/** Makes a user or changes one: the fields, Save, and the server's faults beside what they are about. */
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { Button, ButtonLink } from "#ui/button";
import { Field } from "#ui/field";
import { FormProblems } from "#ui/form-problems";
import { Select } from "#ui/select";
import { TextField } from "#ui/text-field";
import { toast } from "#ui/toast";
import { ROLES, type Role } from "#webhooks/permissions";
import { failureSentence, mutate } from "../../../browser-api.ts";
import { showFaults } from "../../../server-faults.ts";
import { useHydrated } from "../../../ui/use-hydrated.ts";
import { CreateUser, type ListedUser, UpdateUser } from "../documents.ts";
import { ROLE_WORDS } from "../role-words.ts";

type Values = { email: string; name: string; role: Role; password: string };

const ROLE_OPTIONS = ROLES.map((role) => ({
  value: role,
  label: ROLE_WORDS[role].name,
  description: ROLE_WORDS[role].may,
}));

/** `existing` absent: a new one is made. */
export function UserForm({ existing }: { existing?: ListedUser }) {
  const router = useRouter();
  const isHydrated = useHydrated();
  const [problems, setProblems] = useState<string[]>([]);
  const form = useForm<Values>({
    defaultValues: {
      email: existing?.email ?? "",
      name: existing?.name ?? "",
      role: existing?.role ?? "EDITOR",
      password: "",
    },
  });
  const { errors, isSubmitting } = form.formState;

  async function save({ email, name, role, password }: Values) {
    setProblems([]);
    try {
      const saved = existing
        ? (await mutate(UpdateUser, { input: { id: existing.id, name, role, ...(password && { password }) } }))
            .updateUser
        : (await mutate(CreateUser, { input: { email, name, role, password } })).createUser;
      if (saved.userErrors.length > 0) {
        setProblems(showFaults(form, saved.userErrors, fieldOf));
        return;
      }
      toast("Saved.");
      router.push("/settings");
      router.refresh();
    } catch (thrown) {
      setProblems([failureSentence(thrown)]);
    }
  }

  return (
    <form noValidate onSubmit={form.handleSubmit(save)} className="grid max-w-[560px] gap-4">
      <FormProblems problems={problems} />
      <fieldset
        disabled={!isHydrated}
        data-starting={isHydrated ? undefined : ""}
        className="card grid min-w-0 gap-4 p-3.5"
      >
        {existing ? null : (
          <TextField
            id="user-email"
            label="E-mail"
            type="email"
            help="What the person signs in with."
            error={errors.email?.message}
            {...form.register("email")}
          />
        )}
        <TextField id="user-name" label="Name" error={errors.name?.message} {...form.register("name")} />
        <Controller
          control={form.control}
          name="role"
          render={({ field, fieldState: { error } }) => (
            <Field id="user-role" label="Role" error={error?.message}>
              <Select
                id="user-role"
                options={ROLE_OPTIONS}
                value={field.value}
                onChange={(value) => field.onChange(ROLES.find((role) => role === value) ?? field.value)}
                focusRef={field.ref}
                error={error?.message}
              />
            </Field>
          )}
        />
        <TextField
          id="user-password"
          label={existing ? "New password" : "Password"}
          note={existing ? "optional" : undefined}
          type="password"
          autoComplete="new-password"
          help={
            existing
              ? "At least 12 characters. A new password or role signs the person out everywhere."
              : "At least 12 characters. Tell it to the person by another way than e-mail."
          }
          error={errors.password?.message}
          {...form.register("password")}
        />
      </fieldset>
      <div className="flex justify-end gap-2">
        <ButtonLink variant="ghost" href="/settings">
          Cancel
        </ButtonLink>
        <Button type="submit" variant="primary" disabled={!isHydrated} busy={isSubmitting}>
          Save
        </Button>
      </div>
    </form>
  );
}

function fieldOf([key]: readonly string[]): keyof Values | null {
  return key === "email" || key === "name" || key === "role" || key === "password" ? key : null;
}
