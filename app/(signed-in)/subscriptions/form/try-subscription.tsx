"use client";
/** Sends a test to the subscription as it is filled in, before it is saved. */
import type { RefObject } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { mutate } from "../../../browser-api.ts";
import { showFaults } from "../../../server-faults.ts";
import { TestAnswer } from "../test-answer.tsx";
import { type SentTest, TestSender } from "../test-sender.tsx";
import { TrySubscription } from "./documents.ts";
import { createInput, subscriptionField, updateInput, type WithSubscription } from "./subscription-form.ts";

type TryFilledInProps = {
  /** The subscription that is being changed. */
  existingId?: string;
  /** Whose sample is offered; by default that of the first event type that is chosen. */
  sampleType?: string;
  /** Where the subscription's fields stand, in whatever form. */
  fields: RefObject<HTMLElement | null>;
};

export function TryFilledIn({ existingId, sampleType, fields }: TryFilledInProps) {
  const form = useFormContext<WithSubscription>();
  const chosenTypes = useWatch({ control: form.control, name: "subscription.eventTypes" });

  async function send(event: unknown): Promise<SentTest> {
    form.clearErrors("subscription");
    const values = form.getValues("subscription");
    const { tryWebhookSubscription: tried } = await mutate(TrySubscription, {
      input: {
        event,
        ...(existingId
          ? { changedSubscription: updateInput(values, existingId, null) }
          : { newSubscription: createInput(values, "INTEGRATION") }),
      },
    });
    const fieldOf = ([, ...path]: readonly string[]) => subscriptionField(path);
    const problems = showFaults(form, tried.userErrors, fieldOf, fields.current ?? document);
    return { answer: tried.trial && <TestAnswer answer={tried.trial} />, problems };
  }

  return (
    <TestSender
      sampleType={sampleType ?? chosenTypes[0]}
      note="Sent now, as filled in here. Nothing is saved."
      send={send}
    />
  );
}
