"use client";
/** The fields of a subscription: URI, event types, security model, secret, retries. Used by itself and in the editor. */
import clsx from "clsx";
import { useRef } from "react";
import { Controller, useFormContext, useWatch } from "react-hook-form";
import { Checkbox } from "#ui/checkbox";
import { FieldMessages } from "#ui/field";
import { TextField } from "#ui/text-field";
import { fieldLabel } from "../../../wording/field-label.ts";
import { RetryFields } from "./retry-fields.tsx";
import { SecurityFields } from "./security-fields.tsx";
import type { WithSubscription } from "./subscription-form.ts";
import { TryFilledIn } from "./try-subscription.tsx";
import { UriField } from "./uri-field.tsx";

type SubscriptionFieldsProps = {
  eventTypes: readonly { name: string; description: string }[];
  /** The trigger of the integration that this subscription is made for. */
  neededType?: string;
  /** What is stored cannot be shown, but kept. */
  stored?: { id: string; security: string; hasSecret: boolean };
};

const SECTION = "grid gap-4 border-t border-line p-3.5 first:border-t-0";

export function SubscriptionFields({ eventTypes, neededType, stored }: SubscriptionFieldsProps) {
  const { register, formState, control } = useFormContext<WithSubscription>();
  const errors = formState.errors.subscription;
  const hasSecret = stored?.hasSecret ?? false;
  const removes = useWatch({ control, name: "subscription.removesSecret" });
  const card = useRef<HTMLDivElement>(null);
  return (
    <div ref={card} className="card">
      <div className={SECTION}>
        <UriField />
        <TextField
          id="subscription-name"
          label="Subscription name"
          note={stored ? undefined : "optional, the URI's host by default"}
          error={errors?.name?.message}
          {...register("subscription.name")}
        />
      </div>
      <EventTypes eventTypes={eventTypes} neededType={neededType} />
      <div className={SECTION}>
        <SecurityFields stored={stored?.security} />
      </div>
      <div className={SECTION}>
        <div>
          <TextField
            id="subscription-secret"
            label="Secret"
            note={hasSecret ? "one is set; typing replaces it" : "optional, travels in the body"}
            type="password"
            autoComplete="new-password"
            disabled={removes}
            error={errors?.secret?.message}
            {...register("subscription.secret")}
          />
          {hasSecret ? <Checkbox {...register("subscription.removesSecret")}>Remove the secret</Checkbox> : null}
        </div>
        <RetryFields />
      </div>
      <div className={SECTION}>
        <TryFilledIn existingId={stored?.id} sampleType={neededType} fields={card} />
      </div>
    </div>
  );
}

type EventTypesProps = Pick<SubscriptionFieldsProps, "eventTypes" | "neededType">;

function EventTypes({ eventTypes, neededType }: EventTypesProps) {
  const { control } = useFormContext<WithSubscription>();
  const groups = groupsOf(eventTypes);
  return (
    <Controller
      control={control}
      name="subscription.eventTypes"
      render={({ field, fieldState }) => (
        <fieldset
          className={clsx(SECTION, "gap-2!")}
          aria-describedby={fieldState.error ? "subscription-event-types-error" : undefined}
        >
          <legend className="float-left text-dense font-medium">
            Event types
            {neededType ? (
              <span className="ml-1.5 text-meta font-normal text-ink-3">
                {neededType} is needed by this integration
              </span>
            ) : null}
          </legend>
          <div className="clear-left grid gap-x-3.5 gap-y-3 md:grid-cols-3">
            {groups.map(({ group, types }) => (
              <fieldset key={group}>
                <legend className="mb-1 text-meta text-ink-3">{fieldLabel(group)}</legend>
                {types.map(({ name, description }) => (
                  <Checkbox
                    key={name}
                    ref={name === eventTypes[0]?.name ? field.ref : undefined}
                    title={description}
                    checked={field.value.includes(name)}
                    aria-invalid={fieldState.error ? true : undefined}
                    onChange={(event) =>
                      field.onChange(
                        event.target.checked ? [...field.value, name] : field.value.filter((other) => other !== name),
                      )
                    }
                  >
                    <span className="code-text wrap-anywhere">{name}</span>
                  </Checkbox>
                ))}
              </fieldset>
            ))}
          </div>
          <FieldMessages
            id="subscription-event-types"
            error={fieldState.error?.message}
            warning={
              neededType && !field.value.includes(neededType)
                ? `Without ${neededType} nothing of this integration would be sent.`
                : undefined
            }
          />
        </fieldset>
      )}
    />
  );
}

/** Event types under the noun they share ("alert", "namedIncident"), in the catalogue's order. */
function groupsOf<Type extends { name: string }>(types: readonly Type[]): { group: string; types: Type[] }[] {
  const groups: { group: string; types: Type[] }[] = [];
  for (const type of types) {
    const group = type.name.split(".")[0] ?? type.name;
    const known = groups.find((candidate) => candidate.group === group);
    if (known) known.types.push(type);
    else groups.push({ group, types: [type] });
  }
  return groups;
}
