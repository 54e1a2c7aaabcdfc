/**
 * Who is calling: an API key from a header, or the user of a browser's session. Everything a request may touch follows
 * from the viewer's tenant and permissions.
 */
import { type ApiKey, findActiveApiKey } from "#db/api-keys";
import type { User } from "#db/users";
import { withoutParameters } from "#log";
import { type Permission, ROLE_PERMISSIONS } from "#webhooks/permissions";
import { findSignedInUser, type RequestCookies } from "./session.ts";

/** `name`: a person's name, or the API key's; changes are recorded under it. */
export type Viewer = {
  kind: "apiKey" | "user";
  id: string;
  tenantId: string;
  name: string;
  permissions: readonly Permission[];
};

/**
 * The viewer of a request; null when it carries no valid credentials. An API key, in `x-api-key` or as a Bearer token,
 * goes before a session: a wrong one is refused even where a session would do.
 */
export async function viewerOfRequest(headers: Headers, cookies: RequestCookies): Promise<Viewer | null> {
  const secret = headers.get("x-api-key") ?? bearerToken(headers.get("authorization"));
  if (secret === null) return viewerOfSession(cookies);
  const key = await inPlainWords(findActiveApiKey(secret, new Date()));
  return key && viewerOfApiKey(key);
}

/** The viewer of a browser's session; null when nobody is signed in (any more). */
export async function viewerOfSession(cookies: RequestCookies): Promise<Viewer | null> {
  const user = await inPlainWords(findSignedInUser(cookies));
  return user && viewerOfUser(user);
}

/** Who serves pages writes an error that nobody catches into the log as it is: not with a key's hash or a session's id. */
function inPlainWords<Found>(found: Promise<Found>): Promise<Found> {
  return found.catch((error: unknown) => {
    throw withoutParameters(error);
  });
}

function viewerOfApiKey({ id, tenantId, name, permissions }: ApiKey): Viewer {
  return { kind: "apiKey", id, tenantId, name, permissions };
}

function viewerOfUser({ id, tenantId, name, role }: User): Viewer {
  return { kind: "user", id, tenantId, name, permissions: ROLE_PERMISSIONS[role] };
}

/** RFC 6750; the scheme's letter case does not count. */
function bearerToken(authorization: string | null): string | null {
  return /^bearer +(\S+) *$/i.exec(authorization ?? "")?.[1] ?? null;
}
