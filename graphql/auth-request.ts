/**
 * What comes to the addresses of next-auth, read before next-auth reads it: it takes a body that is no JSON, a callback
 * URL that is none and methods beside GET and POST for faults of its own, and lets anybody write to the log. Leaves
 * signing in to graphql/session.
 */
import { config } from "#config";
import { isRecord } from "#webhooks/input-fields";
import { maskUnexpected } from "./errors.ts";
import { readBody } from "./read-body.ts";
import type { RequestCookies } from "./session.ts";

const BODY_BYTES_MAX = 64 * 1024;
const CALLBACK_COOKIE = /(^|-)next-auth\.callback-url$/;

/**
 * `[action, provider]`: the address below /api/auth. Answers what is wrong with 4xx; what is right goes to `answer`, with the body that was read (null without one). Never
 * throws.
 */
export async function answerAuth(
  request: Request,
  [action, provider]: readonly string[],
  cookies: RequestCookies,
  answer: (body: string | null) => Promise<Response>,
): Promise<Response> {
  try {
    if (action === "_log") return refusal(404, "There is nothing here.");
    const isSignIn = action === "callback" && provider === "credentials";
    if (isSignIn && request.method !== "POST")
      return refusal(405, "Signing in with a password is a POST.", { allow: "POST" });
    const { searchParams } = new URL(request.url);
    const urls = [
      ...searchParams.getAll("callbackUrl"),
      ...cookies.getAll().flatMap(({ name, value }) => (CALLBACK_COOKIE.test(name) ? [value] : [])),
    ];
    if (!urls.every(isCallbackUrl)) return refusal(400, "The callbackUrl is no URL.");
    if (request.method !== "POST") return await answer(null);
    const body = await readBody(request, BODY_BYTES_MAX);
    if (body.kind === "too-large") return refusal(413, "The body is larger than 64 KiB.");
    if (body.kind === "not-utf8") return refusal(400, "The body is not UTF-8.");
    if (isJson(request) && !isFlatObject(body.text)) return refusal(400, "The body is no JSON object of texts.");
    return await answer(body.text);
  } catch (error) {
    return refusal(500, maskUnexpected(error).message);
  }
}

/** As next-auth understands one; empty counts as absent. */
function isCallbackUrl(text: string): boolean {
  const base = text.startsWith("/") ? config().PUBLIC_URL : undefined;
  return text === "" || (URL.canParse(text, base) && /^https?:$/.test(new URL(text, base).protocol));
}

/** As next-auth looks at it. */
function isJson(request: Request): boolean {
  return request.headers.get("content-type")?.includes("application/json") === true;
}

function isFlatObject(text: string): boolean {
  try {
    const json: unknown = JSON.parse(text);
    return (
      isRecord(json) && Object.values(json).every((value) => typeof value === "string" || typeof value === "boolean")
    );
  } catch {
    return false;
  }
}

function refusal(status: number, message: string, headers: Record<string, string> = {}): Response {
  return Response.json({ message }, { status, headers });
}
