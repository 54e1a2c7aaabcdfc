/** Global ids of the API: which type of object each prefix names, and the database's key behind it. */
import { decodeAttemptId, decodeId, encodeAttemptId, encodeId, type IdPrefix } from "#webhooks/id";

const PREFIXES = {
  Tenant: "ten",
  Integration: "int",
  WebhookSubscription: "sub",
  WebhookEvent: "evt",
  Delivery: "dlv",
  ReceiverInbox: "rcv",
  Recovery: "rec",
  User: "usr",
  ApiKey: "key",
  AuditEntry: "aud",
  Notification: "ntf",
} satisfies Record<string, IdPrefix>;

/** What a malformed id is taken for: a tenant that nobody is, so that it is not found. */
const NOBODY = { typename: "Tenant", id: "00000000-0000-0000-0000-000000000000" } as const;

/** An attempt has no id of its own; this is its key. */
export type AttemptKey = { deliveryId: string; number: number };

export function attemptKeyText({ deliveryId, number }: AttemptKey): string {
  return `${deliveryId} ${number}`;
}

export function parseAttemptKey(text: string): AttemptKey {
  const [deliveryId = "", number] = text.split(" ");
  return { deliveryId, number: Number(number) };
}

/** The public id of a row; `id` is its UUID (or an attempt's key as text). */
export function encodeNodeId(typename: string, id: string | number | bigint): string {
  if (typename === "DeliveryAttempt") {
    const { deliveryId, number } = parseAttemptKey(String(id));
    return encodeAttemptId(deliveryId, number);
  }
  if (!isPrefixed(typename)) throw new Error(`Objects of type ${typename} have no global id.`);
  return encodeId(PREFIXES[typename], String(id));
}

/** Never throws: what is malformed, or of a type that cannot be fetched, names nothing. */
export function decodeNodeId(text: string): { typename: string; id: string } {
  for (const [typename, prefix] of Object.entries(PREFIXES)) {
    const id = decodeId(prefix, text);
    if (id !== null) return { typename, id };
  }
  const attempt = decodeAttemptId(text);
  return attempt ? { typename: "DeliveryAttempt", id: attemptKeyText(attempt) } : NOBODY;
}

function isPrefixed(typename: string): typename is keyof typeof PREFIXES {
  return Object.hasOwn(PREFIXES, typename);
}
