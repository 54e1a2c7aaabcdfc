/** Inputs that make and change subscriptions. Bounds and rules: webhooks/subscription. */
import { builder } from "../builder.ts";
import { SubscriptionMode } from "./subscription.ts";

const HttpHeaderInput = builder.inputType("HttpHeaderInput", {
  description: "A header to send.",
  fields: (t) => ({
    name: t.string({ required: true, description: "Its name." }),
    value: t.string({ required: true, description: "Its value; write-only." }),
  }),
});

const BasicSecurityInput = builder.inputType("BasicSecurityInput", {
  description: "HTTP Basic.",
  fields: (t) => ({
    username: t.string({ required: true, description: "The user name." }),
    password: t.string({ required: true, description: "The password; write-only." }),
  }),
});

const OAuth2SecurityInput = builder.inputType("OAuth2SecurityInput", {
  description: "OAuth 2 client credentials.",
  fields: (t) => ({
    tokenUri: t.string({ required: true, description: "Where tokens come from." }),
    clientId: t.string({ required: true, description: "The client's name there." }),
    clientSecret: t.string({ required: true, description: "Its secret; write-only." }),
    scope: t.string({ description: "What is asked for." }),
  }),
});

const SubscriptionSecurityInput = builder.inputType("SubscriptionSecurityInput", {
  description: "What a request carries so that the URI lets it in: exactly one of these.",
  isOneOf: true,
  fields: (t) => ({
    none: t.boolean({ description: "true: nothing." }),
    apiKey: t.string({ description: "Sends the header `apiKey` with this value." }),
    headers: t.field({ type: [HttpHeaderInput], description: "Sends these headers." }),
    basic: t.field({ type: BasicSecurityInput, description: "Sends user name and password." }),
    oauth2: t.field({ type: OAuth2SecurityInput, description: "Sends a token that is fetched when needed." }),
  }),
});

const RetryPolicyInput = builder.inputType("RetryPolicyInput", {
  description: "Defaults: 20 retries, base 2 s, at most 3,600 s.",
  fields: (t) => ({
    maxRetries: t.int({ description: "0 to 50." }),
    baseSeconds: t.int({ description: "1 to 3,600." }),
    maxSeconds: t.int({ description: "1 to 86,400, not under baseSeconds." }),
  }),
});

export const CreateWebhookSubscriptionInput = builder.inputType("CreateWebhookSubscriptionInput", {
  description: "A subscription to make.",
  fields: (t) => ({
    externalId: t.string({ description: "Your own id for it, 1 to 200 characters; unique per tenant." }),
    name: t.string({ description: "1 to 200 characters. Default: the host of the URI." }),
    uri: t.string({ required: true, description: "https, at most 2,048 characters." }),
    eventTypes: t.stringList({ required: true, description: "At least one." }),
    isActive: t.boolean({ description: "Default true." }),
    mode: t.field({ type: SubscriptionMode, description: "Default DIRECT; INTEGRATION inside an integration." }),
    security: t.field({ type: SubscriptionSecurityInput, description: "Default none." }),
    secret: t.string({ description: "Travels in the body as `secret`; 1 to 1,000 characters, write-only." }),
    retryPolicy: t.field({ type: RetryPolicyInput, description: "When failed deliveries are attempted again." }),
    rateLimitPerSecond: t.int({ description: "1 to 10,000; default no limit." }),
    timeoutSeconds: t.int({ description: "1 to 30, default 15." }),
  }),
});

export const UpdateWebhookSubscriptionInput = builder.inputType("UpdateWebhookSubscriptionInput", {
  description: "Absent fields stay as they are; `secret: null` removes it.",
  fields: (t) => ({
    id: t.id({ required: true, description: "sub_…" }),
    version: t.int({ description: "If given, refuses with CONFLICT unless current." }),
    externalId: t.string({ description: "Your own id for it; null removes it." }),
    name: t.string({ description: "1 to 200 characters." }),
    uri: t.string({ description: "https, at most 2,048 characters." }),
    eventTypes: t.stringList({ description: "At least one." }),
    isActive: t.boolean({ description: "true lets held deliveries go." }),
    mode: t.field({ type: SubscriptionMode, description: "DIRECT is refused while integrations use it." }),
    security: t.field({ type: SubscriptionSecurityInput, description: "Replaces the security model whole." }),
    secret: t.string({ description: "Travels in the body as `secret`; null removes it." }),
    retryPolicy: t.field({ type: RetryPolicyInput, description: "Absent numbers stay; null restores the defaults." }),
    rateLimitPerSecond: t.int({ description: "1 to 10,000; null removes the limit." }),
    timeoutSeconds: t.int({ description: "1 to 30; null restores the default." }),
  }),
});

export const RotateSigningKeyInput = builder.inputType("RotateSigningKeyInput", {
  description: "Which subscription gets a new signing key.",
  fields: (t) => ({
    id: t.id({ required: true, description: "sub_…" }),
    overlapHours: t.int({ description: "How long the keys before it go on signing: 0 to 168, default 24." }),
  }),
});

export const TestWebhookSubscriptionInput = builder.inputType("TestWebhookSubscriptionInput", {
  description: "Which subscription is tried, with what.",
  fields: (t) => ({
    id: t.id({ required: true, description: "sub_…" }),
    event: t.field({ type: "JSON", description: "{type, metadata, data}: a sample or a real event. Default: a ping." }),
  }),
});
