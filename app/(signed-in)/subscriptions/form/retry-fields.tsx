"use client";
/** When failed deliveries are tried again: a preset or figures of one's own; and how long an answer may take. */
import { Controller, useFormContext, useWatch } from "react-hook-form";
import { Field } from "#ui/field";
import { Select } from "#ui/select";
import { TextField } from "#ui/text-field";
import { RETRY_PRESETS } from "#webhooks/retry-policy";
import { CUSTOM_RETRY, type WithSubscription } from "./subscription-form.ts";

const OPTIONS = [
  ...RETRY_PRESETS.map(({ name, description }) => ({ value: name, label: name, description })),
  { value: CUSTOM_RETRY, label: "Custom", description: "Figures of your own." },
];

export function RetryFields() {
  const { control, register, formState } = useFormContext<WithSubscription>();
  const choice = useWatch({ control, name: "subscription.retry" });
  const errors = formState.errors.subscription;
  return (
    <>
      <Controller
        control={control}
        name="subscription.retry"
        render={({ field, fieldState }) => (
          <Field id="subscription-retry" label="Retries" error={fieldState.error?.message}>
            <Select id="subscription-retry" options={OPTIONS} value={field.value} onChange={field.onChange} />
          </Field>
        )}
      />
      {choice === CUSTOM_RETRY ? (
        <div className="grid gap-3 md:grid-cols-3">
          <TextField
            id="subscription-max-retries"
            label="Retries at most"
            note="0 to 50"
            type="number"
            inputMode="numeric"
            error={errors?.maxRetries?.message}
            {...register("subscription.maxRetries")}
          />
          <TextField
            id="subscription-base-seconds"
            label="First wait"
            note="seconds, then doubling"
            type="number"
            inputMode="numeric"
            error={errors?.baseSeconds?.message}
            {...register("subscription.baseSeconds")}
          />
          <TextField
            id="subscription-max-seconds"
            label="Longest wait"
            note="seconds"
            type="number"
            inputMode="numeric"
            error={errors?.maxSeconds?.message}
            {...register("subscription.maxSeconds")}
          />
        </div>
      ) : null}
      <div className="grid gap-3 md:grid-cols-2">
        <TextField
          id="subscription-timeout"
          label="Time limit of an attempt"
          note="seconds, 1 to 30"
          type="number"
          inputMode="numeric"
          error={errors?.timeoutSeconds?.message}
          {...register("subscription.timeoutSeconds")}
        />
        <TextField
          id="subscription-rate"
          label="Attempts per second at most"
          note="optional"
          type="number"
          inputMode="numeric"
          error={errors?.rateLimitPerSecond?.message}
          {...register("subscription.rateLimitPerSecond")}
        />
      </div>
    </>
  );
}
