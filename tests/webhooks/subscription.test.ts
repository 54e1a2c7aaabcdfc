/** Subscriptions from input: defaults at create, only what is given at update, every fault where it stands. */
import { describe, expect, it, test } from "vitest";
import { PUBLIC_ONLY, parseNetworks } from "#webhooks/public-address";
import { parseSubscription } from "#webhooks/subscription";

const MINIMAL = { uri: "https://cad.example.org:8443/hooks", eventTypes: ["alert.sent"] };

const FULL = {
  externalId: "cad-1",
  name: "Fire dispatch CAD",
  uri: "https://cad.example.org/hooks",
  eventTypes: ["alert.sent", "alert.read"],
  isActive: false,
  mode: "INTEGRATION",
  security: { apiKey: "k" },
  secret: " kept as it is ",
  retryPolicy: { maxRetries: 5, baseSeconds: 1, maxSeconds: 60 },
  rateLimitPerSecond: 10_000,
  timeoutSeconds: 30,
};

describe("creating a subscription", () => {
  it("needs a URI and event types, and takes the contract's defaults for the rest", () => {
    expect(parseSubscription(MINIMAL, { partial: false })).toEqual({
      ok: true,
      value: {
        externalId: null,
        name: "cad.example.org:8443",
        uri: MINIMAL.uri,
        eventTypes: ["alert.sent"],
        isActive: true,
        mode: "DIRECT",
        security: { type: "none" },
        secret: null,
        retryPolicy: { maxRetries: 20, baseSeconds: 2, maxSeconds: 3600 },
        rateLimitPerSecond: null,
        timeoutSeconds: 15,
      },
    });
  });

  it("takes null for what is left out", () => {
    const nulls = Object.fromEntries(Object.keys(FULL).map((key) => [key, null]));
    const result = parseSubscription({ ...nulls, ...MINIMAL }, { partial: false });
    expect(result).toEqual(parseSubscription(MINIMAL, { partial: false }));
  });

  it("takes everything that is given", () => {
    const value = { ...FULL, security: { type: "apiKey", apiKey: "k" } };
    expect(parseSubscription(FULL, { partial: false })).toEqual({ ok: true, value });
  });

  it("is INTEGRATION by default inside an integration", () => {
    const result = parseSubscription(MINIMAL, { partial: false, defaultMode: "INTEGRATION" });
    expect(result).toMatchObject({ ok: true, value: { mode: "INTEGRATION" } });
  });

  it("may reach what the operator allows", () => {
    const networks = parseNetworks("127.0.0.0/8");
    const policy = networks.ok ? networks.value : PUBLIC_ONLY;
    const input = { ...MINIMAL, uri: "http://127.0.0.1:3000/receiver" };
    expect(parseSubscription(input, { partial: false, policy })).toMatchObject({
      ok: true,
      value: { name: "127.0.0.1:3000" },
    });
    expect(parseSubscription(input, { partial: false }).ok).toBe(false);
  });

  it("lists all that is missing at once", () => {
    const result = parseSubscription({}, { partial: false });
    expect(result.ok ? [] : result.errors.map(({ code, path }) => [code, path])).toEqual([
      ["REQUIRED", ["uri"]],
      ["REQUIRED", ["eventTypes"]],
    ]);
  });

  test.each<[string, object, string, string]>([
    ["an empty name", { name: "  " }, "REQUIRED", "name"],
    ["a name of 201", { name: "n".repeat(201) }, "LIMIT_EXCEEDED", "name"],
    ["a name with NUL", { name: "a\0" }, "INVALID", "name"],
    ["an externalId of 201", { externalId: "x".repeat(201) }, "LIMIT_EXCEEDED", "externalId"],
    ["a URI that is none", { uri: "cad" }, "INVALID", "uri"],
    ["a private URI", { uri: "https://192.168.0.1" }, "BLOCKED_ADDRESS", "uri"],
    ["no event types", { eventTypes: [] }, "REQUIRED", "eventTypes"],
    ["event types that are no list", { eventTypes: "alert.sent" }, "INVALID", "eventTypes"],
    ["an unknown event type", { eventTypes: ["alert.sent", "x"] }, "INVALID", "eventTypes.1"],
    ["an event type twice", { eventTypes: ["alert.sent", "alert.sent"] }, "INVALID", "eventTypes.1"],
    ["isActive that is no boolean", { isActive: "yes" }, "INVALID", "isActive"],
    ["an unknown mode", { mode: "BOTH" }, "INVALID", "mode"],
    ["an unknown security model", { security: {} }, "REQUIRED", "security"],
    ["an empty secret", { secret: "" }, "REQUIRED", "secret"],
    ["a secret of 1,001", { secret: "s".repeat(1001) }, "LIMIT_EXCEEDED", "secret"],
    ["too many retries", { retryPolicy: { maxRetries: 51 } }, "LIMIT_EXCEEDED", "retryPolicy.maxRetries"],
    ["a rate of 0", { rateLimitPerSecond: 0 }, "INVALID", "rateLimitPerSecond"],
    ["a rate of 10,001", { rateLimitPerSecond: 10_001 }, "LIMIT_EXCEEDED", "rateLimitPerSecond"],
    ["a timeout of 0", { timeoutSeconds: 0 }, "INVALID", "timeoutSeconds"],
    ["a timeout of 31", { timeoutSeconds: 31 }, "LIMIT_EXCEEDED", "timeoutSeconds"],
    ["half a second", { timeoutSeconds: 0.5 }, "INVALID", "timeoutSeconds"],
  ])("refuses %s", (_what, change, code, path) => {
    const options = { path: ["actions", "0"] };
    for (const partial of [true, false]) {
      const result = parseSubscription({ ...MINIMAL, ...change }, { ...options, partial });
      expect(result.ok ? [] : result.errors).toHaveLength(1);
      expect(result).toMatchObject({ errors: [{ code, path: ["actions", "0", ...path.split(".")] }] });
    }
  });

  test.each([null, [], "x"])("refuses %j as a whole", (input) => {
    expect(parseSubscription(input, { partial: false })).toMatchObject({
      ok: false,
      errors: [{ code: "INVALID", path: [] }],
    });
  });
});

describe("updating a subscription", () => {
  it("touches only what is given", () => {
    expect(parseSubscription({ id: "sub_x", version: 3 }, { partial: true })).toEqual({ ok: true, value: {} });
    expect(parseSubscription({ isActive: false, name: undefined }, { partial: true })).toEqual({
      ok: true,
      value: { isActive: false },
    });
    expect(parseSubscription({ uri: MINIMAL.uri }, { partial: true })).toEqual({
      ok: true,
      value: { uri: MINIMAL.uri },
    });
  });

  it("removes or resets with null", () => {
    const input = { externalId: null, secret: null, rateLimitPerSecond: null, timeoutSeconds: null, retryPolicy: null };
    expect(parseSubscription(input, { partial: true })).toEqual({
      ok: true,
      value: {
        externalId: null,
        secret: null,
        rateLimitPerSecond: null,
        timeoutSeconds: 15,
        retryPolicy: { maxRetries: 20, baseSeconds: 2, maxSeconds: 3600 },
      },
    });
  });

  test.each(["name", "uri", "eventTypes", "isActive", "mode"])("cannot remove %s", (key) => {
    const result = parseSubscription({ [key]: null }, { partial: true });
    expect(result).toMatchObject({ ok: false, errors: [{ code: "REQUIRED", path: [key] }] });
  });

  it("cannot remove the security model by accident", () => {
    expect(parseSubscription({ security: null }, { partial: true })).toMatchObject({
      ok: false,
      errors: [{ code: "REQUIRED", path: ["security"] }],
    });
  });

  it("changes single keys of the retry policy", () => {
    const retryPolicy = { maxRetries: 5, baseSeconds: 10, maxSeconds: 100 };
    const result = parseSubscription({ retryPolicy: { maxRetries: 6 } }, { partial: true, retryPolicy });
    expect(result).toEqual({ ok: true, value: { retryPolicy: { ...retryPolicy, maxRetries: 6 } } });
  });
});
