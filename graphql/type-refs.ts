/**
 * The object types that others refer to, by what stands behind each: a row of the database, or a value. Their fields
 * are in types/; declaring them here keeps those files free of cycles.
 */
import type { ApiKey as ApiKeyRow } from "#db/api-keys";
import type { AuditEntry as AuditEntryRow } from "#db/audit";
import type { Delivery as DeliveryRow } from "#db/deliveries";
import type { StoredEvent } from "#db/events";
import type { Attempt } from "#db/history";
import type { IntegrationRevision as IntegrationRevisionRow } from "#db/integration-revisions";
import type { Integration as IntegrationRow } from "#db/integrations";
import type { Notification as NotificationRow } from "#db/notifications";
import type { ReceivedRequest as ReceivedRequestRow } from "#db/received-requests";
import type { ReceiverInbox as ReceiverInboxRow } from "#db/receiver-inboxes";
import type { Recovery as RecoveryRow } from "#db/recoveries";
import type { Subscription as SubscriptionRow } from "#db/subscriptions";
import type { Tenant as TenantRow } from "#db/tenants";
import type { User as UserRow } from "#db/users";
import type { EventType as CatalogueEventType } from "#webhooks/event-types";
import type { Explanation } from "#webhooks/filter";
import { builder } from "./builder.ts";

/** An explanation, and the stored event that it is about, if it is a stored one. */
export type ExplainedEvent = Explanation & { event: StoredEvent | null };
/** An attempt needs its delivery to rebuild what was sent. */
export type AttemptOfDelivery = Attempt & { delivery: DeliveryRow };

/** A request needs those who may have sent it, whose secrets are not shown. */
export type ReceivedOfInbox = ReceivedRequestRow & { senders: SubscriptionRow[] };

export const Tenant = builder.objectRef<TenantRow>("Tenant");
export const EventType = builder.objectRef<CatalogueEventType>("EventType");
export const Integration = builder.objectRef<IntegrationRow>("Integration");
export const IntegrationRevision = builder.objectRef<IntegrationRevisionRow>("IntegrationRevision");
export const WebhookSubscription = builder.objectRef<SubscriptionRow>("WebhookSubscription");
export const WebhookEvent = builder.objectRef<StoredEvent>("WebhookEvent");
export const MatchExplanation = builder.objectRef<ExplainedEvent>("MatchExplanation");
export const Delivery = builder.objectRef<DeliveryRow>("Delivery");
export const DeliveryAttempt = builder.objectRef<AttemptOfDelivery>("DeliveryAttempt");
export const Recovery = builder.objectRef<RecoveryRow>("Recovery");
export const ReceiverInbox = builder.objectRef<ReceiverInboxRow>("ReceiverInbox");
export const ReceivedRequest = builder.objectRef<ReceivedOfInbox>("ReceivedRequest");
export const Notification = builder.objectRef<NotificationRow>("Notification");
export const User = builder.objectRef<UserRow>("User");
export const ApiKey = builder.objectRef<ApiKeyRow>("ApiKey");
export const AuditEntry = builder.objectRef<AuditEntryRow>("AuditEntry");
