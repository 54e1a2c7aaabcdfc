/** Names of headers that a subscription may add to its requests, and those that belong to HTTP or to Signalpost. */
import { shownValue } from "./user-errors.ts";

/** `token` of RFC 9110, 5.6.2. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Framing and connection (RFC 9110, 7 and 8; RFC 9112), and what every delivery sets itself. In lower case. */
const RESERVED_NAMES = new Set([
  "accept-encoding",
  "connection",
  "content-encoding",
  "content-length",
  "content-type",
  "expect",
  "host",
  "http2-settings",
  "keep-alive",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "user-agent",
]);

/** Standard Webhooks' own headers (webhook-id, webhook-timestamp, webhook-signature) and whatever it adds later. */
const RESERVED_PREFIX = "webhook-";

/** The sentence that says why the name cannot be used, or null. */
export function headerNameFault(name: string): string | null {
  if (!TOKEN.test(name)) {
    return `${shownValue(name)} is no header name; letters, digits and -._!#$%&'*+^\`|~ are expected.`;
  }
  const lower = name.toLowerCase();
  if (RESERVED_NAMES.has(lower) || lower.startsWith(RESERVED_PREFIX)) {
    return `The header ${shownValue(name)} is set by the delivery itself and cannot be given; another name is expected.`;
  }
  return null;
}
