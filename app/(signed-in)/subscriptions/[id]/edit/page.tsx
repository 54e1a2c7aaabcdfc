/** Changing a subscription. Stored secrets are kept unless new ones are typed. */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "#ui/page-header";
import { ask, currentViewer, mayDefine } from "../../../../session.ts";
import { securityWords } from "../../../../wording/security-words.ts";
import { WhomToAsk } from "../../../integrations/not-enabled.tsx";
import { SubscriptionEditor } from "../../form/subscription-editor.tsx";
import { newSubscriptionValues, retryValues, type SubscriptionValues } from "../../form/subscription-form.ts";
import { type SubscriptionDetail, SubscriptionPageQuery } from "../documents.ts";

export const metadata: Metadata = { title: "Edit subscription" };

export default async function EditSubscriptionPage({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await currentViewer();
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
      <WhomToAsk viewer={viewer} todo="change it" />
      {mayDefine(viewer) ? (
        <SubscriptionEditor
          eventTypes={eventTypes}
          values={valuesOf(subscription)}
          existing={{ id, version, hasSecret, security: securityWords(subscription.security) }}
        />
      ) : null}
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
