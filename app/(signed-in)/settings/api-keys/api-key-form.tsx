"use client";
/** Makes an API key, and then shows its text, this once. */
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { Checkbox } from "#ui/checkbox";
import { Field, FieldMessages } from "#ui/field";
import { FormEnd } from "#ui/form-end";
import { FormFields } from "#ui/form-fields";
import { FormProblems } from "#ui/form-problems";
import { Select } from "#ui/select";
import { TextField } from "#ui/text-field";
import { PERMISSIONS, type Permission } from "#webhooks/permissions";
import { mutate } from "../../../browser-api.ts";
import { useSave } from "../../../use-save.ts";
import { CreateApiKey } from "../documents.ts";
import { PERMISSION_WORDS } from "../role-words.ts";
import { NewSecret } from "./new-secret.tsx";

type Values = { name: string; permissions: Permission[]; days: string };

const DAY_MS = 86_400_000;
const LIFETIMES = [
  { value: "never", label: "Never" },
  { value: "30", label: "In 30 days" },
  { value: "90", label: "In 90 days" },
  { value: "365", label: "In a year" },
];

export function ApiKeyForm() {
  const router = useRouter();
  const [made, setMade] = useState<{ name: string; secret: string } | null>(null);
  const form = useForm<Values>({ defaultValues: { name: "", permissions: ["PUBLISH"], days: "never" } });
  const { save, problems } = useSave({ form, fieldOf });
  const { errors, isSubmitting } = form.formState;

  async function submit({ name, permissions, days }: Values) {
    const expiresAt = days === "never" ? null : new Date(Date.now() + Number(days) * DAY_MS).toISOString();
    const saved = await save(
      mutate(CreateApiKey, { input: { name, permissions, expiresAt } }).then(({ createApiKey }) => createApiKey),
    );
    if (!saved?.apiKey || !saved.secret) return;
    setMade({ name: saved.apiKey.name, secret: saved.secret });
    router.refresh();
  }

  if (made) return <NewSecret {...made} />;
  return (
    <form noValidate onSubmit={form.handleSubmit(submit)} className="grid max-w-[560px] gap-4">
      <FormProblems problems={problems} />
      <FormFields className="card grid gap-4 p-3.5">
        <TextField
          id="key-name"
          label="Name"
          help="What uses it: changes are recorded under this name."
          placeholder="911 CAD gateway"
          error={errors.name?.message}
          {...form.register("name")}
        />
        <Controller
          control={form.control}
          name="permissions"
          render={({ field, fieldState: { error } }) => (
            <fieldset aria-describedby={error ? "key-permissions-error" : undefined}>
              <legend className="mb-1 text-dense font-medium">Permissions</legend>
              {PERMISSIONS.map((permission) => (
                <Checkbox
                  key={permission}
                  ref={permission === PERMISSIONS[0] ? field.ref : undefined}
                  checked={field.value.includes(permission)}
                  aria-invalid={error ? true : undefined}
                  onChange={({ target }) =>
                    field.onChange(
                      PERMISSIONS.filter((each) => (each === permission ? target.checked : field.value.includes(each))),
                    )
                  }
                >
                  <span className="code-text">{permission}</span>{" "}
                  <span className="text-dense text-ink-3">{PERMISSION_WORDS[permission]}</span>
                </Checkbox>
              ))}
              <FieldMessages id="key-permissions" error={error?.message} />
            </fieldset>
          )}
        />
        <Controller
          control={form.control}
          name="days"
          render={({ field, fieldState: { error } }) => (
            <Field id="key-expiry" label="Expires" error={error?.message}>
              <Select
                id="key-expiry"
                options={LIFETIMES}
                value={field.value}
                onChange={field.onChange}
                focusRef={field.ref}
                error={error?.message}
              />
            </Field>
          )}
        />
      </FormFields>
      <FormEnd back="/settings" verb="Create key" busy={isSubmitting} />
    </form>
  );
}

function fieldOf([key]: readonly string[]): keyof Values | null {
  if (key === "expiresAt") return "days";
  return key === "name" || key === "permissions" ? key : null;
}
