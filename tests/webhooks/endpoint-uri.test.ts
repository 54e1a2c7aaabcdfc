/** URIs of subscriptions: what is refused at once, and what the resolved addresses decide. */
import { describe, expect, it, test } from "vitest";
import { isSpecialUseName, judgeAddresses, parseEndpointUri } from "#webhooks/endpoint-uri";
import { type NetworkPolicy, PUBLIC_ONLY, parseNetworks } from "#webhooks/public-address";

const parsedNetworks = parseNetworks("10.20.0.0/16, 127.0.0.0/8, fd00:1::/32");
const ALLOWED: NetworkPolicy = parsedNetworks.ok ? parsedNetworks.value : PUBLIC_ONLY;

function codesOf(uri: unknown, policy = PUBLIC_ONLY): string[] {
  const result = parseEndpointUri(uri, policy, ["uri"]);
  return result.ok ? [] : result.errors.map(({ code }) => code);
}

describe("a URI is taken", () => {
  test.each([
    ["https://cad.example.org/hooks?x=1", "cad.example.org", 443, "cad.example.org"],
    [" https://cad.example.org ", "cad.example.org", 443, "cad.example.org"],
    ["HTTPS://CAD.Example.ORG:8443/Hooks", "cad.example.org", 8443, "cad.example.org"],
    ["https://8.8.8.8/hooks", "8.8.8.8", 443, null],
    ["https://[2606:4700:4700::1111]:8443/", "2606:4700:4700::1111", 8443, null],
    ["https://münchen.example/alarm", "xn--mnchen-3ya.example", 443, "xn--mnchen-3ya.example"],
    ["http://cad.example.org", "cad.example.org", 80, "cad.example.org"],
    ["https://localhost/x", "localhost", 443, "localhost"],
  ])("%s", (uri, host, port, nameToResolve) => {
    const result = parseEndpointUri(uri, PUBLIC_ONLY);
    expect(result).toMatchObject({ ok: true, value: { uri: uri.trim(), host, port, nameToResolve } });
  });

  it("at 2,048 characters", () => {
    expect(codesOf(`https://a.example/${"x".repeat(2030)}`)).toEqual([]);
    expect(codesOf(`https://a.example/${"x".repeat(2031)}`)).toEqual(["LIMIT_EXCEEDED"]);
  });

  test.each([
    "http://10.20.0.1/x",
    "http://127.0.0.1:3000",
    "http://127.1/",
    "https://[fd00:1::7]/",
    "http://[::ffff:10.20.0.1]/",
  ])("%s, if the operator allows its network", (uri) => expect(codesOf(uri, ALLOWED)).toEqual([]));
});

test.each([
  ["ftp://cad.example.org", '"ftp://cad.example.org" begins with ftp, not with https; one such as'],
  ["FILE:///etc/passwd", '"FILE:///etc/passwd" begins with file, not with https; one such as'],
  ["cad.example.org/hooks", '"cad.example.org/hooks" is no absolute URI; one such as'],
  ["https:///hooks", '"https:///hooks" is no absolute URI; one such as'],
])("what is wrong with %s is said", (uri, begin) => {
  const result = parseEndpointUri(uri, PUBLIC_ONLY, ["uri"]);
  const [message] = result.ok ? [] : result.errors.map((error) => error.message);
  expect(message).toBe(`${begin} https://cad.example.org/hooks is expected.`);
});

describe("a URI is refused", () => {
  test.each<[unknown, string[]]>([
    [null, ["REQUIRED"]],
    ["", ["REQUIRED"]],
    [7, ["INVALID"]],
    ["cad.example.org/hooks", ["INVALID"]],
    ["/hooks", ["INVALID"]],
    ["https:cad.example.org", ["INVALID"]],
    ["https:///hooks", ["INVALID"]],
    ["ftp://cad.example.org", ["INVALID"]],
    ["javascript:alert(1)", ["INVALID"]],
    ["file:///etc/passwd", ["INVALID"]],
    ["https://", ["INVALID"]],
    ["https://a b.example", ["INVALID"]],
    ["https://a.example/x y", ["INVALID"]],
    ["https://a.example/x\ny", ["INVALID"]],
    ["https:\\\\a.example\\x", ["INVALID"]],
    ["https://a.example:99999/", ["INVALID"]],
    ["https://a.example:0/", ["INVALID"]],
    ["https://256.1.1.1/", ["INVALID"]],
    ["https://user:secret@a.example/", ["INVALID"]],
    ["https://user@a.example/", ["INVALID"]],
    ["https://a.example/#part", ["INVALID"]],
    ["https://a.example/#", ["INVALID"]],
    ["https://a.example/\0", ["INVALID"]],
    ["https://user@a.example/#x", ["INVALID", "INVALID"]],
    ["http://8.8.8.8/", ["INVALID"]],
    ["https://10.0.0.1/", ["BLOCKED_ADDRESS"]],
    ["https://169.254.169.254/latest/meta-data", ["BLOCKED_ADDRESS"]],
    ["https://[::1]/", ["BLOCKED_ADDRESS"]],
    ["https://[::ffff:127.0.0.1]/", ["BLOCKED_ADDRESS"]],
    ["https://127.1/", ["BLOCKED_ADDRESS"]],
    ["https://0x7f000001/", ["BLOCKED_ADDRESS"]],
    ["https://2130706433/", ["BLOCKED_ADDRESS"]],
    ["https://0177.0.0.1/", ["BLOCKED_ADDRESS"]],
    ["https://127.0.0.1./", ["BLOCKED_ADDRESS"]],
    ["https://①②⑦.0.0.1/", ["BLOCKED_ADDRESS"]],
    ["http://10.0.0.1/", ["BLOCKED_ADDRESS", "INVALID"]],
  ])("%j: %j", (uri, codes) => {
    expect(codesOf(uri)).toEqual(codes);
  });

  it("where it stands, without repeating its credentials", () => {
    const result = parseEndpointUri("https://admin:hunter22@a.example/", PUBLIC_ONLY, ["actions", "0", "uri"]);
    expect(result).toMatchObject({ ok: false, errors: [{ path: ["actions", "0", "uri"] }] });
    expect(JSON.stringify(result)).not.toContain("hunter22");
  });

  it("when it lies in another network than the allowed ones", () => {
    expect(codesOf("http://10.21.0.1/", ALLOWED)).toEqual(["BLOCKED_ADDRESS", "INVALID"]);
  });
});

describe("a name's addresses decide", () => {
  test.each<[string, string[], string[]]>([
    ["https://cad.example.org", ["8.8.8.8"], []],
    ["https://cad.example.org", [], []],
    ["https://cad.example.org", ["8.8.8.8", "10.0.0.1"], ["BLOCKED_ADDRESS"]],
    ["https://cad.example.org", ["10.20.0.1"], []],
    ["https://cad.example.org", ["::1"], ["BLOCKED_ADDRESS"]],
    ["http://cad.example.org", ["8.8.8.8"], ["INVALID"]],
    ["http://cad.example.org", [], ["INVALID"]],
    ["http://cad.example.org", ["10.20.0.1", "10.20.0.2"], []],
    ["http://cad.example.org", ["10.20.0.1", "8.8.8.8"], ["INVALID"]],
    ["http://cad.example.org", ["10.21.0.1"], ["BLOCKED_ADDRESS", "INVALID"]],
    ["http://localhost:3000", ["127.0.0.1"], []],
    ["http://localhost:3000", ["127.0.0.1", "::1"], ["BLOCKED_ADDRESS", "INVALID"]],
    ["https://cad.internal", ["10.20.0.1"], []],
    ["https://cad.internal", ["8.8.8.8"], ["BLOCKED_ADDRESS"]],
    ["https://cad.internal", [], ["BLOCKED_ADDRESS"]],
    ["http://cad.internal", [], ["BLOCKED_ADDRESS", "INVALID"]],
  ])("%s at %j: %j", (uri, addresses, codes) => {
    const endpoint = parseEndpointUri(uri, ALLOWED);
    const faults = endpoint.ok ? judgeAddresses(endpoint.value, addresses, ALLOWED, ["uri"]) : null;
    expect(faults?.map(({ code }) => code)).toEqual(codes);
  });
});

test.each([
  ["localhost", true],
  ["LOCALHOST", true],
  ["localhost.", true],
  ["a.localhost", true],
  ["printer.local", true],
  ["metadata.google.internal", true],
  ["nas.home.arpa", true],
  ["home.arpa", true],
  ["mylocalhost", false],
  ["localhost.example.org", false],
  ["arpa", false],
  ["example.org", false],
])("%s is of special use: %s", (host, expected) => {
  expect(isSpecialUseName(host)).toBe(expected);
});
