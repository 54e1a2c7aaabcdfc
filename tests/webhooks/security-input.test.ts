/** Security models from input: exactly one, only what a request can carry, and no secret in a fault. */
import { describe, expect, it, test } from "vitest";
import { PUBLIC_ONLY, parseNetworks } from "#webhooks/public-address";
import { parseSecurity } from "#webhooks/security-input";

const OAUTH2 = { tokenUri: "https://id.example.org/token", clientId: "county", clientSecret: "s3cret" };

describe("a security model is taken", () => {
  test.each<[object, object]>([
    [{ none: true }, { type: "none" }],
    [{ none: true, apiKey: null, headers: null }, { type: "none" }],
    [{ apiKey: "k" }, { type: "apiKey", apiKey: "k" }],
    [{ apiKey: "a b\tc" }, { type: "apiKey", apiKey: "a b\tc" }],
    [{ apiKey: "k".repeat(1000) }, { type: "apiKey", apiKey: "k".repeat(1000) }],
    [
      {
        headers: [
          { name: " X-Key ", value: "k" },
          { name: "Authorization", value: "Bearer x" },
        ],
      },
      {
        type: "header",
        headers: [
          { name: "X-Key", value: "k" },
          { name: "Authorization", value: "Bearer x" },
        ],
      },
    ],
    [{ basic: { username: "u", password: "p:ä" } }, { type: "basic", username: "u", password: "p:ä" }],
    [{ oauth2: OAUTH2 }, { type: "oauth2", ...OAUTH2, scope: null }],
    [{ oauth2: { ...OAUTH2, scope: "a b" } }, { type: "oauth2", ...OAUTH2, scope: "a b" }],
  ])("%j", (input, value) => {
    expect(parseSecurity(input, [])).toEqual({ ok: true, value });
  });

  it("with a token endpoint in an allowed network", () => {
    const networks = parseNetworks("127.0.0.0/8");
    const input = { oauth2: { ...OAUTH2, tokenUri: "http://127.0.0.1:9/token" } };
    expect(parseSecurity(input, [], networks.ok ? networks.value : PUBLIC_ONLY).ok).toBe(true);
  });
});

describe("a security model is refused", () => {
  const header = (name: unknown, value: unknown = "v") => ({ headers: [{ name, value }] });

  test.each<[string, unknown, string, string]>([
    ["that is no object", "none", "INVALID", ""],
    ["of no type", {}, "REQUIRED", ""],
    ["of two types", { none: true, apiKey: "k" }, "INVALID", ""],
    ["that is none in vain", { none: false }, "INVALID", "none"],
    ["with an empty apiKey", { apiKey: "" }, "REQUIRED", "apiKey"],
    ["with an apiKey that is no text", { apiKey: 1 }, "INVALID", "apiKey"],
    ["with a line break in the apiKey", { apiKey: "a\r\nx-evil: 1" }, "INVALID", "apiKey"],
    ["with a line feed at the end", { apiKey: "a\n" }, "INVALID", "apiKey"],
    ["with NUL", { apiKey: "a\0b" }, "INVALID", "apiKey"],
    ["beyond ASCII", { apiKey: "schlüssel" }, "INVALID", "apiKey"],
    ["with white space around it", { apiKey: " k" }, "INVALID", "apiKey"],
    ["with an apiKey of 1,001", { apiKey: "k".repeat(1001) }, "LIMIT_EXCEEDED", "apiKey"],
    ["with headers that are no list", { headers: { a: "b" } }, "INVALID", "headers"],
    ["without a header", { headers: [] }, "REQUIRED", "headers"],
    ["with 51 headers", { headers: Array.from({ length: 51 }, () => ({})) }, "LIMIT_EXCEEDED", "headers"],
    ["with a header without a name", header(undefined), "REQUIRED", "headers.0.name"],
    ["with a header without a value", header("x-a", null), "REQUIRED", "headers.0.value"],
    ["with a space in a name", header("x a"), "INVALID", "headers.0.name"],
    ["with a colon in a name", header("x:a"), "INVALID", "headers.0.name"],
    ["with a line break in a name", header("x\r\ny"), "INVALID", "headers.0.name"],
    ["with a line break after a name", header("x-a\r\n"), "INVALID", "headers.0.name"],
    ["with a blank that is no ASCII after a name", header("x-a\u00a0"), "INVALID", "headers.0.name"],
    ["with a name beyond ASCII", header("x-ä"), "INVALID", "headers.0.name"],
    ["with a line break in a value", header("x-a", "b\r\nc: d"), "INVALID", "headers.0.value"],
    ["with a value beyond ASCII", header("x-a", "schlüssel"), "INVALID", "headers.0.value"],
    ["with DEL in a value", header("x-a", "a\x7fb"), "INVALID", "headers.0.value"],
    ["with Host", header("Host"), "INVALID", "headers.0.name"],
    ["with Content-Length", header("Content-Length", "0"), "INVALID", "headers.0.name"],
    ["with content-type", header("content-type"), "INVALID", "headers.0.name"],
    ["with Transfer-Encoding", header("Transfer-Encoding", "chunked"), "INVALID", "headers.0.name"],
    ["with Connection", header("Connection"), "INVALID", "headers.0.name"],
    ["with Proxy-Authorization", header("Proxy-Authorization"), "INVALID", "headers.0.name"],
    ["with User-Agent", header("User-Agent"), "INVALID", "headers.0.name"],
    ["with webhook-signature", header("Webhook-Signature"), "INVALID", "headers.0.name"],
    [
      "with a header twice",
      {
        headers: [
          { name: "x-a", value: "1" },
          { name: "X-A", value: "2" },
        ],
      },
      "INVALID",
      "headers.1.name",
    ],
    ["with a colon in a user name", { basic: { username: "a:b", password: "p" } }, "INVALID", "basic.username"],
    ["without a password", { basic: { username: "a" } }, "REQUIRED", "basic.password"],
    ["with a line break in a password", { basic: { username: "a", password: "p\n" } }, "INVALID", "basic.password"],
    ["with a line break in a user name", { basic: { username: "a\r\nb", password: "p" } }, "INVALID", "basic.username"],
    ["with a line break in a client", { oauth2: { ...OAUTH2, clientId: "a\r\nb" } }, "INVALID", "oauth2.clientId"],
    ["with NUL in a client's secret", { oauth2: { ...OAUTH2, clientSecret: "a\0" } }, "INVALID", "oauth2.clientSecret"],
    ["with a line break in a scope", { oauth2: { ...OAUTH2, scope: "a\nb" } }, "INVALID", "oauth2.scope"],
    [
      "with a line break in a token endpoint",
      { oauth2: { ...OAUTH2, tokenUri: "https://a.example/\r\nx: y" } },
      "INVALID",
      "oauth2.tokenUri",
    ],
    ["with basic that is no object", { basic: "a:b" }, "INVALID", "basic"],
    [
      "with a private token endpoint",
      { oauth2: { ...OAUTH2, tokenUri: "https://10.0.0.1/" } },
      "BLOCKED_ADDRESS",
      "oauth2.tokenUri",
    ],
    ["without a token endpoint", { oauth2: { ...OAUTH2, tokenUri: undefined } }, "REQUIRED", "oauth2.tokenUri"],
    ["with an empty scope", { oauth2: { ...OAUTH2, scope: "" } }, "REQUIRED", "oauth2.scope"],
  ])("%s", (_what, input, code, path) => {
    const result = parseSecurity(input, ["security"]);
    const at = ["security", ...path.split(".").filter((step) => step !== "")];
    expect(result).toMatchObject({ ok: false });
    expect(result.ok ? [] : result.errors.map((error) => [error.code, error.path])).toContainEqual([code, at]);
  });

  it("without repeating its secrets", () => {
    const inputs = [
      { apiKey: "hunter22\n" },
      { apiKey: "hunter22", none: true },
      { headers: [{ name: "x-a", value: "hunter22\r" }] },
      { basic: { username: "hunter22:", password: "hunter22\n" } },
      { oauth2: { ...OAUTH2, clientSecret: "hunter22\n" } },
      { apiKey: { key: "hunter22" } },
    ];
    for (const input of inputs) {
      const result = parseSecurity(input, []);
      expect(result.ok).toBe(false);
      expect(JSON.stringify(result)).not.toContain("hunter22");
    }
  });

  it("with all its faults at once", () => {
    const result = parseSecurity(
      {
        headers: [
          { name: "host", value: "" },
          { name: "x y", value: "ä" },
        ],
      },
      [],
    );
    expect(result.ok ? [] : result.errors.map(({ path }) => path.join("."))).toEqual([
      "headers.0.name",
      "headers.0.value",
      "headers.1.name",
      "headers.1.value",
    ]);
  });
});
