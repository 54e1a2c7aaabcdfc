"use client";
/** Step 6: where the event goes: existing subscriptions, or a new one that is made together with the integration. */
import { Plus, X } from "lucide-react";
import { memo, useRef } from "react";
import { flushSync } from "react-dom";
import { Controller, useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { Button } from "#ui/button";
import { Combobox } from "#ui/combobox";
import { Field } from "#ui/field";
import { Segmented } from "#ui/segmented";
import { hostOf } from "../../../wording/uris.ts";
import { testStored } from "../../subscriptions/[id]/test-stored.ts";
import { TestedAnswer } from "../../subscriptions/[id]/tested-answer.tsx";
import { SubscriptionFields } from "../../subscriptions/form/subscription-fields.tsx";
import { type SentTest, TestSender } from "../../subscriptions/test-sender.tsx";
import type { EditorEventType } from "./documents.ts";
import type { EditorValues } from "./editor-form.ts";
import type { SubscriptionChoices } from "./subscription-choices.ts";

const ACTIONS_MAX = 10;
const TARGETS = [
  { value: "existing" as const, label: "Existing subscription" },
  { value: "new" as const, label: "New subscription" },
];

type ActionsStepProps = { eventTypes: readonly EditorEventType[]; choices: SubscriptionChoices };

/** Drawn anew for its own actions only, not with the editor around it. */
export const ActionsStep = memo(function ActionsStep({ eventTypes, choices }: ActionsStepProps) {
  const { control } = useFormContext<EditorValues>();
  const { fields, append, remove } = useFieldArray({ control, name: "actions" });
  const adder = useRef<HTMLDivElement>(null);

  /** The button that was pressed is gone with its action. */
  function removeAt(index: number) {
    flushSync(() => remove(index));
    adder.current?.querySelector("button")?.focus();
  }

  return (
    <div className="grid gap-4">
      {fields.map((action, index) => (
        <ActionFields
          key={action.id}
          index={index}
          eventTypes={eventTypes}
          choices={choices}
          onRemove={fields.length > 1 ? () => removeAt(index) : undefined}
        />
      ))}
      {fields.length < ACTIONS_MAX ? (
        <div ref={adder}>
          <Button variant="ghost" small icon={Plus} onClick={() => append({ target: "existing", subscriptionId: "" })}>
            Send to another subscription as well
          </Button>
        </div>
      ) : null}
    </div>
  );
});

type ActionFieldsProps = ActionsStepProps & { index: number; onRemove?: () => void };

function ActionFields({ index, eventTypes, choices, onRemove }: ActionFieldsProps) {
  const { control } = useFormContext<EditorValues>();
  const actions = useWatch({ control, name: "actions" });
  const trigger = useWatch({ control, name: "trigger" });
  const own = actions[index];
  const otherIsNew = actions.some((action, at) => at !== index && action.target === "new");
  return (
    <div className="grid gap-2.5">
      <div className="flex items-start gap-2">
        <Controller
          control={control}
          name={`actions.${index}.target`}
          render={({ field }) => (
            <Segmented
              label={index === 0 ? "Subscription" : `Subscription ${index + 1}`}
              options={otherIsNew ? TARGETS.slice(0, 1) : TARGETS}
              value={field.value}
              onChange={field.onChange}
            />
          )}
        />
        {onRemove ? (
          <Button variant="ghost" iconOnly icon={X} onClick={onRemove}>
            Remove subscription {index + 1}
          </Button>
        ) : null}
      </div>
      {own?.target === "new" ? (
        <SubscriptionFields eventTypes={eventTypes} neededType={trigger || undefined} />
      ) : (
        <ExistingSubscription index={index} trigger={trigger} choices={choices} />
      )}
    </div>
  );
}

type ExistingSubscriptionProps = { index: number; trigger: string; choices: SubscriptionChoices };

function ExistingSubscription({ index, trigger, choices }: ExistingSubscriptionProps) {
  const { control } = useFormContext<EditorValues>();
  const usable = choices.known.filter(({ mode }) => mode === "INTEGRATION");
  return (
    <Controller
      control={control}
      name={`actions.${index}.subscriptionId`}
      render={({ field, fieldState }) => {
        const chosen = usable.find(({ id }) => id === field.value);
        const warning =
          chosen && trigger && !chosen.eventTypes.some(({ name }) => name === trigger)
            ? `${chosen.name} does not listen to ${trigger}: nothing would be sent. Add the event type to it, or choose another.`
            : undefined;
        const text = {
          error: fieldState.error?.message,
          warning,
          help: usable.length === 0 ? "There is none yet that integrations may use. Make a new one." : undefined,
        };
        return (
          <>
            <Field
              id={`action-${index}`}
              label={`Existing subscription${index > 0 ? ` ${index + 1}` : ""}`}
              labelHidden
              {...text}
            >
              <Combobox
                id={`action-${index}`}
                placeholder="Search by name or host"
                inputRef={field.ref}
                options={usable.map((subscription) => ({
                  value: subscription.id,
                  label: subscription.name,
                  keywords: subscription.uri,
                  detail: hostOf(subscription.uri),
                  description: subscription.isActive ? undefined : "Inactive: deliveries are held.",
                }))}
                value={field.value}
                onChange={field.onChange}
                onType={choices.search}
                {...text}
              />
            </Field>
            {chosen ? <TestChosen key={chosen.id} id={chosen.id} sampleType={trigger || undefined} /> : null}
          </>
        );
      }}
    />
  );
}

/** A test to a subscription that is there already, so that it is known to answer before the integration is saved. */
function TestChosen({ id, sampleType }: { id: string; sampleType: string | undefined }) {
  async function send(event: unknown): Promise<SentTest> {
    const { delivery, problem } = await testStored(id, event);
    return { answer: delivery && <TestedAnswer delivery={delivery} />, problems: problem === null ? [] : [problem] };
  }
  return <TestSender sampleType={sampleType} note="Sent now, once, and marked as a test in the history." send={send} />;
}
