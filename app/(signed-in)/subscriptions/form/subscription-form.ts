/**
 * What a person fills in for a subscription: the shape of the form, how it becomes GraphQL input, and which field a
 * fault of the server belongs to. Checks nothing itself: the server says what is wrong, in its own words.
 */
import type { VariablesOf } from "gql.tada";
import type { FieldPath } from "react-hook-form";
import { DEFAULT_RETRY_POLICY, RETRY_PRESETS, type RetryPolicy } from "#webhooks/retry-policy";
import { wholeNumber } from "../../../whole-number.ts";
import type { CreateSubscription, UpdateSubscription } from "./documents.ts";

/** "keep": leave the security model of an existing subscription as it is (its secrets cannot be shown). */
export type SecurityChoice = "keep" | "none" | "apiKey" | "header" | "basic" | "oauth2";

export type SubscriptionValues = {
  name: string;
  uri: string;
  eventTypes: string[];
  security: SecurityChoice;
  apiKey: string;
  headers: { name: string; value: string }[];
  username: string;
  password: string;
  tokenUri: string;
  clientId: string;
  clientSecret: string;
  scope: string;
  secret: string;
  /** Of an existing subscription that has one. */
  removesSecret: boolean;
  /** A preset's name, or "custom". */
  retry: string;
  maxRetries: string;
  baseSeconds: string;
  maxSeconds: string;
  timeoutSeconds: string;
  rateLimitPerSecond: string;
};

/** Every form that holds a subscription holds it under this name. */
export type WithSubscription = { subscription: SubscriptionValues };

export const CUSTOM_RETRY = "custom";
const DEFAULT_TIMEOUT_SECONDS = 15;

export function newSubscriptionValues(eventTypes: string[]): SubscriptionValues {
  return {
    name: "",
    uri: "",
    eventTypes,
    security: "none",
    apiKey: "",
    headers: [{ name: "", value: "" }],
    username: "",
    password: "",
    tokenUri: "",
    clientId: "",
    clientSecret: "",
    scope: "",
    secret: "",
    removesSecret: false,
    ...retryValues(DEFAULT_RETRY_POLICY),
    timeoutSeconds: String(DEFAULT_TIMEOUT_SECONDS),
    rateLimitPerSecond: "",
  };
}

/** A policy as the form shows it: the preset it equals, or its own figures. */
export function retryValues(policy: RetryPolicy) {
  const preset = RETRY_PRESETS.find(
    ({ policy: own }) =>
      own.maxRetries === policy.maxRetries &&
      own.baseSeconds === policy.baseSeconds &&
      own.maxSeconds === policy.maxSeconds,
  );
  return {
    retry: preset?.name ?? CUSTOM_RETRY,
    maxRetries: String(policy.maxRetries),
    baseSeconds: String(policy.baseSeconds),
    maxSeconds: String(policy.maxSeconds),
  };
}

type CreateInput = VariablesOf<typeof CreateSubscription>["input"];
type UpdateInput = VariablesOf<typeof UpdateSubscription>["input"];

/** `mode`: DIRECT by itself, INTEGRATION inside an integration. */
export function createInput(values: SubscriptionValues, mode: "DIRECT" | "INTEGRATION"): CreateInput {
  return {
    ...commonInput(values),
    mode,
    name: values.name.trim() || null,
    secret: values.secret || null,
  };
}

/** `secret` is left out to keep it, null to remove it. `version` null: whatever the current one is. */
export function updateInput(values: SubscriptionValues, id: string, version: number | null): UpdateInput {
  return {
    ...commonInput(values),
    id,
    version,
    name: values.name,
    ...(values.secret ? { secret: values.secret } : values.removesSecret ? { secret: null } : {}),
  };
}

function commonInput(values: SubscriptionValues) {
  const security = securityInput(values);
  return {
    uri: values.uri,
    eventTypes: values.eventTypes,
    ...(security ? { security } : {}),
    retryPolicy: policyOf(values),
    timeoutSeconds: wholeNumber(values.timeoutSeconds),
    rateLimitPerSecond: values.rateLimitPerSecond.trim() === "" ? null : wholeNumber(values.rateLimitPerSecond),
  };
}

function securityInput(values: SubscriptionValues): NonNullable<CreateInput["security"]> | null {
  switch (values.security) {
    case "keep":
      return null;
    case "none":
      return { none: true };
    case "apiKey":
      return { apiKey: values.apiKey };
    case "header":
      return { headers: values.headers };
    case "basic":
      return { basic: { username: values.username, password: values.password } };
    case "oauth2": {
      const { tokenUri, clientId, clientSecret, scope } = values;
      return { oauth2: { tokenUri, clientId, clientSecret, scope: scope.trim() || null } };
    }
  }
}

function policyOf(values: SubscriptionValues): RetryPolicy {
  const preset = RETRY_PRESETS.find(({ name }) => name === values.retry);
  if (preset) return preset.policy;
  return {
    maxRetries: wholeNumber(values.maxRetries),
    baseSeconds: wholeNumber(values.baseSeconds),
    maxSeconds: wholeNumber(values.maxSeconds),
  };
}

type SubscriptionField = FieldPath<WithSubscription>;

/** Keys of the input that are fields of the form under the same name. */
const PLAIN_FIELDS: readonly (keyof SubscriptionValues)[] = [
  "name",
  "uri",
  "eventTypes",
  "secret",
  "timeoutSeconds",
  "rateLimitPerSecond",
  "apiKey",
  "username",
  "password",
  "tokenUri",
  "clientId",
  "clientSecret",
  "scope",
  "maxRetries",
  "baseSeconds",
  "maxSeconds",
];

/** The form's field of a fault's path inside the subscription input; null: the subscription as a whole. */
export function subscriptionField(path: readonly string[]): SubscriptionField | null {
  const [first, second, third, fourth] = path;
  if (first === "security" && second === "headers" && third !== undefined) {
    return `subscription.headers.${Number(third)}.${fourth === "value" ? "value" : "name"}`;
  }
  const key = first === "security" ? (third ?? second) : first === "retryPolicy" ? second : first;
  const plain = PLAIN_FIELDS.find((field) => field === key);
  if (plain) return `subscription.${plain}`;
  if (first === "security") return "subscription.security";
  return first === "retryPolicy" ? "subscription.retry" : null;
}
