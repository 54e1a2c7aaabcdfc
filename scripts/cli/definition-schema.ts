/**
 * Integrations as code: what the YAML file may hold. Keys of the two maps are externalIds. Only its form is checked
 * here; what the values may be is the server's to say.
 */
import * as z from "zod";
import { CONDITION_OPERATORS } from "#webhooks/operators";
import { DEFAULT_RETRY_POLICY } from "#webhooks/retry-policy";
import { DEFAULT_TIMEOUT_SECONDS, SUBSCRIPTION_MODES } from "#webhooks/subscription";

const SecuritySchema = z
  .strictObject({
    none: z.literal(true),
    apiKey: z.string(),
    headers: z.array(z.strictObject({ name: z.string(), value: z.string() })),
    basic: z.strictObject({ username: z.string(), password: z.string() }),
    oauth2: z.strictObject({
      tokenUri: z.string(),
      clientId: z.string(),
      clientSecret: z.string(),
      scope: z.string().optional(),
    }),
  })
  .partial()
  .refine(
    (security) => Object.keys(security).length === 1,
    "Exactly one of none, apiKey, headers, basic and oauth2 is expected.",
  );

const SubscriptionSchema = z.strictObject({
  /** Of one without externalId, which gets the key as its own. */
  id: z.string().optional(),
  /** Absent: whatever it is; for a new one the URI's host. */
  name: z.string().optional(),
  uri: z.string(),
  mode: z.enum(SUBSCRIPTION_MODES).default("DIRECT"),
  eventTypes: z.array(z.string()),
  isActive: z.boolean().default(true),
  security: SecuritySchema.default({ none: true }),
  secret: z.string().nullable().default(null),
  retryPolicy: z
    .strictObject({
      maxRetries: z.int().default(DEFAULT_RETRY_POLICY.maxRetries),
      baseSeconds: z.int().default(DEFAULT_RETRY_POLICY.baseSeconds),
      maxSeconds: z.int().default(DEFAULT_RETRY_POLICY.maxSeconds),
    })
    .default(DEFAULT_RETRY_POLICY),
  rateLimitPerSecond: z.int().nullable().default(null),
  timeoutSeconds: z.int().default(DEFAULT_TIMEOUT_SECONDS),
});

const IntegrationSchema = z.strictObject({
  id: z.string().optional(),
  name: z.string(),
  trigger: z.string(),
  isEnabled: z.boolean().default(true),
  filters: z
    .array(
      z.strictObject({
        name: z.string().nullable().default(null),
        conditions: z.array(
          z.strictObject({
            field: z.string(),
            operator: z.enum(CONDITION_OPERATORS).default("IS_ANY_OF"),
            values: z.array(z.string()).default([]),
          }),
        ),
      }),
    )
    .default([]),
  quietAfterHours: z.int().nullable().default(null),
  /** Keys of subscriptions. */
  actions: z.array(z.string()),
});

const NO_DEFINITIONS =
  "The file holds no definitions; a map with version: 1, subscriptions and integrations is expected.";

export const DefinitionsSchema = z.strictObject(
  {
    version: z.literal(1),
    subscriptions: z.record(z.string(), SubscriptionSchema).default({}),
    integrations: z.record(z.string(), IntegrationSchema).default({}),
  },
  { error: ({ code }) => (code === "invalid_type" ? NO_DEFINITIONS : undefined) },
);

export type Definitions = z.output<typeof DefinitionsSchema>;
export type SubscriptionDefinition = z.output<typeof SubscriptionSchema>;
export type IntegrationDefinition = z.output<typeof IntegrationSchema>;
