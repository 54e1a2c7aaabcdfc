/**
 * Sessions of people in browsers, by next-auth: e-mail address and password, or an OpenID Connect provider
 * (graphql/open-id); an encrypted JWT in a cookie that names the session, its user and the session version it was made
 * with. Every request looks at the database: a user's removal, new password or new role ends all sessions of the user,
 * signing out ends one (docs/decisions/0017). Leaves permissions to graphql/viewer.
 */
import type { NextAuthOptions } from "next-auth";
import { getToken } from "next-auth/jwt";
import credentialsProvider from "next-auth/providers/credentials";
import * as z from "zod";
import { config } from "#config";
import { endSession, isWithinTime, SESSION_SECONDS } from "#db/ended-sessions";
import { newId } from "#db/new-id";
import { verifyPassword } from "#db/password-hash";
import { findSessionUser, findUserByEmail, type User } from "#db/users";
import { log } from "#log";
import { openIdProvider } from "./open-id.ts";
import { noteSignIn, trySignIn } from "./sign-in-limit.ts";
import { TOO_MANY_TRIES } from "./sign-in-refusals.ts";

/** As `cookies()` and `request.cookies` of Next are. */
export type RequestCookies = { getAll(): { name: string; value: string }[] };

const SessionToken = z.object({ sub: z.uuid(), sessionVersion: z.int(), sessionId: z.uuidv7() });
const Credentials = z.object({ email: z.string().max(320), password: z.string().max(1000) });

/** The options of next-auth; made on each use, because importing must not read the settings. */
export function sessionOptions(): NextAuthOptions {
  const { AUTH_SECRET, PUBLIC_URL } = config();
  const openId = openIdProvider();
  process.env.NEXTAUTH_URL ??= PUBLIC_URL;
  return {
    secret: AUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    useSecureCookies: isSecure(PUBLIC_URL),
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      credentialsProvider({
        credentials: { email: { label: "E-mail address" }, password: { label: "Password", type: "password" } },
        authorize: (credentials, request) => signIn(credentials, placeOf(request?.headers)),
      }),
      ...(openId ? [openId] : []),
    ],
    callbacks: {
      signIn: ({ user }) => "sessionVersion" in user,
      jwt: ({ token, user }) =>
        user && "sessionVersion" in user
          ? { ...token, sessionVersion: user.sessionVersion, sessionId: newId() }
          : token,
    },
    events: { signOut: ({ token }) => endSessionOf(token) },
    logger: {
      error: (code, details) =>
        log().error(
          { code, err: "error" in details ? details.error : details },
          "signing in or out failed unexpectedly",
        ),
      warn: (code) => log().debug({ code }, "next-auth warns"),
      debug: () => {},
    },
  };
}

/** The user of a session that still holds; null otherwise. One query by primary key. */
export async function findSignedInUser(cookies: RequestCookies): Promise<User | null> {
  const { AUTH_SECRET, PUBLIC_URL } = config();
  const jar = Object.fromEntries(cookies.getAll().map(({ name, value }) => [name, value]));
  const request = { cookies: jar, headers: {} } as unknown as Parameters<typeof getToken>[0]["req"];
  const token = SessionToken.safeParse(
    await getToken({ req: request, secret: AUTH_SECRET, secureCookie: isSecure(PUBLIC_URL) }),
  );
  if (!token.success || !isWithinTime(token.data.sessionId, new Date())) return null;
  const { sub: userId, sessionVersion, sessionId } = token.data;
  return findSessionUser({ userId, sessionVersion, sessionId });
}

/** Of a cookie that next-auth has opened. */
async function endSessionOf(token: unknown): Promise<void> {
  const session = SessionToken.safeParse(token);
  if (session.success) await endSession(session.data.sessionId);
}

/** Null: refused. Throws TOO_MANY_TRIES, which next-auth hands on to the page. */
async function signIn(input: unknown, place: string) {
  const credentials = Credentials.safeParse(input);
  if (!credentials.success) return null;
  const { email, password } = credentials.data;
  if (!trySignIn(email, place)) throw new Error(TOO_MANY_TRIES);
  const user = await findUserByEmail(email);
  if (!(await verifyPassword(password, user?.passwordHash ?? null)) || !user) return null;
  noteSignIn(email, place);
  return { id: user.id, name: user.name, email: user.email, sessionVersion: user.sessionVersion };
}

/** Where a request comes from, as the server or a proxy in front of it noted: "203.0.113.7, 10.0.0.2" → the first. */
function placeOf(headers: unknown): string {
  const forwarded = z.object({ "x-forwarded-for": z.string() }).safeParse(headers);
  return forwarded.success ? String(forwarded.data["x-forwarded-for"].split(",")[0]).trim() : "";
}

function isSecure(publicUrl: string): boolean {
  return publicUrl.startsWith("https://");
}
