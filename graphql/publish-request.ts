/**
 * POST /api/events: reads events in any of their four notations, publishes them all or none, and answers as the
 * contract says. Leaves judging events to webhooks/event and storing them to jobs/publish-events.
 */
import { publishEvents } from "#jobs/publish-events";
import { encodeId } from "#webhooks/id";
import { may } from "#webhooks/permissions";
import { maskUnexpected, UNAUTHENTICATED_MESSAGE } from "./errors.ts";
import { countRequest } from "./rate-limit.ts";
import { readBody } from "./read-body.ts";
import { type ReadEvents, readEvents } from "./read-events.ts";
import type { RequestCookies } from "./session.ts";
import { type Viewer, viewerOfRequest } from "./viewer.ts";

const BODY_BYTES_MAX = 8 * 1024 * 1024;

/** Never throws. */
export async function answerPublishing(request: Request, cookies: RequestCookies): Promise<Response> {
  try {
    const viewer = await viewerOfRequest(request.headers, cookies);
    if (!viewer) return refusal(401, "UNAUTHENTICATED", UNAUTHENTICATED_MESSAGE);
    const limited = countRequest(viewer);
    if (limited) return refusal(429, "RATE_LIMITED", limited.message, limited.headers);
    if (!may(viewer.permissions, "PUBLISH"))
      return refusal(403, "FORBIDDEN", "Your permissions do not allow publishing.");
    return await publish(request, viewer);
  } catch (error) {
    const { message, extensions } = maskUnexpected(error);
    return refusal(500, extensions.code, message);
  }
}

async function publish(request: Request, { tenantId }: Viewer): Promise<Response> {
  const read = readEvents(request.headers.get("content-type"));
  if (!read) {
    const known =
      "application/json, application/x-ndjson, application/cloudevents+json, application/cloudevents-batch+json";
    return refusal(415, "UNSUPPORTED_MEDIA_TYPE", `The content type must be one of ${known}.`);
  }
  const body = await readBody(request, BODY_BYTES_MAX);
  if (body.kind === "too-large") return refusal(413, "LIMIT_EXCEEDED", "The body is larger than 8 MiB.");
  if (body.kind === "not-utf8") return refusal(400, "INVALID", "The body is not UTF-8.");
  const given: ReadEvents = read(body.text);
  if (given.kind === "broken") return Response.json({ errors: given.errors }, { status: 400 });
  if (!given.parsed.ok) return Response.json({ errors: given.parsed.errors }, { status: 422 });
  const { events, duplicates } = await publishEvents(tenantId, given.parsed.value);
  return Response.json(
    {
      accepted: events.length - duplicates,
      duplicates,
      events: events.map(({ id, externalId, type }) => ({ id: encodeId("evt", id), externalId, type })),
    },
    { status: 202 },
  );
}

function refusal(status: number, code: string, message: string, headers: Record<string, string> = {}): Response {
  return Response.json({ errors: [{ path: [], code, message }] }, { status, headers });
}
