"use client";
/** The guide's seven steps on one post, with the guide's labels. */
import { Siren, Webhook } from "lucide-react";
import { memo } from "react";
import { Controller, useFormContext, useFormState } from "react-hook-form";
import { Field } from "#ui/field";
import { Post, PostStep } from "#ui/post";
import { Select } from "#ui/select";
import { TextField } from "#ui/text-field";
import { ActionsStep } from "./actions-step.tsx";
import type { EditorEventType } from "./documents.ts";
import type { EditorValues } from "./editor-form.ts";
import { FiltersStep } from "./filters-step.tsx";
import { SaveBar } from "./save-bar.tsx";
import type { SubscriptionChoices } from "./subscription-choices.ts";

type EditorStepsProps = {
  isNew: boolean;
  eventTypes: readonly EditorEventType[];
  choices: SubscriptionChoices;
  /** Without it there is nothing to save. */
  mayChange: boolean;
};

/** Drawn anew for its own fields only, not with the editor around it. */
export const EditorSteps = memo(function EditorSteps(props: EditorStepsProps) {
  const { isNew, eventTypes, choices, mayChange } = props;
  const { register, control, setValue, getValues } = useFormContext<EditorValues>();
  const { errors } = useFormState<EditorValues>({ name: ["name", "quietAfterHours"] });

  /** A new subscription listens to the trigger from the start. */
  function listenTo(trigger: string, before: string) {
    const others = getValues("subscription.eventTypes").filter((name) => name !== before && name !== trigger);
    setValue("subscription.eventTypes", [trigger, ...others]);
  }

  return (
    <>
      <Post>
        <PostStep
          pin={1}
          title={isNew ? "New integration" : "Edit integration"}
          note={isNew ? "Nothing is sent until you save." : "Changes hold from the next event on, once you save."}
        />
        <PostStep pin={2} title="Trigger" note="The event type that sets it off.">
          <Controller
            control={control}
            name="trigger"
            render={({ field, fieldState }) => (
              <Field id="trigger" label="Triggers" labelHidden error={fieldState.error?.message}>
                <Select
                  id="trigger"
                  focusRef={field.ref}
                  placeholder="Select a trigger"
                  error={fieldState.error?.message}
                  options={eventTypes.map(({ name, description }) => ({
                    value: name,
                    text: name,
                    label: <span className="code-text">{name}</span>,
                    description,
                    icon: Siren,
                  }))}
                  value={field.value}
                  onChange={(next) => {
                    listenTo(next, field.value);
                    field.onChange(next);
                  }}
                />
              </Field>
            )}
          />
        </PostStep>
        <PostStep pin={3} title="Action" note="What happens when an event passes.">
          <Controller
            control={control}
            name="action"
            render={({ field }) => (
              <Field id="action" label="Actions" labelHidden>
                <Select
                  id="action"
                  options={[
                    {
                      value: "WEBHOOK",
                      text: "Webhook",
                      label: "Webhook",
                      description: "POST the event to a subscription",
                      icon: Webhook,
                    },
                  ]}
                  value={field.value}
                  onChange={field.onChange}
                />
              </Field>
            )}
          />
        </PostStep>
        <PostStep pin={4} title="Name">
          <TextField
            id="name"
            label="Name"
            labelHidden
            placeholder="What it is for: Emergency alerts to 911 CAD"
            error={errors.name?.message}
            {...register("name")}
          />
        </PostStep>
        <PostStep pin={5} title="Event filters" note="An event passes if every condition of any one filter holds.">
          <FiltersStep />
        </PostStep>
        <PostStep pin={6} title="Event actions" note="Where the event goes.">
          <ActionsStep eventTypes={eventTypes} choices={choices} />
        </PostStep>
        <PostStep pin={7} title="Save" state="later">
          <div className="max-w-[360px]">
            <TextField
              id="quietAfterHours"
              label="Tell when quiet for"
              note="hours, optional"
              inputMode="numeric"
              placeholder="24"
              help="If nothing matches for so long while it is enabled, your administrators get a notification, once."
              error={errors.quietAfterHours?.message}
              {...register("quietAfterHours")}
            />
          </div>
        </PostStep>
      </Post>
      {mayChange ? <SaveBar /> : null}
    </>
  );
});
