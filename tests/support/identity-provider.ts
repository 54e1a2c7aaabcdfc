/** An OpenID Connect provider for tests: signs everybody in as whom the test says, at once. */
import { createHash, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export const CLIENT = { id: "signalpost", secret: "the secret of the client" };

type Claims = Record<string, unknown>;
export type IdentityProvider = {
  issuer: string;
  /** Who signs in next: what stands in the ID token, and what is told besides. */
  person: { idToken: Claims; userinfo: Claims };
  close: () => Promise<void>;
};

export async function startIdentityProvider(): Promise<IdentityProvider> {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const asked = new Map<string, URLSearchParams>();
  const provider: IdentityProvider = {
    issuer: "",
    person: { idToken: {}, userinfo: {} },
    close: () => new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve()))),
  };

  function idToken(nonce: string | null): string {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: provider.issuer, aud: CLIENT.id, iat: now, exp: now + 60, nonce, ...provider.person.idToken };
    const signed = [{ alg: "RS256", kid: "1" }, claims].map(encode).join(".");
    return `${signed}.${sign("sha256", Buffer.from(signed), privateKey).toString("base64url")}`;
  }

  /** The client's credentials and PKCE verifier must be those of the code. */
  async function exchange(request: IncomingMessage): Promise<object | null> {
    const form = new URLSearchParams(await textOf(request));
    const authorization = asked.get(form.get("code") ?? "");
    const expected = `Basic ${Buffer.from(`${CLIENT.id}:${encodeURIComponent(CLIENT.secret).replaceAll("%20", "+")}`).toString("base64")}`;
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const isProven = authorization?.get("code_challenge") === challenge && request.headers.authorization === expected;
    if (!authorization || !isProven) return null;
    return { access_token: "access", token_type: "Bearer", id_token: idToken(authorization.get("nonce")) };
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", provider.issuer);
    switch (url.pathname) {
      case "/.well-known/openid-configuration":
        return send(response, 200, {
          issuer: provider.issuer,
          authorization_endpoint: `${provider.issuer}/authorize`,
          token_endpoint: `${provider.issuer}/token`,
          userinfo_endpoint: `${provider.issuer}/userinfo`,
          jwks_uri: `${provider.issuer}/keys`,
        });
      case "/keys":
        return send(response, 200, { keys: [{ ...publicKey.export({ format: "jwk" }), kid: "1", use: "sig" }] });
      case "/authorize": {
        const code = randomUUID();
        asked.set(code, url.searchParams);
        const back = new URL(url.searchParams.get("redirect_uri") ?? "");
        back.search = String(new URLSearchParams({ code, state: url.searchParams.get("state") ?? "" }));
        response.writeHead(302, { location: back.href }).end();
        return;
      }
      case "/token": {
        const tokens = await exchange(request);
        return send(response, tokens ? 200 : 400, tokens ?? { error: "invalid_grant" });
      }
      case "/userinfo":
        return send(response, 200, provider.person.userinfo);
      default:
        return send(response, 404, {});
    }
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  provider.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return provider;
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
