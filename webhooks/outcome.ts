/** Outcomes: what an attempt came to; values, never exceptions. */

export const ATTEMPT_OUTCOMES = [
  "SUCCEEDED",
  "HTTP_ERROR",
  "TIMEOUT",
  "DNS_ERROR",
  "CONNECTION_ERROR",
  "TLS_ERROR",
  "BLOCKED_ADDRESS",
  "REDIRECT",
  "AUTHENTICATION_ERROR",
  "INTERRUPTED",
] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

/** What the HTTP client saw; `cause` of a failure names the layer that failed. Bodies are at most 16 KiB of text. */
export type PostResult =
  | { kind: "response"; statusCode: number; headers: [string, string][]; body: string; bodyTruncated: boolean }
  | {
      kind: "failure";
      failure: "timeout" | "dns" | "connection" | "tls" | "blocked" | "token" | "interrupted";
      /** A short technical detail for the sentence: "ECONNREFUSED", "certificate has expired"; never a secret. */
      detail: string | null;
    };
