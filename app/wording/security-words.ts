/** A stored security model in words, without its secrets. */

export type StoredSecurity =
  | { __typename: "NoSecurity" }
  | { __typename: "ApiKeySecurity"; maskedValue: string }
  | { __typename: "HeaderSecurity"; headers: readonly { name: string; maskedValue: string }[] }
  | { __typename: "BasicSecurity"; username: string }
  | { __typename: "OAuth2Security"; tokenUri: string; clientId: string; scope: string | null };

/** "apiKey ••••k7Qd", "basic as county-cad", "header X-CAD-Token". */
export function securityWords(security: StoredSecurity): string {
  switch (security.__typename) {
    case "NoSecurity":
      return "none";
    case "ApiKeySecurity":
      return `apiKey ${security.maskedValue}`;
    case "HeaderSecurity":
      return `header ${security.headers.map(({ name }) => name).join(", ")}`;
    case "BasicSecurity":
      return `basic as ${security.username}`;
    case "OAuth2Security":
      return `oauth2 as ${security.clientId}`;
  }
}
