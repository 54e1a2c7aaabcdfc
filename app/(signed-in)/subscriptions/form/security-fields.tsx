"use client";
/** The security model of a subscription: what a request carries so that the URI lets it in. Secrets are write-only. */
import { Plus, Trash2 } from "lucide-react";
import { Controller, useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { Button } from "#ui/button";
import { FieldMessages } from "#ui/field";
import { Segmented } from "#ui/segmented";
import { TextField } from "#ui/text-field";
import type { SecurityChoice, WithSubscription } from "./subscription-form.ts";

const CHOICES: readonly { value: SecurityChoice; label: string; help: string }[] = [
  { value: "none", label: "none", help: "The URI lets every request in." },
  { value: "apiKey", label: "apiKey", help: "Sends the header apiKey with this value." },
  { value: "header", label: "header", help: "Sends every name and value as a header." },
  { value: "basic", label: "basic", help: "Sends user name and password as HTTP Basic." },
  { value: "oauth2", label: "oauth2", help: "Fetches a token with client credentials and sends it as Bearer." },
];

/** `stored`: the model of an existing subscription in a word ("apiKey, ending in k7Qd"); it can be kept. */
export function SecurityFields({ stored }: { stored?: string }) {
  const { control } = useFormContext<WithSubscription>();
  const choice = useWatch({ control, name: "subscription.security" });
  const keep = { value: "keep" as const, label: "keep", help: `Stays as it is: ${stored ?? ""}.` };
  const choices = stored ? [keep, ...CHOICES] : CHOICES;
  return (
    <Controller
      control={control}
      name="subscription.security"
      render={({ field, fieldState }) => (
        <div className="min-w-0">
          <p aria-hidden="true" className="mb-1.5 text-dense font-medium">
            Security model
          </p>
          <Segmented label="Security model" options={choices} value={field.value} onChange={field.onChange} />
          <FieldMessages
            id="subscription-security"
            help={choices.find(({ value }) => value === choice)?.help}
            error={fieldState.error?.message}
          />
          <ModelFields choice={choice} />
        </div>
      )}
    />
  );
}

function ModelFields({ choice }: { choice: SecurityChoice }) {
  const { register, formState } = useFormContext<WithSubscription>();
  const errors = formState.errors.subscription;
  const secret = { type: "password", autoComplete: "new-password" } as const;
  if (choice === "apiKey") {
    return (
      <div className="mt-3">
        <TextField
          id="subscription-api-key"
          label="API key"
          {...secret}
          error={errors?.apiKey?.message}
          {...register("subscription.apiKey")}
        />
      </div>
    );
  }
  if (choice === "header") return <HeaderFields />;
  if (choice === "basic") {
    return (
      <div className="mt-3 grid gap-3 md:grid-cols-2">
        <TextField
          id="subscription-username"
          label="User name"
          error={errors?.username?.message}
          {...register("subscription.username")}
        />
        <TextField
          id="subscription-password"
          label="Password"
          {...secret}
          error={errors?.password?.message}
          {...register("subscription.password")}
        />
      </div>
    );
  }
  if (choice === "oauth2") {
    return (
      <div className="mt-3 grid gap-3 md:grid-cols-2">
        <TextField
          id="subscription-token-uri"
          label="Token URI"
          mono
          inputMode="url"
          error={errors?.tokenUri?.message}
          {...register("subscription.tokenUri")}
        />
        <TextField
          id="subscription-client-id"
          label="Client id"
          error={errors?.clientId?.message}
          {...register("subscription.clientId")}
        />
        <TextField
          id="subscription-client-secret"
          label="Client secret"
          {...secret}
          error={errors?.clientSecret?.message}
          {...register("subscription.clientSecret")}
        />
        <TextField
          id="subscription-scope"
          label="Scope"
          note="optional"
          error={errors?.scope?.message}
          {...register("subscription.scope")}
        />
      </div>
    );
  }
  return null;
}

function HeaderFields() {
  const { register, formState, control } = useFormContext<WithSubscription>();
  const { fields, append, remove } = useFieldArray({ control, name: "subscription.headers" });
  const errors = formState.errors.subscription?.headers;
  return (
    <div className="mt-3 grid gap-2">
      {fields.map((header, index) => (
        <div
          key={header.id}
          className="grid grid-cols-[minmax(0,1fr)_40px] items-start gap-2 md:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)_34px]"
        >
          <TextField
            id={`subscription-header-${index}-name`}
            label={`Header ${index + 1} name`}
            labelHidden
            placeholder="X-Token"
            mono
            error={errors?.[index]?.name?.message}
            {...register(`subscription.headers.${index}.name`)}
          />
          <div className="col-start-1 row-start-2 md:col-start-2 md:row-start-1">
            <TextField
              id={`subscription-header-${index}-value`}
              label={`Header ${index + 1} value`}
              labelHidden
              placeholder="Value"
              type="password"
              autoComplete="new-password"
              error={errors?.[index]?.value?.message}
              {...register(`subscription.headers.${index}.value`)}
            />
          </div>
          <Button variant="ghost" iconOnly icon={Trash2} disabled={fields.length === 1} onClick={() => remove(index)}>
            Remove header {index + 1}
          </Button>
        </div>
      ))}
      <div>
        <Button variant="ghost" small icon={Plus} onClick={() => append({ name: "", value: "" })}>
          Add header
        </Button>
      </div>
    </div>
  );
}
