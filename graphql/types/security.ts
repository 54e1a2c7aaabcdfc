/** Security models of subscriptions, as far as they may be shown: their secrets are write-only. */
import type { SecurityShown } from "#db/schema";
import { builder } from "../builder.ts";

type Shown<Type extends SecurityShown["type"]> = Extract<SecurityShown, { type: Type }>;

const TYPE_DESCRIPTION = "The model's name, as in the guide.";

const NoSecurity = builder.objectRef<Shown<"none">>("NoSecurity").implement({
  description: "The URI lets everyone in.",
  fields: (t) => ({ type: t.exposeString("type", { description: TYPE_DESCRIPTION }) }),
});

const ApiKeySecurity = builder.objectRef<Shown<"apiKey">>("ApiKeySecurity").implement({
  description: "Sends the header `apiKey: <value>`.",
  fields: (t) => ({
    type: t.exposeString("type", { description: TYPE_DESCRIPTION }),
    maskedValue: t.exposeString("maskedValue", { description: "The value, masked." }),
  }),
});

const MaskedHeader = builder.objectRef<{ name: string; maskedValue: string }>("MaskedHeader").implement({
  description: "A header whose value is secret.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "The header's name." }),
    maskedValue: t.exposeString("maskedValue", { description: "Its value, masked." }),
  }),
});

const HeaderSecurity = builder.objectRef<Shown<"header">>("HeaderSecurity").implement({
  description: "Sends every name/value pair as a header.",
  fields: (t) => ({
    type: t.exposeString("type", { description: TYPE_DESCRIPTION }),
    headers: t.field({
      type: [MaskedHeader],
      description: "What is sent, values masked.",
      resolve: (security) => security.headers,
    }),
  }),
});

const BasicSecurity = builder.objectRef<Shown<"basic">>("BasicSecurity").implement({
  description: "HTTP Basic: user name and password.",
  fields: (t) => ({
    type: t.exposeString("type", { description: TYPE_DESCRIPTION }),
    username: t.exposeString("username", { description: "The user name." }),
  }),
});

const OAuth2Security = builder.objectRef<Shown<"oauth2">>("OAuth2Security").implement({
  description: "Client credentials; the token is cached until it expires and fetched anew on 401.",
  fields: (t) => ({
    type: t.exposeString("type", { description: TYPE_DESCRIPTION }),
    tokenUri: t.exposeString("tokenUri", { description: "Where tokens come from." }),
    clientId: t.exposeString("clientId", { description: "The client's name there." }),
    scope: t.exposeString("scope", { nullable: true, description: "What is asked for." }),
  }),
});

const TYPE_NAMES = {
  none: "NoSecurity",
  apiKey: "ApiKeySecurity",
  header: "HeaderSecurity",
  basic: "BasicSecurity",
  oauth2: "OAuth2Security",
} as const satisfies Record<SecurityShown["type"], string>;

export const SubscriptionSecurity = builder.unionType("SubscriptionSecurity", {
  description: "What a request carries so that the URI lets it in.",
  types: [NoSecurity, ApiKeySecurity, HeaderSecurity, BasicSecurity, OAuth2Security],
  resolveType: (security) => TYPE_NAMES[security.type],
});
