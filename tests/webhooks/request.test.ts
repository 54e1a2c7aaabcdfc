/** Requests: the exact bytes and headers that a receiver gets. */
import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { buildBody, buildEventPart, buildRequest, completeBody, joinEventPart, PING_BODY } from "#webhooks/request";
import type { SecurityModel } from "#webhooks/security-model";
import { buildSigningKey } from "#webhooks/signature";
import type { SubscriptionTarget } from "#webhooks/subscription";

const EVENT = {
  id: "evt_01h455vb4pex5vsknk084sn02q",
  type: "alert.sent",
  occurredAt: new Date("2026-11-23T20:05:00+01:00"),
  metadata: { z: "last", TenantId: "1741" },
  data: { text: 'a "quote" 🚨' },
};
const INTEGRATION = { id: "int_01h455vb4pex5vsknk084sn02q", name: "Fire & rescue" };

describe("a body", () => {
  it("has the contract's keys in the contract's order", () => {
    expect(buildBody({ event: EVENT, integration: INTEGRATION, secret: "s3cret" })).toBe(
      '{"id":"evt_01h455vb4pex5vsknk084sn02q","type":"alert.sent","timestamp":"2026-11-23T19:05:00.000Z",' +
        '"metadata":{"z":"last","TenantId":"1741"},"data":{"text":"a \\"quote\\" 🚨"},' +
        '"integration":{"id":"int_01h455vb4pex5vsknk084sn02q","name":"Fire & rescue"},"secret":"s3cret"}',
    );
  });

  it("names no integration for a DIRECT subscription, and no secret without one", () => {
    const body = JSON.parse(buildBody({ event: EVENT, integration: null, secret: null }));
    expect(Object.keys(body)).toEqual(["id", "type", "timestamp", "metadata", "data"]);
  });

  it("carries a secret and a name that need escaping", () => {
    const input = { event: EVENT, integration: { ...INTEGRATION, name: 'a"\\' }, secret: '"\\\u2028' };
    expect(JSON.parse(buildBody(input))).toMatchObject({ integration: { name: 'a"\\' }, secret: '"\\\u2028' });
  });

  it("is the same when the event's part is written once for many", () => {
    const part = buildEventPart(EVENT);
    for (const rest of [
      { integration: INTEGRATION, secret: "x" },
      { integration: null, secret: null },
    ]) {
      expect(completeBody(part, rest)).toBe(buildBody({ event: EVENT, ...rest }));
    }
  });

  it("of a ping is a JSON string", () => {
    expect(JSON.parse(PING_BODY)).toBe("Ping!");
  });
});

describe("a request", () => {
  const NOW = new Date(Math.floor(Date.now() / 1000) * 1000 + 999);
  const key = { key: buildSigningKey(new Uint8Array(32)), createdAt: NOW, expiresAt: null };

  function requestOf(security: SecurityModel, oauthToken: string | null = null, signingKeys = [key]) {
    const target: SubscriptionTarget = {
      uri: "https://cad.example.org/hooks",
      security,
      secret: null,
      signingKeys,
      retryPolicy: { maxRetries: 20, baseSeconds: 2, maxSeconds: 3600 },
      timeoutSeconds: 15,
    };
    const attempt = { deliveryId: "dlv_1", body: '{"a":1}', oauthToken, now: NOW, userAgent: "Signalpost/1.0.0" };
    return buildRequest({ ...attempt, target });
  }

  it("carries its content type, its product, and headers that Standard Webhooks' library verifies", () => {
    const { headers, body } = requestOf({ type: "none" });
    expect(headers.map(([name]) => name)).toEqual([
      "content-type",
      "user-agent",
      "webhook-id",
      "webhook-timestamp",
      "webhook-signature",
    ]);
    const byName = Object.fromEntries(headers);
    expect(byName).toMatchObject({
      "content-type": "application/json",
      "user-agent": "Signalpost/1.0.0",
      "webhook-id": "dlv_1",
      "webhook-timestamp": String(Math.floor(NOW.getTime() / 1000)),
    });
    expect(new Webhook(key.key).verify(body, byName)).toEqual({ a: 1 });
  });

  it("adds the headers of the security model in its owner's spelling", () => {
    const headers = [
      { name: "X-Api-Key", value: "k" },
      { name: "x-site", value: "north" },
    ];
    expect(requestOf({ type: "apiKey", apiKey: "k1" }).headers.at(-1)).toEqual(["apiKey", "k1"]);
    expect(requestOf({ type: "header", headers }).headers.slice(-2)).toEqual([
      ["X-Api-Key", "k"],
      ["x-site", "north"],
    ]);
    expect(requestOf({ type: "basic", username: "Aladdin", password: "open sesame" }).headers.at(-1)).toEqual([
      "authorization",
      "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
    ]);
  });

  it("carries the token of oauth2, and nothing in its place without one", () => {
    const oauth2 = {
      type: "oauth2",
      tokenUri: "https://a.example",
      clientId: "c",
      clientSecret: "s",
      scope: null,
    } as const;
    expect(requestOf(oauth2, "t0ken").headers.at(-1)).toEqual(["authorization", "Bearer t0ken"]);
    expect(requestOf(oauth2).headers.map(([name]) => name)).not.toContain("authorization");
  });

  it("has no signature header when no key is valid", () => {
    const { headers } = requestOf({ type: "none" }, null, []);
    expect(headers.map(([name]) => name)).not.toContain("webhook-signature");
  });
});

it("is the same body from the payload's stored text as from its values", () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.dictionary(fc.string(), fc.jsonValue()),
      (metadata, data) => {
        const stored = JSON.stringify(JSON.parse(JSON.stringify({ metadata, data })));
        const event = { id: "evt_1", type: "alert.sent", occurredAt: new Date(0) };
        expect(joinEventPart({ ...event, payloadText: stored })).toBe(
          buildEventPart({ ...event, ...JSON.parse(stored) }),
        );
      },
    ),
  );
});
