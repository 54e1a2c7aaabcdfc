/**
 * The built-in receiver's end of a delivery: keeps what arrives at an inbox, and gives the answer that was set for it.
 * Whoever knows the token may send.
 */
import { setTimeout } from "node:timers/promises";
import { insertReceivedRequest } from "#db/received-requests";
import { findReceiverInboxByToken, type ReceiverInbox, takeAnswer } from "#db/receiver-inboxes";
import { listSubscriptionsEndingWith } from "#db/subscriptions";
import type { ReceiverAnswer } from "#webhooks/receiver-inbox";
import { maskSecretMembers } from "#webhooks/redaction";
import { isStorableText } from "#webhooks/text";
import { maskUnexpected } from "./errors.ts";
import { inboxPath } from "./inbox-uri.ts";
import { readBody } from "./read-body.ts";
import { maskReceivedHeaders } from "./received-headers.ts";
import { findSigner } from "./received-signature.ts";

const BODY_BYTES_MAX = 256 * 1024 + 64 * 1024;
/** Answers that this process lets wait at once; what comes then is answered without delay. */
const WAITING_MAX = 100;
/** Statuses whose answers have no body. */
const WITHOUT_BODY = [204, 205, 304];

let waiting = 0;

/** What the inbox answers (202 unless set otherwise), or 404 for a token that is no inbox's. Never throws. */
export async function receiveRequest(request: Request, token: string): Promise<Response> {
  try {
    const inbox = isStorableText(token) ? await findReceiverInboxByToken(token) : null;
    if (!inbox) return Response.json({ error: "There is no such inbox." }, { status: 404 });
    const body = await readBody(request, BODY_BYTES_MAX);
    if (body.kind === "too-large") return Response.json({ error: "The body is too large." }, { status: 413 });
    const answer = await answerOf(inbox);
    await keep(inbox, request, body.kind === "text" ? body.text : null, answer?.statusCode ?? 202);
    if (!answer) return Response.json({ received: true }, { status: 202 });
    await wait(answer.delaySeconds, request.signal);
    return responseOf(answer);
  } catch (error) {
    return Response.json({ error: maskUnexpected(error).message }, { status: 500 });
  }
}

async function answerOf(inbox: ReceiverInbox): Promise<ReceiverAnswer | null> {
  if (!inbox.answer || inbox.answersLeft === null) return inbox.answer;
  return inbox.answersLeft > 0 && (await takeAnswer(inbox)) ? inbox.answer : null;
}

/** `text` null: it was no UTF-8. */
async function keep(inbox: ReceiverInbox, request: Request, text: string | null, answeredStatusCode: number) {
  const { headers, method } = request;
  const senders = await listSubscriptionsEndingWith(inbox.tenantId, [inboxPath(inbox.token)]);
  const arrived = [...headers].filter(([name]) => !name.startsWith("x-forwarded-"));
  await insertReceivedRequest(inbox, {
    method,
    headers: maskReceivedHeaders(arrived, senders),
    body: text === null ? "(not UTF-8)" : maskSecretMembers(text.replaceAll("\0", "\u{fffd}")),
    verifiedBy: text === null ? null : await findSigner(inbox.tenantId, senders, headers, text),
    answeredStatusCode,
  });
}

/** Until the delay is over, or the sender has gone. */
async function wait(delaySeconds: number, signal: AbortSignal): Promise<void> {
  if (delaySeconds === 0 || waiting >= WAITING_MAX) return;
  waiting += 1;
  try {
    await setTimeout(delaySeconds * 1000, undefined, { signal });
  } catch {
    // The sender did not wait so long, which is what the delay is for.
  } finally {
    waiting -= 1;
  }
}

function responseOf({ statusCode, retryAfterSeconds, body }: ReceiverAnswer): Response {
  const headers: Record<string, string> = { "x-content-type-options": "nosniff" };
  if (retryAfterSeconds !== null) headers["retry-after"] = String(retryAfterSeconds);
  if (body !== null) headers["content-type"] = isJson(body) ? "application/json" : "text/plain; charset=utf-8";
  return new Response(WITHOUT_BODY.includes(statusCode) ? null : body, { status: statusCode, headers });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
