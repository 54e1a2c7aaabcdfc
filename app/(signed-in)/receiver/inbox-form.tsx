"use client";
/** The name of an inbox, how long it stays, and what it answers: chosen among the usual, or figure by figure. */
import { useRouter } from "next/navigation";
import { Controller, useForm } from "react-hook-form";
import { Button } from "#ui/button";
import { Field, fieldProps } from "#ui/field";
import { FormFields } from "#ui/form-fields";
import { FormProblems } from "#ui/form-problems";
import { Select } from "#ui/select";
import { TextField } from "#ui/text-field";
import { toast } from "#ui/toast";
import { mutate } from "../../browser-api.ts";
import { useHydrated } from "../../ui/use-hydrated.ts";
import { useSave } from "../../use-save.ts";
import { ANSWER_PRESETS, type AnswerValues, answerValues, CUSTOM_ANSWER, presetOf } from "./answer-words.ts";
import { type Inbox, UpdateInbox } from "./documents.ts";

type Values = AnswerValues & { name: string; stays: string; preset: string };

const AS_IT_IS = "as-it-is";
const FOR_GOOD = "for-good";
const STAYS = [
  { value: AS_IT_IS, label: "Unchanged" },
  { value: "1", label: "1 day from now" },
  { value: "7", label: "7 days from now" },
  { value: "30", label: "30 days from now" },
  { value: FOR_GOOD, label: "Until it is deleted" },
];
const PRESETS = [
  ...ANSWER_PRESETS.map(({ value, label, description }) => ({ value, label, description })),
  { value: CUSTOM_ANSWER, label: "Custom", description: "Figures of your own" },
];
const FIELDS = ["name", "statusCode", "delaySeconds", "retryAfterSeconds", "times", "body"] as const;

export function InboxForm({ inbox }: { inbox: Inbox }) {
  const router = useRouter();
  const isHydrated = useHydrated();
  const form = useForm<Values>({
    defaultValues: {
      name: inbox.name,
      stays: AS_IT_IS,
      preset: presetOf(inbox.answer),
      ...answerValues(inbox.answer),
    },
  });
  const { save, problems } = useSave({ form, fieldOf });
  const { errors, isSubmitting } = form.formState;
  const preset = form.watch("preset");

  function choose(value: string) {
    form.setValue("preset", value);
    const answer = ANSWER_PRESETS.find((known) => known.value === value)?.answer;
    if (answer) for (const [field, text] of Object.entries(answer)) form.setValue(field as keyof AnswerValues, text);
  }

  async function submit(values: Values) {
    const saved = await save(
      mutate(UpdateInbox, { input: inputOf(inbox.id, values) }).then((answer) => answer.updateReceiverInbox),
    );
    if (!saved) return;
    form.reset({ ...values, stays: AS_IT_IS });
    toast("Saved. It holds from the next request on.");
    router.refresh();
  }

  const number = { type: "number", inputMode: "numeric" } as const;
  return (
    <form noValidate onSubmit={form.handleSubmit(submit)} className="grid gap-3.5 border-t border-line p-4">
      <FormProblems problems={problems} />
      <FormFields className="grid grid-cols-1 gap-3.5">
        <Controller
          control={form.control}
          name="preset"
          render={({ field }) => (
            <Field id="inbox-preset" label="Answer">
              <Select id="inbox-preset" options={PRESETS} value={field.value} onChange={choose} />
            </Field>
          )}
        />
        {preset === CUSTOM_ANSWER ? (
          <>
            <div className="grid gap-3.5 md:grid-cols-2">
              <TextField
                id="inbox-status"
                label="Status"
                note="200 to 599"
                {...number}
                error={errors.statusCode?.message}
                {...form.register("statusCode")}
              />
              <TextField
                id="inbox-delay"
                label="Delay"
                note="seconds, up to 35"
                {...number}
                error={errors.delaySeconds?.message}
                {...form.register("delaySeconds")}
              />
              <TextField
                id="inbox-retry-after"
                label="Retry-After"
                note="seconds, optional"
                {...number}
                error={errors.retryAfterSeconds?.message}
                {...form.register("retryAfterSeconds")}
              />
              <TextField
                id="inbox-times"
                label="Only the next"
                note="requests, then 202"
                {...number}
                error={errors.times?.message}
                {...form.register("times")}
              />
            </div>
            <Field id="inbox-body" label="Body" note="optional" error={errors.body?.message}>
              <span className="field-box">
                <textarea
                  rows={3}
                  dir="ltr"
                  spellCheck={false}
                  className="w-full resize-y py-2 font-mono text-[0.92em]"
                  {...form.register("body")}
                  {...fieldProps("inbox-body", { error: errors.body?.message })}
                />
              </span>
            </Field>
          </>
        ) : null}
        <TextField id="inbox-name" label="Inbox name" error={errors.name?.message} {...form.register("name")} />
        <Controller
          control={form.control}
          name="stays"
          render={({ field }) => (
            <Field id="inbox-stays" label="Stays">
              <Select id="inbox-stays" options={STAYS} value={field.value} onChange={field.onChange} />
            </Field>
          )}
        />
      </FormFields>
      <div>
        <Button type="submit" busy={isSubmitting} disabled={!isHydrated}>
          Save
        </Button>
      </div>
    </form>
  );
}

function inputOf(id: string, { name, stays, preset, ...answer }: Values) {
  const whole = (text: string) => (/^-?\d{1,9}$/.test(text.trim()) ? Number(text) : text.trim() === "" ? null : -1);
  return {
    id,
    name,
    ...(stays === AS_IT_IS ? {} : { expiresInDays: stays === FOR_GOOD ? null : Number(stays) }),
    answer:
      preset === "accept"
        ? null
        : {
            statusCode: whole(answer.statusCode) ?? -1,
            delaySeconds: whole(answer.delaySeconds),
            retryAfterSeconds: whole(answer.retryAfterSeconds),
            times: whole(answer.times),
            body: answer.body || null,
          },
  };
}

/** The form's field of a fault's path in the input. */
function fieldOf(path: readonly string[]) {
  return FIELDS.find((field) => field === path.at(-1)) ?? null;
}
