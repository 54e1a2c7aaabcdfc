/**
 * Security models: what a request carries so that the URI lets it in, and how its secrets are shown to people. Leaves
 * reading one from input to security-input, sealing at rest to the database, fetching OAuth tokens to the jobs.
 */

export type HeaderPair = { name: string; value: string };

/** With its secrets in the clear: only in memory, sealed at rest. Types as in the guide; basic and oauth2 are our own. */
export type SecurityModel =
  | { type: "none" }
  | { type: "apiKey"; apiKey: string }
  | { type: "header"; headers: HeaderPair[] }
  | { type: "basic"; username: string; password: string }
  | { type: "oauth2"; tokenUri: string; clientId: string; clientSecret: string; scope: string | null };

export type SecurityType = SecurityModel["type"];

/** The headers that the model adds to a request; `oauthToken` matters for oauth2 only, and without one nothing is added. */
export function buildSecurityHeaders(model: SecurityModel, oauthToken: string | null): HeaderPair[] {
  switch (model.type) {
    case "none":
      return [];
    case "apiKey":
      return [{ name: "apiKey", value: model.apiKey }];
    case "header":
      return model.headers;
    case "basic": {
      const credentials = Buffer.from(`${model.username}:${model.password}`, "utf8").toString("base64");
      return [{ name: "authorization", value: `Basic ${credentials}` }];
    }
    case "oauth2":
      return oauthToken === null ? [] : [{ name: "authorization", value: `Bearer ${oauthToken}` }];
  }
}

/** What stands for a secret of which nothing is shown. */
export const MASK = "••••••••";

const SHOWN_CHARACTERS = 4;
const LONG_SECRET_CHARACTERS = 16;

/**
 * Eight dots, whatever the length, and the last 4 characters of a secret of 16 or more, by which its owner recognises
 * it. Never more than a quarter of a secret is shown.
 */
export function maskSecret(value: string): string {
  return value.length < LONG_SECRET_CHARACTERS ? MASK : MASK + value.slice(-SHOWN_CHARACTERS);
}
