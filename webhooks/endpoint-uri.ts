/**
 * The URI of a subscription: what can be said of it without asking the network, and what its resolved addresses then
 * mean. Leaves resolving to its callers (at save) and to the HTTP client (at delivery, which checks again).
 *
 * The rules (contract, "Limits and small print"): https anywhere public; http only to what the operator allows;
 * special-use names only if they resolve to allowed networks; a name that does not resolve is accepted, and its
 * deliveries say so. Every notation of an IPv4 address (0x7f000001, 2130706433, 127.1) is the same to the WHATWG URL
 * parser, which the HTTP client uses as well.
 */
import { isAllowedAddress, mayReach, type NetworkPolicy } from "./public-address.ts";
import { readText, URI_CHARACTERS_MAX } from "./text.ts";
import { addFault, type Faults, type Parsed, parsed, shownValue, type UserError } from "./user-errors.ts";

/**
 * `uri` is the text as given, without white space around it. `nameToResolve` is null for a literal address, which is
 * judged already; for a name, its addresses go to `judgeAddresses`.
 */
export type Endpoint = { uri: string; host: string; port: number; isHttps: boolean; nameToResolve: string | null };

const SPECIAL_USE_NAMES = ["localhost", "local", "internal", "home.arpa"];

/**
 * An absolute http or https URI of at most 2,048 characters, without user name, password or fragment. A literal address
 * that may not be reached is BLOCKED_ADDRESS; http to what is not allowed INVALID (of a name: once it is resolved).
 */
export function parseEndpointUri(
  input: unknown,
  policy: NetworkPolicy,
  path: readonly string[] = [],
): Parsed<Endpoint> {
  const faults: Faults = [];
  const uri = readText(faults, input, { what: "The URI", path, charactersMax: URI_CHARACTERS_MAX });
  const url = uri === null ? null : readUrl(faults, uri, path);
  if (uri === null || url === null) {
    return { ok: false, errors: faults };
  }
  checkParts(faults, url, path);
  const endpoint = endpointOf(uri, url);
  if (endpoint.nameToResolve === null) {
    faults.push(...addressFaults(endpoint, [endpoint.host], policy, path));
  }
  return parsed(faults, () => endpoint);
}

/**
 * What the addresses of `nameToResolve` mean at save; none: the name does not resolve. BLOCKED_ADDRESS if any of them
 * may not be reached, or if the name is of special use and not all are allowed; INVALID for http unless all are allowed.
 */
export function judgeAddresses(
  endpoint: Endpoint,
  addresses: readonly string[],
  policy: NetworkPolicy,
  path: readonly string[] = [],
): UserError[] {
  return addressFaults(endpoint, addresses, policy, path);
}

/** localhost, .localhost, .local, .internal, .home.arpa: names that no public resolver should answer. */
export function isSpecialUseName(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, "");
  return SPECIAL_USE_NAMES.some((special) => name === special || name.endsWith(`.${special}`));
}

function readUrl(faults: Faults, uri: string, path: readonly string[]): URL | null {
  const isPlain = /^https?:\/\/(?!\/)[^\s\p{Cc}\\]+$/iu.test(uri);
  const url = isPlain && URL.canParse(uri) ? new URL(uri) : null;
  if (url === null) {
    const scheme = schemeOf(uri);
    const what = scheme === null ? "is no absolute URI" : `begins with ${scheme}, not with https`;
    const sentence = `${shownValue(uri)} ${what}; one such as https://cad.example.org/hooks is expected.`;
    addFault(faults, "INVALID", path, sentence);
  }
  return url;
}

/** Of a URI that is one, but of another kind: "ftp". */
function schemeOf(uri: string): string | null {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(uri)?.[1]?.toLowerCase() ?? null;
  return scheme === null || scheme === "http" || scheme === "https" || !URL.canParse(uri) ? null : scheme;
}

function checkParts(faults: Faults, url: URL, path: readonly string[]): void {
  if (url.username !== "" || url.password !== "") {
    const sentence = "The URI holds a user name or password; choose a security model for them instead.";
    addFault(faults, "INVALID", path, sentence);
  }
  if (url.hash !== "" || url.href.endsWith("#")) {
    addFault(
      faults,
      "INVALID",
      path,
      "The URI holds a fragment (#…), which is never sent; a URI without it is expected.",
    );
  }
  if (url.port === "0") {
    addFault(
      faults,
      "INVALID",
      path,
      "The URI has port 0, which nothing listens on; a port from 1 to 65535 is expected.",
    );
  }
}

function endpointOf(uri: string, url: URL): Endpoint {
  const isHttps = url.protocol === "https:";
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const isLiteral = host !== url.hostname || /^\d+\.\d+\.\d+\.\d+$/.test(host);
  const port = url.port === "" ? (isHttps ? 443 : 80) : Number(url.port);
  return { uri, host, port, isHttps, nameToResolve: isLiteral ? null : host };
}

function addressFaults(
  { host, port, isHttps }: Endpoint,
  addresses: readonly string[],
  policy: NetworkPolicy,
  path: readonly string[],
): UserError[] {
  const faults: Faults = [];
  const isAllowed = addresses.length > 0 && addresses.every((address) => isAllowedAddress(policy, address, port));
  const denied = addresses.find((address) => !mayReach(policy, address, port));
  if (denied !== undefined && denied === host) {
    addFault(faults, "BLOCKED_ADDRESS", path, `${host} is no public address, and deliveries may not reach it.`);
  } else if (denied !== undefined) {
    const sentence = `${host} resolves to ${denied}, which is no public address, and deliveries may not reach it.`;
    addFault(faults, "BLOCKED_ADDRESS", path, sentence);
  } else if (isSpecialUseName(host) && !isAllowed) {
    const sentence = `${host} is a name for private networks, and it does not resolve to one that deliveries may reach.`;
    addFault(faults, "BLOCKED_ADDRESS", path, sentence);
  }
  if (!isHttps && !isAllowed) {
    const sentence = `http to ${host} is not allowed, because what it carries could be read on the way; https is expected.`;
    addFault(faults, "INVALID", path, sentence);
  }
  return faults;
}
