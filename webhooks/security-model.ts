/** Security models: what a request carries so that the URI lets it in. */

export type HeaderPair = { name: string; value: string };

/** With its secrets in the clear: only in memory, sealed at rest. Types as in the guide; basic and oauth2 are our own. */
export type SecurityModel =
  | { type: "none" }
  | { type: "apiKey"; apiKey: string }
  | { type: "header"; headers: HeaderPair[] }
  | { type: "basic"; username: string; password: string }
  | { type: "oauth2"; tokenUri: string; clientId: string; clientSecret: string; scope: string | null };

export type SecurityType = SecurityModel["type"];
