"use client";
/** Creates a DIRECT subscription or changes any: the fields, Save, and the server's faults beside what they are about. */
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { FormEnd } from "#ui/form-end";
import { FormFields } from "#ui/form-fields";
import { FormProblems } from "#ui/form-problems";
import { toast } from "#ui/toast";
import { failureSentence, mutate } from "../../../browser-api.ts";
import { type ServerFault, showFaults } from "../../../server-faults.ts";
import { CreateSubscription, UpdateSubscription } from "./documents.ts";
import { SubscriptionFields } from "./subscription-fields.tsx";
import {
  createInput,
  type SubscriptionValues,
  subscriptionField,
  updateInput,
  type WithSubscription,
} from "./subscription-form.ts";

type SubscriptionEditorProps = {
  eventTypes: readonly { name: string; description: string }[];
  values: SubscriptionValues;
  /** Absent: a new one is made. */
  existing?: { id: string; version: number; security: string; hasSecret: boolean };
};

const CHANGED_ELSEWHERE =
  "Someone else changed this subscription meanwhile. What you typed is still here: open the page in another tab to see their version, then save again to replace it.";

export function SubscriptionEditor({ eventTypes, values, existing }: SubscriptionEditorProps) {
  const router = useRouter();
  const form = useForm<WithSubscription>({ defaultValues: { subscription: values } });
  const [problems, setProblems] = useState<string[]>([]);
  const [version, setVersion] = useState(existing?.version ?? null);

  async function save({ subscription }: WithSubscription) {
    setProblems([]);
    try {
      const saved = existing
        ? (await mutate(UpdateSubscription, { input: updateInput(subscription, existing.id, version) }))
            .updateWebhookSubscription
        : (await mutate(CreateSubscription, { input: createInput(subscription, "DIRECT") })).createWebhookSubscription;
      if (saved.webhookSubscription && saved.userErrors.length === 0) {
        toast("Saved.");
        router.push(`/subscriptions/${saved.webhookSubscription.id}`);
        router.refresh();
        return;
      }
      refuse(saved.userErrors);
    } catch (thrown) {
      setProblems([failureSentence(thrown)]);
    }
  }

  /** After a conflict the next save goes without a version: the person has been told. */
  function refuse(faults: readonly ServerFault[]) {
    const isConflict = faults.some(({ code, path }) => code === "CONFLICT" && path[0] !== "externalId");
    if (isConflict) setVersion(null);
    setProblems(isConflict ? [CHANGED_ELSEWHERE] : showFaults(form, faults, subscriptionField));
  }

  return (
    <FormProvider {...form}>
      <form noValidate onSubmit={form.handleSubmit(save)} className="grid max-w-[760px] gap-4">
        <FormProblems problems={problems} />
        <FormFields>
          <SubscriptionFields eventTypes={eventTypes} stored={existing} />
        </FormFields>
        <FormEnd
          back={existing ? `/subscriptions/${existing.id}` : "/subscriptions"}
          busy={form.formState.isSubmitting}
        />
      </form>
    </FormProvider>
  );
}
