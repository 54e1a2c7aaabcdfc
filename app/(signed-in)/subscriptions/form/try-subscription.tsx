"use client";
/** Sends "Ping!" to the subscription as it is filled in, before it is saved, and shows the receiver's real answer. */
import { Send } from "lucide-react";
import { type RefObject, useState } from "react";
import { useFormContext } from "react-hook-form";
import { Button } from "#ui/button";
import { failureSentence, mutate } from "../../../browser-api.ts";
import { showFaults } from "../../../server-faults.ts";
import { TestAnswer } from "../test-answer.tsx";
import { type SubscriptionTrial, TrySubscription } from "./documents.ts";
import { createInput, subscriptionField, updateInput, type WithSubscription } from "./subscription-form.ts";

type TryFilledInProps = {
  /** The subscription that is being changed. */
  existingId?: string;
  /** Where the subscription's fields stand, in whatever form. */
  fields: RefObject<HTMLElement | null>;
};

export function TryFilledIn({ existingId, fields }: TryFilledInProps) {
  const form = useFormContext<WithSubscription>();
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<string[]>([]);
  const [trial, setTrial] = useState<SubscriptionTrial | null>(null);

  async function send() {
    setBusy(true);
    setProblems([]);
    setTrial(null);
    form.clearErrors("subscription");
    const values = form.getValues("subscription");
    try {
      const { tryWebhookSubscription: tried } = await mutate(TrySubscription, {
        input: existingId
          ? { changedSubscription: updateInput(values, existingId, null) }
          : { newSubscription: createInput(values, "INTEGRATION") },
      });
      setTrial(tried.trial);
      const fieldOf = ([, ...path]: readonly string[]) => subscriptionField(path);
      setProblems(showFaults(form, tried.userErrors, fieldOf, fields.current ?? document));
    } catch (thrown) {
      setProblems([failureSentence(thrown)]);
    }
    setBusy(false);
  }

  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <Button icon={Send} busy={busy} onClick={send}>
          {trial ? "Send test again" : "Send test"}
        </Button>
        <span className="text-meta text-ink-3">Sends Ping! now, as filled in here. Nothing is saved.</span>
      </div>
      <div aria-live="polite" className="grid gap-1.5 empty:hidden">
        {problems.map((problem) => (
          <p key={problem} className="text-dense text-bad-ink">
            {problem}
          </p>
        ))}
        {trial ? <TestAnswer answer={trial} /> : null}
      </div>
    </div>
  );
}
