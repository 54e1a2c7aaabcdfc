/**
 * Which IP addresses deliveries may reach: public ones, and those an operator has allowed. Leaves resolving names to
 * those who do I/O, and what a URI may look like to endpoint-uri.
 *
 * Sources: the IANA special-purpose address registries for IPv4 and IPv6 (RFC 6890 and its updates). Everything listed
 * there is refused, also what is globally reachable (no receiver lives there). Of IPv6 only global unicast
 * (2000::/3) is public. An IPv4 address inside an IPv6 one is judged as IPv4 where a host would really dial it
 * (mapped ::ffff:0:0/96, NAT64 64:ff9b::/96); 6to4, Teredo, ISATAP and compatible addresses are refused as a whole.
 */
import ipaddr from "ipaddr.js";
import { addFault, type Faults, type Parsed, parsed, shownValue } from "./user-errors.ts";

type Address = ReturnType<typeof ipaddr.parse>;
type Network = ReturnType<typeof ipaddr.parseCIDR>;

/**
 * What an operator has allowed beyond the public internet: whole networks (DELIVERY_ALLOW_NETWORKS), and single
 * addresses with a port (the built-in receiver).
 */
export type NetworkPolicy = {
  networks: readonly Network[];
  origins: readonly { address: string; port: number }[];
};

/** Nothing but the public internet. */
export const PUBLIC_ONLY: NetworkPolicy = { networks: [], origins: [] };

const SPECIAL_NETWORKS: readonly Network[] = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  // Azure's host agent answers on this public address, from inside every virtual machine.
  "168.63.129.16/32",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.31.196.0/24",
  "192.52.193.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "192.175.48.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
  "2001::/23",
  "2001:db8::/32",
  "2002::/16",
  "2620:4f:8000::/48",
  "3fff::/20",
].map((cidr) => ipaddr.parseCIDR(cidr));

/** `::192.0.2.7`, which ipaddr.js takes for a mapped address although a host dials the IPv6 one. */
const COMPATIBLE = /^::\d+\.\d+\.\d+\.\d+$/;

const GLOBAL_UNICAST = ipaddr.parseCIDR("2000::/3");
const NAT64 = ipaddr.parseCIDR("64:ff9b::/96");

/**
 * Comma-separated CIDRs, or single addresses, as a policy: `10.0.0.0/8, fd00::/8, 192.0.2.7`. Faults (INVALID) have an
 * empty path and name the entry.
 */
export function parseNetworks(text: string): Parsed<NetworkPolicy> {
  const faults: Faults = [];
  const networks: Network[] = [];
  for (const entry of text.split(",").map((piece) => piece.trim())) {
    const network = entry === "" ? null : parseNetwork(entry);
    if (network !== null) {
      networks.push(network);
    } else if (entry !== "") {
      addFault(faults, "INVALID", [], `${shownValue(entry)} is no network; a CIDR such as 10.20.0.0/16 is expected.`);
    }
  }
  return parsed(faults, () => ({ networks, origins: [] }));
}

/** Whether the address (textual, IPv4 or IPv6) is one of the public internet. False for what is no address at all. */
export function isPublicAddress(ip: string): boolean {
  const address = parseAddress(ip);
  return address !== null && isPublic(address);
}

/** Whether the policy lists the address itself, so that plain http to it is acceptable too. */
export function isAllowedAddress(policy: NetworkPolicy, ip: string, port: number): boolean {
  const address = parseAddress(ip);
  if (address === null) {
    return false;
  }
  const isOrigin = policy.origins.some((origin) => {
    const allowed = parseAddress(origin.address);
    return origin.port === port && allowed !== null && allowed.toString() === address.toString();
  });
  return isOrigin || policy.networks.some((network) => isWithin(address, network));
}

/** Whether a connection to this address and port may be made: what the HTTP client asks right before it dials. */
export function mayReach(policy: NetworkPolicy, ip: string, port: number): boolean {
  return isPublicAddress(ip) || isAllowedAddress(policy, ip, port);
}

function isPublic(address: Address): boolean {
  if (isWithin(address, NAT64)) {
    return isPublic(ipaddr.fromByteArray(address.toByteArray().slice(12)));
  }
  if (address.kind() === "ipv6" && (!isWithin(address, GLOBAL_UNICAST) || isIsatap(address))) {
    return false;
  }
  return !SPECIAL_NETWORKS.some((network) => isWithin(address, network));
}

/** An IPv4 address behind `0:5efe` or `200:5efe` in the lower half, within any network (RFC 5214, 6.1). */
function isIsatap(address: Address): boolean {
  const [high, low, ...marked] = address.toByteArray().slice(8, 12);
  return (high === 0 || high === 2) && low === 0 && marked[0] === 0x5e && marked[1] === 0xfe;
}

function isWithin(address: Address, [network, bits]: Network): boolean {
  return address.kind() === network.kind() && address.match(network, bits);
}

/** With an IPv4-mapped IPv6 address as the IPv4 address that it is; null for anything but strict notation. */
function parseAddress(ip: string): Address | null {
  if (COMPATIBLE.test(ip) || (!ipaddr.IPv4.isValidFourPartDecimal(ip) && !ipaddr.IPv6.isValid(ip))) {
    return null;
  }
  return ipaddr.process(ip);
}

function parseNetwork(entry: string): Network | null {
  if (ipaddr.IPv4.isValidCIDRFourPartDecimal(entry) || ipaddr.IPv6.isValidCIDR(entry)) {
    return unmapped(ipaddr.parseCIDR(entry));
  }
  const address = parseAddress(entry);
  return address === null ? null : [address, address.kind() === "ipv4" ? 32 : 128];
}

/** A network of IPv4-mapped addresses as the IPv4 network that it is: that is how addresses are judged. */
function unmapped([network, bits]: Network): Network {
  if (!(network instanceof ipaddr.IPv6) || !network.isIPv4MappedAddress() || bits < 96) return [network, bits];
  return [network.toIPv4Address(), bits - 96];
}
