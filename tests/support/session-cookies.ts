/** The cookies of a session, without signing in by a browser. */
import { encode } from "next-auth/jwt";
import { newId } from "#db/new-id";
import type { User } from "#db/users";
import { type RequestCookies, sessionOptions } from "#graphql/session";

/** Of a session that begins now. */
export function cookiesOf({ id, sessionVersion }: Pick<User, "id" | "sessionVersion">): Promise<RequestCookies> {
  return cookiesWith({ sub: id, sessionVersion, sessionId: newId() });
}

/** Whatever the session's token says. */
export async function cookiesWith(
  token: Record<string, unknown>,
  secret = sessionOptions().secret ?? "",
): Promise<RequestCookies> {
  const value = await encode({ token, secret });
  return { getAll: () => [{ name: "next-auth.session-token", value }] };
}
