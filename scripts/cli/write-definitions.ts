/**
 * Writes what stands on the server as a definitions file: keys are externalIds, in alphabetical order so that two
 * exports compare well; secrets are placeholders; what is as by default is left out.
 */
import { Document, isScalar, isSeq, visit } from "yaml";
import { DEFAULT_RETRY_POLICY } from "#webhooks/retry-policy";
import { DEFAULT_TIMEOUT_SECONDS } from "#webhooks/subscription";
import { shapeOfStandingIntegration, shapeOfStandingSubscription } from "./definition-shape.ts";
import { escapePlaceholders, placeholderFor } from "./placeholders.ts";
import type { StandingDefinitions, StandingIntegration, StandingSubscription } from "./standing-definitions.ts";

const HEADER = ` Integrations and subscriptions of Signalpost; see docs/command-line.md.
 Keys are externalIds. Secrets come from environment variables when this is applied.`;

/** What a definition is without being told. */
const DEFAULTS: Record<string, unknown> = {
  isActive: true,
  isEnabled: true,
  filters: [],
  quietAfterHours: null,
  security: null,
  secret: null,
  retryPolicy: DEFAULT_RETRY_POLICY,
  rateLimitPerSecond: null,
  timeoutSeconds: DEFAULT_TIMEOUT_SECONDS,
};
/** Lists of texts that stand in one line. */
const IN_ONE_LINE = ["eventTypes", "values", "actions"];

export function writeDefinitions({ subscriptions, integrations }: StandingDefinitions): string {
  const keys = new Map([...keysOf(subscriptions), ...keysOf(integrations)]);
  const keyOf = (id: string) => keys.get(id) ?? id;
  const document = new Document({
    version: 1,
    subscriptions: entries(subscriptions, (each) => [keyOf(each.id), subscriptionEntry(keyOf(each.id), each)]),
    integrations: entries(integrations, (each) => {
      const { actions, filters, ...shape } = shapeOfStandingIntegration(each, keyOf);
      const plain = withoutDefaults({ ...escaped(shape), filters: escaped(each.filters.map(filterEntry)) });
      return [keyOf(each.id), { ...idIfNeeded(each), ...plain, actions }];
    }),
  });
  document.commentBefore = HEADER;
  visit(document, {
    Pair(_, { key, value }) {
      if (isScalar(key) && IN_ONE_LINE.includes(String(key.value)) && isSeq(value)) value.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function entries<Standing>(all: readonly Standing[], entryOf: (each: Standing) => [string, unknown]) {
  return Object.fromEntries(all.map(entryOf).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** ExternalIds; for what has none, a proposal from its name that nothing else is called by. */
function keysOf(all: readonly { id: string; externalId: string | null; name: string }[]): [string, string][] {
  const taken = new Set(all.map(({ externalId }) => externalId));
  return all.map(({ id, externalId, name }) => {
    if (externalId !== null) return [id, externalId];
    const wanted = slugOf(name) || id;
    let key = wanted;
    for (let number = 2; taken.has(key); number += 1) key = `${wanted}-${number}`;
    taken.add(key);
    return [id, key];
  });
}

function slugOf(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
}

/** Applied here again, the entry is then known to be this one; elsewhere it makes a new one. */
function idIfNeeded({ id, externalId }: { id: string; externalId: string | null }): { id?: string } {
  return externalId === null ? { id } : {};
}

function filterEntry({ name, conditions }: StandingIntegration["filters"][number]): object {
  return {
    ...(name !== null && { name }),
    conditions: conditions.map(({ values, ...condition }) => ({ ...condition, ...(values.length > 0 && { values }) })),
  };
}

function subscriptionEntry(key: string, standing: StandingSubscription): object {
  const { name, uri, mode, eventTypes, ...rest } = escaped(shapeOfStandingSubscription(standing));
  const plain = { ...rest, security: withPlaceholders(rest.security, key) };
  const secret = standing.hasSecret ? { secret: placeholderFor(key, "secret") } : {};
  return { ...idIfNeeded(standing), name, uri, mode, eventTypes, ...withoutDefaults(plain), ...secret };
}

type Security = {
  apiKey?: string;
  headers?: { name: string; value: string }[];
  basic?: { username: string; password: string };
  oauth2?: { tokenUri: string; clientId: string; scope?: string | null; clientSecret: string };
} | null;

function withPlaceholders(shape: unknown, key: string): Security {
  const security = shape as Security;
  if (security?.apiKey) return { apiKey: placeholderFor(key, "api key") };
  if (security?.headers) {
    return { headers: security.headers.map(({ name }) => ({ name, value: placeholderFor(key, name) })) };
  }
  if (security?.basic) return { basic: { ...security.basic, password: placeholderFor(key, "password") } };
  if (!security?.oauth2) return null;
  const { scope, ...oauth2 } = security.oauth2;
  const clientSecret = placeholderFor(key, "client secret");
  return { oauth2: { ...oauth2, ...(scope && { scope }), clientSecret } };
}

function withoutDefaults(shape: Record<string, unknown>): Record<string, unknown> {
  const { externalId: _, ...fields } = shape;
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([name, value]) => !(name in DEFAULTS && JSON.stringify(DEFAULTS[name]) === JSON.stringify(value)),
    ),
  );
}

/** Every text in it, at whatever depth. */
function escaped<T>(value: T): T {
  if (typeof value === "string") return escapePlaceholders(value) as T;
  if (Array.isArray(value)) return value.map(escaped) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, escaped(each)])) as T;
}
