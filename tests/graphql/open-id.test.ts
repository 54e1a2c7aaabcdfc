/** Sign-in through an OpenID Connect provider, whole: to the provider, back, and who one is then. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { insertUser, type User } from "#db/users";
import { viewerOfSession } from "#graphql/viewer";
import { createTenant, withDatabase } from "../support/api.ts";
import { openBrowser } from "../support/auth-browser.ts";
import { CLIENT, type IdentityProvider, startIdentityProvider } from "../support/identity-provider.ts";

const OWN = "http://127.0.0.1:3000";

withDatabase();

let provider: IdentityProvider;
let user: User;
beforeAll(async () => {
  provider = await startIdentityProvider();
  Object.assign(process.env, {
    PUBLIC_URL: OWN,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET: CLIENT.secret,
  });
  const { id: tenantId } = await createTenant();
  const fields = { tenantId, name: "Dana Duty", role: "EDITOR", password: "correct horse battery" } as const;
  user = await insertUser({ ...fields, email: "Dana@Example.com" });
});
afterAll(() => provider.close());

/** Goes the whole way; answers where it leads, and whose session there is then. */
async function signIn(person: Partial<IdentityProvider["person"]>) {
  provider.person = { idToken: {}, userinfo: { sub: "person-1" }, ...person };
  const { visit, cookies } = openBrowser(OWN);
  const { csrfToken } = (await visit("/api/auth/csrf")).json as { csrfToken: string };
  const form = { csrfToken, callbackUrl: `${OWN}/events`, json: "true" };
  const { url } = (await visit("/api/auth/signin/oidc", form)).json as { url: string };
  const authorized = await fetch(url, { redirect: "manual" });
  let { location } = await visit(authorized.headers.get("location") ?? "");
  while (location.includes("/api/auth/")) location = (await visit(location)).location;
  return { location, viewer: await viewerOfSession(cookies) };
}

describe("somebody whom the provider knows", () => {
  test("is the user with that e-mail address, whatever its letter case", async () => {
    const { location, viewer } = await signIn({ idToken: { sub: "person-1", email: "dana@example.COM" } });
    expect(location).toBe(`${OWN}/events`);
    expect(viewer).toMatchObject({ kind: "user", id: user.id, tenantId: user.tenantId, name: "Dana Duty" });
  });

  test("may have the address told outside of the ID token", async () => {
    const userinfo = { sub: "person-1", email: "dana@example.com", email_verified: true };
    const { viewer } = await signIn({ idToken: { sub: "person-1" }, userinfo });
    expect(viewer).toMatchObject({ id: user.id });
  });

  test.each([
    ["has an address that is no user's", { sub: "person-1", email: "eve@example.com" }, "AccessDenied"],
    [
      "has an unverified address",
      { sub: "person-1", email: "dana@example.com", email_verified: false },
      "AccessDenied",
    ],
    ["has no address", { sub: "person-1" }, "AccessDenied"],
    ["names a user's id instead of an address", { sub: "SELF" }, "AccessDenied"],
    ["has a token for another client", { sub: "person-1", email: "dana@example.com", aud: "another" }, "OAuthCallback"],
    ["has a token of another issuer", { sub: "person-1", email: "dana@example.com", iss: "http://x" }, "OAuthCallback"],
    ["has a token of another sign-in", { sub: "person-1", email: "dana@example.com", nonce: "x" }, "OAuthCallback"],
    ["has a token that expired", { sub: "person-1", email: "dana@example.com", exp: 1 }, "OAuthCallback"],
  ])("and who %s is led back without a session", async (_case, claims, error) => {
    const idToken = claims.sub === "SELF" ? { sub: user.id } : claims;
    const { location, viewer } = await signIn({ idToken, userinfo: { sub: idToken.sub } });
    expect(viewer).toBeNull();
    expect(new URL(location, OWN).searchParams.get("error")).toBe(error);
    expect(new URL(location, OWN).pathname).toBe("/sign-in");
  });

  test("is not whom a different answer tells of", async () => {
    const userinfo = { sub: "person-2", email: "dana@example.com" };
    const { location, viewer } = await signIn({ idToken: { sub: "person-1" }, userinfo });
    expect(viewer).toBeNull();
    expect(location).toContain("error=OAuthCallback");
  });
});
