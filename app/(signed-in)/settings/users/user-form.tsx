"use client";
/** Makes a user or changes one: the fields, Save, and the server's faults beside what they are about. */
import { useRouter } from "next/navigation";
import { Controller, useForm } from "react-hook-form";
import { Field } from "#ui/field";
import { FormEnd } from "#ui/form-end";
import { FormFields } from "#ui/form-fields";
import { FormProblems } from "#ui/form-problems";
import { Select } from "#ui/select";
import { TextField } from "#ui/text-field";
import { toast } from "#ui/toast";
import { ROLES, type Role } from "#webhooks/permissions";
import { mutate } from "../../../browser-api.ts";
import { useSave } from "../../../use-save.ts";
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
  const form = useForm<Values>({
    defaultValues: {
      email: existing?.email ?? "",
      name: existing?.name ?? "",
      role: existing?.role ?? "EDITOR",
      password: "",
    },
  });
  const { save, problems } = useSave({ form, fieldOf });
  const { errors, isSubmitting } = form.formState;

  async function submit({ email, name, role, password }: Values) {
    const saved = await save(
      existing
        ? mutate(UpdateUser, { input: { id: existing.id, name, role, ...(password && { password }) } }).then(
            ({ updateUser }) => updateUser,
          )
        : mutate(CreateUser, { input: { email, name, role, password } }).then(({ createUser }) => createUser),
    );
    if (!saved) return;
    toast("Saved.");
    router.push("/settings");
    router.refresh();
  }

  return (
    <form noValidate onSubmit={form.handleSubmit(submit)} className="grid max-w-[560px] gap-4">
      <FormProblems problems={problems} />
      <FormFields className="card grid gap-4 p-3.5">
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
      </FormFields>
      <FormEnd back="/settings" busy={isSubmitting} />
    </form>
  );
}

function fieldOf([key]: readonly string[]): keyof Values | null {
  return key === "email" || key === "name" || key === "role" || key === "password" ? key : null;
}
