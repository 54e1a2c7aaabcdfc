/**
 * Sign-in through an OpenID Connect provider, where the settings name one: authorization code flow with PKCE, state and
 * nonce, by next-auth. The provider says who somebody is; whether that is a user of ours, the e-mail address decides.
 */
import type { OAuthConfig } from "next-auth/providers/oauth";
import * as z from "zod";
import { config } from "#config";
import { findUserByEmail } from "#db/users";

const Claims = z.looseObject({ sub: z.string().min(1) });
/** An address that the provider itself calls unverified is nobody's. */
const KnownAddress = z.object({ email: z.string().max(320), email_verified: z.literal([true, "true"]).optional() });

export type OpenIdClaims = z.output<typeof Claims>;

/** Null: there are no settings for it. */
export function openIdProvider(): OAuthConfig<OpenIdClaims> | null {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = config();
  if (OIDC_ISSUER === null || OIDC_CLIENT_ID === null || OIDC_CLIENT_SECRET === null) return null;
  return {
    id: "oidc",
    name: "OpenID Connect",
    type: "oauth",
    wellKnown: `${OIDC_ISSUER}/.well-known/openid-configuration`,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    authorization: { params: { scope: "openid email profile" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    userinfo: {
      request: async ({ client, tokens }) => {
        const claims = claimsOf(tokens.id_token);
        const hasMore = client.issuer.metadata.userinfo_endpoint !== undefined && tokens.access_token !== undefined;
        if (claims.email !== undefined || !hasMore) return claims;
        // Some providers keep the address out of the ID token. What they tell here must be of the same person.
        const more = Claims.parse(await client.userinfo(tokens.access_token ?? ""));
        if (more.sub !== claims.sub) throw new Error("The provider's two answers are about different people.");
        return { ...more, ...claims };
      },
    },
    profile: personOf,
  };
}

/** Whether people can sign in this way. */
export function offersOpenId(): boolean {
  return openIdProvider() !== null;
}

/** Of an ID token whose signature, issuer, audience and nonce are checked already. */
function claimsOf(idToken: string | undefined): OpenIdClaims {
  const payload = idToken?.split(".")[1] ?? "";
  return Claims.parse(JSON.parse(Buffer.from(payload, "base64url").toString()));
}

type Person = { id: string; name?: string; email?: string; sessionVersion?: number };

/** Someone without `sessionVersion` is no user of ours and gets no session. */
async function personOf(claims: OpenIdClaims): Promise<Person> {
  const address = KnownAddress.safeParse(claims);
  const user = address.success ? await findUserByEmail(address.data.email) : null;
  if (!user) return { id: claims.sub };
  return { id: user.id, name: user.name, email: user.email, sessionVersion: user.sessionVersion };
}
