/** Masking: nothing that people see reveals a secret. */
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { maskBodySecret, maskHeader, maskRequestHeaders, redactSecrets, secretsOf } from "#webhooks/redaction";
import { buildSecurityHeaders, maskSecret, type SecurityModel } from "#webhooks/security-model";

describe("a masked secret", () => {
  test.each([
    ["a", "••••••••"],
    ["hunter22", "••••••••"],
    ["fifteen-letters", "••••••••"],
    ["sixteen--letters", "••••••••ters"],
    ["a-very-long-secret-of-many-characters", "••••••••ters"],
  ])("%s shows as %s", (secret, masked) => {
    expect(maskSecret(secret)).toBe(masked);
  });

  it("never tells its length or more than a quarter of itself", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 60 }), (secret) => {
        const shown = maskSecret(secret).replace(/^•{8}/, "");
        expect(shown.length * 4).toBeLessThanOrEqual(secret.length);
        expect([0, 4]).toContain(shown.length);
      }),
    );
  });

  test.each([
    ["Authorization", "Basic dXNlcjpwYXNzd29yZC1sb25n", "Basic ••••••••"],
    ["authorization", "Bearer 0123456789abcdef0123", "Bearer ••••••••"],
    ["Authorization", "0123456789abcdef0123", "••••••••"],
    ["Cookie", "session=0123456789abcdef", "••••••••"],
    ["X-Key", "0123456789abcdef", "••••••••cdef"],
  ])("header %s: %s shows as %s", (name, value, masked) => {
    expect(maskHeader({ name, value })).toEqual({ name, value: masked });
  });
});

const printable = fc.stringMatching(/^[!-~]{8,40}$/);
const arbitraryModel: fc.Arbitrary<SecurityModel> = fc.oneof(
  fc.record({ type: fc.constant("apiKey" as const), apiKey: printable }),
  fc.record({
    type: fc.constant("header" as const),
    headers: fc.array(fc.record({ name: fc.constantFrom("X-Key", "Authorization", "x-b"), value: printable })),
  }),
  fc.record({ type: fc.constant("basic" as const), username: fc.constant("county"), password: printable }),
  fc.record({
    type: fc.constant("oauth2" as const),
    tokenUri: fc.constant("https://a.example"),
    clientId: fc.constant("county"),
    clientSecret: printable,
    scope: fc.constant(null),
  }),
);

describe("the headers of a request in history", () => {
  it("keep all but the secrets", () => {
    const security = { type: "header", headers: [{ name: "X-Key", value: "0123456789abcdef" }] } as const;
    const headers: [string, string][] = [
      ["content-type", "application/json"],
      ["webhook-id", "dlv_1"],
      ["X-Key", "0123456789abcdef"],
    ];
    expect(maskRequestHeaders(headers, { ...security, headers: [...security.headers] })).toEqual([
      ["content-type", "application/json"],
      ["webhook-id", "dlv_1"],
      ["X-Key", "••••••••cdef"],
    ]);
  });

  it("never hold the value of a security model", () => {
    fc.assert(
      fc.property(arbitraryModel, printable, (security, token) => {
        const sent = buildSecurityHeaders(security, token).map(({ name, value }): [string, string] => [name, value]);
        const kept = JSON.stringify(maskRequestHeaders(sent, security).map(([, value]) => value));
        for (const [, value] of sent) {
          expect(kept).not.toContain(value);
        }
      }),
    );
  });
});

test("a body is shown with dots in the secret's place", () => {
  expect(maskBodySecret("0123456789abcdefghij")).toBe("••••••••");
  expect(maskBodySecret(null)).toBeNull();
});

describe("an answer that echoes the request", () => {
  it("is kept without any secret, as text, in JSON or in a query", () => {
    fc.assert(
      fc.property(arbitraryModel, printable, printable, (security, secret, token) => {
        const secrets = secretsOf(security, secret, token);
        const headers = buildSecurityHeaders(security, token);
        const body =
          JSON.stringify({ headers, secret }) + encodeURIComponent(secret) + headers.map(({ value }) => value).join();
        const kept = redactSecrets(body, secrets);
        for (const value of [secret, ...headers.map((header) => header.value)]) {
          expect(kept).not.toContain(value);
          expect(kept).not.toContain(JSON.stringify(value).slice(1, -1));
        }
      }),
    );
  });

  it("loses the credentials of basic authentication in both spellings", () => {
    const basic = { type: "basic", username: "county", password: "open sesame" } as const;
    const secrets = secretsOf(basic, null, null);
    const kept = redactSecrets("got Y291bnR5Om9wZW4gc2VzYW1l, that is county:open sesame", secrets);
    expect(kept).toBe("got ••••••••, that is county:••••••••");
  });

  it.each([
    ["JSON that keeps to ASCII", "Schlüssel-42", '{"secret": "Schl\\u00fcssel-42"}'],
    ["the same in capitals", "Schlüssel-42", '{"secret": "Schl\\u00FCssel-42"}'],
    [
      "JSON in a string of JSON",
      'SHARED"SECRET-1',
      JSON.stringify({ data: JSON.stringify({ secret: 'SHARED"SECRET-1' }) }),
    ],
    [
      "the same with a backslash",
      "back\\slash-key",
      JSON.stringify({ data: JSON.stringify({ s: "back\\slash-key" }) }),
    ],
    ["PHP", "b64/ssel-42+x==", '{"key":"b64\\/ssel-42+x=="}'],
    ["PHP's JSON in a string of its JSON", "b64/ssel-42", '{"body":"{\\"key\\":\\"b64\\\\\\/ssel-42\\"}"}'],
    ["Go", "a&b<ssel-42>", '{"key":"a\\u0026b\\u003cssel-42\\u003e"}'],
    ["Gson", "b64/ssel-42==", '{"key":"b64/ssel-42\\u003d\\u003d"}'],
    [".NET", 'b64+ssel-42"q', '{"key":"b64\\u002Bssel-42\\u0022q"}'],
    ["an address in small letters", "b64/ssel-42+", "?key=b64%2fssel-42%2b"],
    ["a form", "open ssel-42!", "key=open+ssel-42%21"],
    ["a page", "it's <ssel-42> & \"x", "<p>it&#039;s &lt;ssel-42&gt; &amp; &quot;x</p>"],
    ["a page in Python", "it's-ssel-42", "<p>it&#x27;s-ssel-42</p>"],
  ])("loses a secret spelled as %s spells it", (_how, secret, echoed) => {
    const kept = redactSecrets(echoed, secretsOf({ type: "none" }, secret, null));
    expect(kept).toContain("••••••••");
    expect(kept).not.toMatch(/ssel-42|SECRET|slash/);
  });

  it("loses the longer of two secrets as a whole", () => {
    const headers = [
      { name: "x-a", value: "abcdef" },
      { name: "x-b", value: "abcdefghij" },
    ];
    expect(redactSecrets("abcdefghij abcdef", secretsOf({ type: "header", headers }, null, null))).toBe(
      "•••••••• ••••••••",
    );
  });

  it.each([
    ["a whole text", "ab1", "ab1", "••••••••"],
    ["a value in JSON", "ab1", '{"secret":"ab1","n":1}', '{"secret":"••••••••","n":1}'],
    ["a word among others", "ab1", "got ab1, ab1 and x=ab1", "got ••••••••, •••••••• and x=••••••••"],
    ["the end of a path, a name with underscores", "ab1", "/k/ab1 key_ab1_x", "/k/•••••••• key_••••••••_x"],
    ["after a line's end in JSON", "ab1", '"x\\nab1"', '"x\\n••••••••"'],
    ["after a space in an address", "ab1", "q=x%20ab1", "q=x%20••••••••"],
    ["a digit", "7", "7 of 17, 7th: 7", "•••••••• of 17, 7th: ••••••••"],
    ["signs", "$.", "a $. b$.c", "a •••••••• b$.c"],
    ["in another script", "ключ".slice(0, 3), "клю ключ", "•••••••• ключ"],
  ])("loses a secret of less than 4 characters where it is %s, and no longer word", (_where, secret, echoed, kept) => {
    expect(redactSecrets(echoed, secretsOf({ type: "none" }, secret, null))).toBe(kept);
    const headers = [{ name: "x-key", value: secret }];
    expect(redactSecrets(echoed, secretsOf({ type: "header", headers }, null, null))).toBe(kept);
  });

  it("leaves longer words alone that hold a short secret", () => {
    const text = "cab1 ab12 ab1é able 1ab1";
    expect(redactSecrets(text, secretsOf({ type: "none" }, "ab1", null))).toBe(text);
  });

  it("is not changed by an empty password", () => {
    const secrets = secretsOf({ type: "basic", username: "county", password: "" }, null, null);
    expect(redactSecrets("ok", secrets)).toBe("ok");
  });

  it("loses a short secret that was cut off at its end", () => {
    expect(redactSecrets("key=ab", ["ab1"], true)).toBe("key=••••••••");
    expect(redactSecrets("a crab", ["ab1"], true)).toBe("a crab");
  });

  it("loses a secret that was cut off at its end", () => {
    expect(redactSecrets("key=0123456", ["0123456789"], true)).toBe("key=••••••••");
    expect(redactSecrets("key=0123456", ["0123456789"])).toBe("key=0123456");
    expect(redactSecrets("nothing of it", ["0123456789"], true)).toBe("nothing of it");
  });

  it("loses a secret that was cut off within a character", () => {
    const cut = Buffer.from("key=Schlüssel")
      .subarray(0, "key=Schl".length + 1)
      .toString("utf8");
    expect(redactSecrets(cut, ["Schlüssel"], true)).toBe("key=••••••••");
    expect(redactSecrets("nothing\ufffd", ["Schlüssel"], true)).toBe("nothing\ufffd");
  });

  it("stays as it is when there is no secret", () => {
    expect(secretsOf({ type: "none" }, null, null)).toEqual([]);
    expect(redactSecrets("ok", [])).toBe("ok");
  });
});
