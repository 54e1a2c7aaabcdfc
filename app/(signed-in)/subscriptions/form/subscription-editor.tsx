"use client";
/** Creates a DIRECT subscription or changes any: the fields, Save, and the server's faults beside what they are about. */
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { FormEnd } from "#ui/form-end";
import { FormFields } from "#ui/form-fields";
import { FormProblems } from "#ui/form-problems";
import { toast } from "#ui/toast";
import { askFromBrowser, failureSentence, mutate } from "../../../browser-api.ts";
import { onceMaker } from "../../../make-once.ts";
import { type ServerFault, showFaults } from "../../../server-faults.ts";
import { CreateSubscription, SubscriptionsLikeQuery, UpdateSubscription } from "./documents.ts";
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
  const [makeOnce] = useState(onceMaker);

  async function save({ subscription }: WithSubscription) {
    setProblems([]);
    try {
      const { id, userErrors } = await (existing ? update(subscription, existing.id) : createOnce(subscription));
      if (id === null || userErrors.length > 0) return refuse(userErrors);
      toast("Saved.");
      router.push(`/subscriptions/${id}`);
      router.refresh();
    } catch (thrown) {
      setProblems([failureSentence(thrown)]);
    }
  }

  async function update(subscription: SubscriptionValues, id: string) {
    const input = updateInput(subscription, id, version);
    return savedAs((await mutate(UpdateSubscription, { input })).updateWebhookSubscription);
  }

  function createOnce(subscription: SubscriptionValues) {
    const input = createInput(subscription, "DIRECT");
    const make = async () => savedAs((await mutate(CreateSubscription, { input })).createWebhookSubscription);
    return makeOnce({ input, list: () => idsLike(subscription.name.trim() || subscription.uri.trim()), make });
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

type Payload = { webhookSubscription: { id: string } | null; userErrors: readonly ServerFault[] };

function savedAs({ webhookSubscription, userErrors }: Payload) {
  return { id: webhookSubscription?.id ?? null, userErrors };
}

async function idsLike(text: string): Promise<string[]> {
  const { webhookSubscriptions } = await askFromBrowser(SubscriptionsLikeQuery, { text });
  return webhookSubscriptions.edges.map(({ node }) => node.id);
}
