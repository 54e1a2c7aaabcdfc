/** The built-in receiver's end of a delivery: keeps what arrives at an inbox. Whoever knows the token may send. */
import { findReceiverInboxByToken, insertReceivedRequest } from "#db/receiver-inboxes";
import { listSubscriptionsEndingWith } from "#db/subscriptions";
import { isStorableText } from "#webhooks/text";
import { maskUnexpected } from "./errors.ts";
import { inboxPath } from "./inbox-uri.ts";
import { readBody } from "./read-body.ts";
import { maskReceivedHeaders } from "./received-headers.ts";

const BODY_BYTES_MAX = 256 * 1024 + 64 * 1024;

/** 202, or 404 for a token that is no inbox's. Never throws. */
export async function receiveRequest(request: Request, token: string): Promise<Response> {
  try {
    const inbox = isStorableText(token) ? await findReceiverInboxByToken(token) : null;
    if (!inbox) return Response.json({ error: "There is no such inbox." }, { status: 404 });
    const body = await readBody(request, BODY_BYTES_MAX);
    if (body.kind === "too-large") return Response.json({ error: "The body is too large." }, { status: 413 });
    const text = body.kind === "text" ? body.text.replaceAll("\0", "\u{fffd}") : "(not UTF-8)";
    const senders = await listSubscriptionsEndingWith(inbox.tenantId, [inboxPath(token)]);
    const arrived = [...request.headers].filter(([name]) => !name.startsWith("x-forwarded-"));
    const headers = maskReceivedHeaders(arrived, senders);
    await insertReceivedRequest(inbox, { method: request.method, headers, body: text });
    return Response.json({ received: true }, { status: 202 });
  } catch (error) {
    return Response.json({ error: maskUnexpected(error).message }, { status: 500 });
  }
}
