/** Which addresses deliveries may reach, in every notation and disguise. */
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  isAllowedAddress,
  isPublicAddress,
  mayReach,
  type NetworkPolicy,
  PUBLIC_ONLY,
  parseNetworks,
} from "#webhooks/public-address";

test.each([
  "8.8.8.8",
  "1.1.1.1",
  "9.255.255.255",
  "11.0.0.0",
  "100.63.255.255",
  "100.128.0.0",
  "126.255.255.255",
  "128.0.0.0",
  "169.253.255.255",
  "169.255.0.0",
  "172.15.255.255",
  "172.32.0.0",
  "192.0.1.0",
  "192.167.255.255",
  "192.169.0.0",
  "198.17.255.255",
  "198.20.0.0",
  "223.255.255.255",
  "2001:4860:4860::8888",
  "2606:4700:4700::1111",
  "2a00:1450:4001:81b::200e",
  "2600:1f00::5efd:a00:1",
  "::ffff:8.8.8.8",
  "::ffff:808:808",
  "64:ff9b::8.8.8.8",
])("%s is public", (ip) => {
  expect(isPublicAddress(ip)).toBe(true);
});

test.each([
  ["this host", "0.0.0.0"],
  ["this network", "0.255.255.255"],
  ["private 10/8", "10.0.0.1"],
  ["private 10/8, its end", "10.255.255.255"],
  ["carrier-grade NAT", "100.64.0.1"],
  ["carrier-grade NAT, its end", "100.127.255.255"],
  ["loopback", "127.0.0.1"],
  ["loopback, its end", "127.255.255.254"],
  ["link local, cloud metadata", "169.254.169.254"],
  ["Azure's host agent", "168.63.129.16"],
  ["private 172.16/12", "172.16.0.1"],
  ["private 172.16/12, its end", "172.31.255.255"],
  ["IETF protocol assignments", "192.0.0.8"],
  ["documentation 1", "192.0.2.1"],
  ["AS112", "192.31.196.1"],
  ["AMT", "192.52.193.1"],
  ["6to4 relay", "192.88.99.1"],
  ["private 192.168/16", "192.168.1.1"],
  ["AS112 direct delegation", "192.175.48.1"],
  ["benchmarking", "198.18.0.1"],
  ["benchmarking, its end", "198.19.255.255"],
  ["documentation 2", "198.51.100.1"],
  ["documentation 3", "203.0.113.1"],
  ["multicast", "224.0.0.1"],
  ["reserved", "240.0.0.1"],
  ["broadcast", "255.255.255.255"],
  ["IPv6 unspecified", "::"],
  ["IPv6 loopback", "::1"],
  ["IPv6 loopback, written out", "0:0:0:0:0:0:0:1"],
  ["unique local", "fd00::1"],
  ["unique local, fc00", "fc00::1"],
  ["link local", "fe80::1"],
  ["link local with a zone", "fe80::1%eth0"],
  ["IPv6 multicast", "ff02::1"],
  ["IPv6 documentation", "2001:db8::1"],
  ["IPv6 documentation 2", "3fff::1"],
  ["IPv6 benchmarking", "2001:2::1"],
  ["ORCHID", "2001:20::1"],
  ["discard only", "100::1"],
  ["segment routing", "5f00::1"],
  ["site local, deprecated", "fec0::1"],
  ["AS112 over IPv6", "2620:4f:8000::1"],
  ["mapped loopback", "::ffff:127.0.0.1"],
  ["mapped metadata, in hex", "::ffff:a9fe:a9fe"],
  ["compatible loopback", "::127.0.0.1"],
  ["compatible public", "::8.8.8.8"],
  ["translated private", "64:ff9b::10.0.0.1"],
  ["translated metadata", "64:ff9b::a9fe:a9fe"],
  ["locally translated", "64:ff9b:1::8.8.8.8"],
  ["6to4 of a private address", "2002:0a00:0001::1"],
  ["6to4 of a public address", "2002:0808:0808::1"],
  ["Teredo", "2001:0:0a00:1::1"],
  ["ISATAP of a private address", "2600:1f00::5efe:a00:1"],
  ["ISATAP of a public address, marked as one", "2600:1f00::200:5efe:8.8.8.8"],
])("%s (%s) is not public", (_what, ip) => {
  expect(isPublicAddress(ip)).toBe(false);
});

test.each([
  "",
  "localhost",
  "example.org",
  "127.1",
  "0x7f000001",
  "2130706433",
  "0177.0.0.1",
  "8.8.8",
  "8.8.8.8.8",
  "8.8.8.8 ",
  "[::1]",
])("%j is no address in strict notation, so it is not public", (text) => expect(isPublicAddress(text)).toBe(false));

test("an IPv4 address is as public as its mapped and translated IPv6 forms", () => {
  fc.assert(
    fc.property(fc.ipV4(), (ip) => {
      expect(isPublicAddress(`::ffff:${ip}`)).toBe(isPublicAddress(ip));
      expect(isPublicAddress(`64:ff9b::${ip}`)).toBe(isPublicAddress(ip));
    }),
  );
});

test("no text makes judging an address throw", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.ipV4Extended(), fc.ipV6()), (text) => {
      expect(typeof isPublicAddress(text)).toBe("boolean");
    }),
  );
});

describe("what the operator allows", () => {
  const policy = policyOf("10.20.0.0/16, fd00:1::/32,192.0.2.7");

  function policyOf(text: string): NetworkPolicy {
    const result = parseNetworks(text);
    return result.ok ? result.value : PUBLIC_ONLY;
  }

  test.each([
    ["10.20.0.1", true],
    ["10.20.255.255", true],
    ["::ffff:10.20.0.1", true],
    ["10.21.0.1", false],
    ["fd00:1::9", true],
    ["fd00:2::9", false],
    ["192.0.2.7", true],
    ["192.0.2.8", false],
    ["127.0.0.1", false],
    ["8.8.8.8", true],
    ["not an address", false],
  ])("may be reached besides the public internet: %s %s", (ip, expected) => {
    expect(mayReach(policy, ip, 443)).toBe(expected);
  });

  it("may be written as IPv4 in IPv6", () => {
    const mapped = policyOf("::ffff:10.0.0.0/104");
    expect(["10.9.9.9", "::ffff:10.9.9.9", "11.0.0.1", "fd00::1"].map((ip) => mayReach(mapped, ip, 443))).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(isAllowedAddress(mapped, "11.0.0.1", 443)).toBe(false);
  });

  it("is not the public internet itself", () => {
    expect(isAllowedAddress(policy, "8.8.8.8", 443)).toBe(false);
    expect(isAllowedAddress(policy, "10.20.0.1", 443)).toBe(true);
  });

  it("may be a single address and port", () => {
    const receiver = {
      networks: [],
      origins: [
        { address: "127.0.0.1", port: 3000 },
        { address: "::1", port: 3000 },
      ],
    };
    expect(mayReach(receiver, "127.0.0.1", 3000)).toBe(true);
    expect(mayReach(receiver, "::ffff:127.0.0.1", 3000)).toBe(true);
    expect(mayReach(receiver, "0:0:0:0:0:0:0:1", 3000)).toBe(true);
    expect(mayReach(receiver, "127.0.0.1", 3001)).toBe(false);
    expect(mayReach(receiver, "127.0.0.2", 3000)).toBe(false);
  });

  test.each(["", "  ", ","])("is nothing when it says %j", (text) => {
    expect(parseNetworks(text)).toEqual({ ok: true, value: PUBLIC_ONLY });
  });

  it("says which entries are no networks, all of them", () => {
    const result = parseNetworks("10.0.0.0/8, 10.0.0.0/33, localhost, 127.1, fd00::/129");
    const named = result.ok
      ? []
      : result.errors.map(({ code, message }) => [code, /^"([^"]+)" is no network/.exec(message)?.[1]]);
    expect(named).toEqual([
      ["INVALID", "10.0.0.0/33"],
      ["INVALID", "localhost"],
      ["INVALID", "127.1"],
      ["INVALID", "fd00::/129"],
    ]);
  });
});
