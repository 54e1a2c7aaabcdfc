/**
 * Gives a new tenant something to look at: subscriptions to the built-in receiver, integrations, and events that the
 * real workers deliver. A program of its own (`sample-data.ts <tenant's id>`), so that nobody waits for it at the first
 * start; a tenant that has a subscription already is left alone.
 */
import { randomBytes } from "node:crypto";
import { closeClient } from "#db/client";
import { insertReceiverInbox } from "#db/receiver-inboxes";
import { execute } from "#graphql/execute";
import { inboxUri } from "#graphql/inbox-uri";
import type { Viewer } from "#graphql/viewer";
import { PERMISSIONS } from "#webhooks/permissions";
import { inOneSentence } from "./in-one-sentence.ts";
import { CreateIntegration, CreateSubscription, PublishEvents, SubscriptionCount } from "./sample-documents.ts";
import { sampleEvents } from "./sample-events.ts";
import { SAMPLE_INTEGRATIONS } from "./sample-integrations.ts";
import { type SampleSubscription, sampleSubscriptions } from "./sample-subscriptions.ts";

await inOneSentence(async () => {
  const tenantId = process.argv[2];
  if (!tenantId) throw new Error("Whose sample data? Give a tenant's id.");
  const id = randomBytes(8).toString("hex");
  await loadSampleData({ kind: "user", id, tenantId, name: "Sample data", permissions: PERMISSIONS });
  await closeClient();
});

async function loadSampleData(viewer: Viewer): Promise<void> {
  const { webhookSubscriptions } = await execute(SubscriptionCount, {}, viewer);
  if (webhookSubscriptions.totalCount > 0) return;
  const ids = new Map<string, string>();
  for (const sample of sampleSubscriptions()) ids.set(sample.key, await createSubscription(viewer, sample));
  for (const { key, sendsTo, ...rest } of SAMPLE_INTEGRATIONS) {
    const input = { ...rest, externalId: `sample-${key}`, actions: [{ subscriptionId: ids.get(sendsTo) ?? "" }] };
    const { createIntegration } = await execute(CreateIntegration, { input }, viewer);
    refuseFaults(rest.name, createIntegration.userErrors);
  }
  const { publishEvents } = await execute(PublishEvents, { input: { events: sampleEvents(new Date()) } }, viewer);
  refuseFaults("The events", publishEvents.userErrors);
}

async function createSubscription(viewer: Viewer, { key, uri, ...rest }: SampleSubscription): Promise<string> {
  const input = { ...rest, externalId: `sample-${key}`, uri: await uriOf(viewer, uri, rest.name) };
  const { createWebhookSubscription } = await execute(CreateSubscription, { input }, viewer);
  refuseFaults(rest.name, createWebhookSubscription.userErrors);
  return createWebhookSubscription.webhookSubscription?.id ?? "";
}

/** Inboxes are made as they are needed; a missing one answers 404 to whatever is sent to it. */
async function uriOf(viewer: Viewer, uri: SampleSubscription["uri"], name: string): Promise<string> {
  if (uri.kind === "elsewhere") return uri.uri;
  if (uri.kind === "missing-inbox") return inboxUri("closed");
  return inboxUri((await insertReceiverInbox(viewer.tenantId, { name, expiresAt: null, answer: null })).token);
}

function refuseFaults(what: string, faults: readonly { message: string }[]): void {
  if (faults.length > 0) throw new Error(`${what}: ${faults.map(({ message }) => message).join(" ")}`);
}
