/** Changing a subscription. Stored secrets are kept unless new ones are typed. */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "#ui/page-header";
import { ask, currentViewer, mayManage } from "../../../../session.ts";
import { securityWords } from "../../../../wording/security-words.ts";
import { SubscriptionEditor } from "../../form/subscription-editor.tsx";
import { newSubscriptionValues, retryValues, type SubscriptionValues } from "../../form/subscription-form.ts";
import { type SubscriptionDetail, SubscriptionPageQuery } from "../documents.ts";

export const metadata: Metadata = { title: "Edit subscription" };

export default async function EditSubscriptionPage({ params }: { params: Promise<{ id: string }> }) {
  if (!mayManage(await currentViewer())) notFound();
  const { webhookSubscription: subscription, eventTypes } = await ask(SubscriptionPageQuery, { id: (await params).id });
  if (!subscription) notFound();
  const { id, version, hasSecret } = subscription;
  return (
    <>
      <PageHeader
        crumb={{ href: `/subscriptions/${id}`, label: subscription.name, here: "Edit" }}
        title={`Edit ${subscription.name}`}
        lead="Deliveries that wait go to the new address with the new security."
      />
      <SubscriptionEditor
        eventTypes={eventTypes}
        values={valuesOf(subscription)}
        existing={{ id, version, hasSecret, security: securityWords(subscription.security) }}
      />
    </>
  );
}

function valuesOf(subscription: SubscriptionDetail): SubscriptionValues {
  return {
    ...newSubscriptionValues(subscription.eventTypes.map(({ name }) => name)),
    ...retryValues(subscription.retryPolicy),
    name: subscription.name,
    uri: subscription.uri,
    security: "keep",
    timeoutSeconds: String(subscription.timeoutSeconds),
    rateLimitPerSecond: subscription.rateLimitPerSecond == null ? "" : String(subscription.rateLimitPerSecond),
  };
}
