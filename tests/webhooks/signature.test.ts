/** Signatures: what Standard Webhooks' own library verifies. */
import { createHmac } from "node:crypto";
import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { buildSignature, buildSigningKey, type SigningKey } from "#webhooks/signature";

const NOW = new Date(Math.floor(Date.now() / 1000) * 1000);
const SECONDS = NOW.getTime() / 1000;

function signingKey(fill: number, ageMs = 0, expiresInMs: number | null = null): SigningKey {
  return {
    key: buildSigningKey(new Uint8Array(32).fill(fill)),
    createdAt: new Date(NOW.getTime() - ageMs),
    expiresAt: expiresInMs === null ? null : new Date(NOW.getTime() + expiresInMs),
  };
}

function verify(key: SigningKey, id: string, body: string, signature: string): unknown {
  const headers = { "webhook-id": id, "webhook-timestamp": String(SECONDS), "webhook-signature": signature };
  return new Webhook(key.key).verify(body, headers);
}

describe("a signature", () => {
  it("is what the specification says, byte by byte", () => {
    const key = signingKey(7);
    const expected = createHmac("sha256", Buffer.alloc(32, 7)).update(`dlv_1.${SECONDS}.{"a":1}`).digest("base64");
    expect(buildSignature("dlv_1", SECONDS, '{"a":1}', [key], NOW)).toBe(`v1,${expected}`);
  });

  it("verifies with Standard Webhooks' library, for every key, id and body", () => {
    const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(bytes, fc.stringMatching(/^dlv_[0-9a-z]{26}$/), fc.jsonValue(), (random, id, value) => {
        const key = { key: buildSigningKey(random), createdAt: NOW, expiresAt: null };
        const body = JSON.stringify(value);
        expect(verify(key, id, body, buildSignature(id, SECONDS, body, [key], NOW))).toEqual(JSON.parse(body));
      }),
    );
  });

  it("does not verify when a single character of the body differs", () => {
    const key = signingKey(1);
    const signature = buildSignature("dlv_1", SECONDS, '{"a":1}', [key], NOW);
    expect(() => verify(key, "dlv_1", '{"a":2}', signature)).toThrow();
    expect(() => verify(key, "dlv_2", '{"a":1}', signature)).toThrow();
    expect(() => verify(signingKey(2), "dlv_1", '{"a":1}', signature)).toThrow();
  });

  it("is one per key, newest first, and verifies with either during a rotation", () => {
    const [old, fresh] = [signingKey(1, 60_000, 3_600_000), signingKey(2)];
    const signature = buildSignature("dlv_1", SECONDS, "{}", [old, fresh], NOW);
    expect(signature.split(" ")).toEqual([
      buildSignature("dlv_1", SECONDS, "{}", [fresh], NOW),
      buildSignature("dlv_1", SECONDS, "{}", [old], NOW),
    ]);
    expect(verify(old, "dlv_1", "{}", signature)).toEqual({});
    expect(verify(fresh, "dlv_1", "{}", signature)).toEqual({});
  });

  it("is not made with a key that has expired", () => {
    const expired = signingKey(1, 60_000, 0);
    expect(buildSignature("dlv_1", SECONDS, "{}", [expired], NOW)).toBe("");
    expect(buildSignature("dlv_1", SECONDS, "{}", [expired, signingKey(2)], NOW).split(" ")).toHaveLength(1);
  });

  it("leaves the keys in their order", () => {
    const keys = [signingKey(1, 60_000), signingKey(2)];
    buildSignature("dlv_1", SECONDS, "{}", keys, NOW);
    expect(keys).toEqual([signingKey(1, 60_000), signingKey(2)]);
  });
});

it("a key's text holds its 32 bytes", () => {
  const key = buildSigningKey(Uint8Array.from({ length: 32 }, (_, index) => index));
  expect(key).toBe("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
});
