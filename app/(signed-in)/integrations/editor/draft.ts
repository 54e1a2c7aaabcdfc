/**
 * What was typed in the editor and not saved, as text that can be kept in the browser: without secrets, with when it was
 * typed and over which version. Where it is kept is draft-store's business.
 */
import { type EditorValues, EMPTY_FILTER, NEW_INTEGRATION } from "./editor-form.ts";

export type Draft = {
  values: EditorValues;
  /** Of the integration that was being edited; null for a new one. */
  version: number | null;
  /** RFC 3339. */
  typedAt: string;
  /** Secrets were typed and are not in it any more. */
  lacksSecrets?: boolean | undefined;
};

/** Secrets are left empty: they have to be typed again. */
export function draftText({ values, ...rest }: Draft): string {
  const { subscription } = values;
  const lacksSecrets = rest.lacksSecrets || hasSecrets(subscription);
  const headers = subscription.headers.map(({ name }) => ({ name, value: "" }));
  const safe = { ...subscription, headers, apiKey: "", password: "", clientSecret: "", secret: "" };
  return JSON.stringify({ ...rest, lacksSecrets, values: { ...values, subscription: safe } });
}

function hasSecrets({ headers, apiKey, password, clientSecret, secret }: EditorValues["subscription"]): boolean {
  return [apiKey, password, clientSecret, secret, ...headers.map(({ value }) => value)].some((text) => text !== "");
}

/** Null for what is no draft of this form, such as one that an earlier release left behind. */
export function parseDraft(text: string): Draft | null {
  try {
    const value: unknown = JSON.parse(text);
    return isDraft(value) ? value : null;
  } catch {
    return null;
  }
}

const EXAMPLE: EditorValues = {
  ...NEW_INTEGRATION,
  filters: [
    { ...EMPTY_FILTER, conditions: EMPTY_FILTER.conditions.map((condition) => ({ ...condition, values: [""] })) },
  ],
  subscription: { ...NEW_INTEGRATION.subscription, eventTypes: [""] },
};

function isDraft(value: unknown): value is Draft {
  if (!isRecord(value)) return false;
  const { values, version, typedAt, lacksSecrets } = value;
  return (
    isLike(values, EXAMPLE) &&
    (version === null || typeof version === "number") &&
    typeof typedAt === "string" &&
    !Number.isNaN(Date.parse(typedAt)) &&
    (lacksSecrets === undefined || typeof lacksSecrets === "boolean")
  );
}

/** Whether `value` has everything that `example` has; every element of a list is compared with the example's first. */
function isLike(value: unknown, example: unknown): boolean {
  if (Array.isArray(example)) return Array.isArray(value) && value.every((item) => isLike(item, example[0]));
  if (isRecord(example)) {
    return isRecord(value) && Object.entries(example).every(([key, part]) => isLike(value[key], part));
  }
  return typeof value === typeof example;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
