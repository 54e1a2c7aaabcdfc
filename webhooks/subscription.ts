/** Subscriptions: where and how to send. */
import type { RetryPolicy } from "./retry-policy.ts";
import type { SecurityModel } from "./security-model.ts";

export type SubscriptionMode = "DIRECT" | "INTEGRATION";

/** `key` is the whole `whsec_…` text; a key signs until `expiresAt` (null: no end). */
export type SigningKey = { key: string; createdAt: Date; expiresAt: Date | null };

/** Everything an attempt needs of a subscription, with its secrets in the clear (memory only). */
export type SubscriptionTarget = {
  uri: string;
  security: SecurityModel;
  secret: string | null;
  signingKeys: SigningKey[];
  retryPolicy: RetryPolicy;
  timeoutSeconds: number;
};
