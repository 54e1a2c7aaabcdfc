/**
 * The comparable shape of integrations and subscriptions: the same object for a definition in a file and for what
 * stands on the server, as far as it can be seen. Of secrets it says only that there is one.
 */
import type { IntegrationDefinition, SubscriptionDefinition } from "./definition-schema.ts";
import type { StandingIntegration, StandingSubscription } from "./standing-definitions.ts";

const SECRET = "(a secret)";

export type Shape = Record<string, unknown>;

/** Without `name` if the definition has none, because then any will do. */
export function shapeOfSubscription(key: string, definition: SubscriptionDefinition): Shape {
  const { id: _, name, security, secret, eventTypes, ...plain } = definition;
  return {
    externalId: key,
    ...(name !== undefined && { name }),
    ...plain,
    eventTypes: eventTypes.toSorted(),
    security: shapeOfSecurity(security),
    secret: secret === null ? null : SECRET,
  };
}

function shapeOfSecurity(security: SubscriptionDefinition["security"]): unknown {
  const { apiKey, headers, basic, oauth2 } = security;
  if (apiKey !== undefined) return { apiKey: SECRET };
  if (headers) return { headers: headers.map(({ name }) => ({ name, value: SECRET })) };
  if (basic) return { basic: { username: basic.username, password: SECRET } };
  if (oauth2) return { oauth2: { ...oauth2, scope: oauth2.scope ?? null, clientSecret: SECRET } };
  return null;
}

export function shapeOfStandingSubscription(standing: StandingSubscription): Shape {
  const { id: _, version: __, hasSecret, eventTypes, security, ...plain } = standing;
  return {
    ...plain,
    eventTypes: eventTypes.map(({ name }) => name).toSorted(),
    security: shapeOfStandingSecurity(security),
    secret: hasSecret ? SECRET : null,
  };
}

function shapeOfStandingSecurity(security: StandingSubscription["security"]): unknown {
  switch (security.__typename) {
    case "ApiKeySecurity":
      return { apiKey: SECRET };
    case "HeaderSecurity":
      return { headers: security.headers.map(({ name }) => ({ name, value: SECRET })) };
    case "BasicSecurity":
      return { basic: { username: security.username, password: SECRET } };
    case "OAuth2Security": {
      const { tokenUri, clientId, scope } = security;
      return { oauth2: { tokenUri, clientId, scope, clientSecret: SECRET } };
    }
    case "NoSecurity":
      return null;
  }
}

export function shapeOfIntegration(key: string, { id: _, ...definition }: IntegrationDefinition): Shape {
  return { externalId: key, ...definition };
}

/** `keyOf`: what a subscription is called in the file, by its id. */
export function shapeOfStandingIntegration(standing: StandingIntegration, keyOf: (id: string) => string): Shape {
  const { id: _, version: __, trigger, actions, ...plain } = standing;
  return { ...plain, trigger: trigger.name, actions: actions.map(({ subscription }) => keyOf(subscription.id)) };
}
