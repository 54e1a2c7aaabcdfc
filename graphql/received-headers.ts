/**
 * Headers that an inbox got, without the secrets of the subscriptions that point at it: masked before they are kept,
 * because a subscription may go elsewhere, and again as they are shown, for senders that were not known yet.
 */
import type { Subscription } from "#db/subscriptions";
import { maskHeader } from "#webhooks/redaction";
import { MASK } from "#webhooks/security-model";

const ALWAYS_SECRET = ["apikey", "authorization", "proxy-authorization", "cookie"];

/** What is masked already stays as it is. */
export function maskReceivedHeaders(
  headers: readonly [string, string][],
  senders: readonly Subscription[],
): [string, string][] {
  const secret = new Set(ALWAYS_SECRET);
  for (const { securityShown } of senders) {
    if (securityShown.type !== "header") continue;
    for (const { name } of securityShown.headers) secret.add(name.toLowerCase());
  }
  return headers.map(([name, value]) => {
    const isOpen = secret.has(name.toLowerCase()) && !value.includes(MASK);
    return [name, isOpen ? maskHeader({ name, value }).value : value];
  });
}
