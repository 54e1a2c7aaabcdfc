/** Looks where a URI leads when it is saved: a name that resolves to a denied address is refused before it is kept. */
import { lookup } from "node:dns/promises";
import { type Endpoint, judgeAddresses, parseEndpointUri } from "#webhooks/endpoint-uri";
import { isAllowedAddress } from "#webhooks/public-address";
import type { UserError } from "#webhooks/user-errors";
import { networkPolicy } from "./network-policy.ts";

const LOOKUP_TIMEOUT_MS = 3_000;

/** PUBLIC: on the internet; ALLOWED: in a network that the operator opened; UNRESOLVED: its name has no address now. */
export const REACHES = ["PUBLIC", "ALLOWED", "UNRESOLVED"] as const;
export type Reach = (typeof REACHES)[number];

/**
 * What resolving the host of a URI tells against it. Nothing for literal addresses and for what is no URI at all: its
 * parser says so. A name that does not resolve (now) is accepted over https; its deliveries say DNS_ERROR until it does.
 */
export async function checkEndpoint(uri: string, path: readonly string[]): Promise<UserError[]> {
  const endpoint = parseEndpointUri(uri, networkPolicy(), path);
  return endpoint.ok ? (await lookWhere(endpoint.value, path)).errors : [];
}

/** Everything that saving the URI would say of it now, and where it leads when nothing speaks against it. */
export async function inspectEndpoint(uri: string, path: readonly string[]): Promise<Inspected> {
  const endpoint = parseEndpointUri(uri, networkPolicy(), path);
  return endpoint.ok ? lookWhere(endpoint.value, path) : { errors: endpoint.errors, reach: null };
}

export type Inspected = { errors: UserError[]; reach: Reach | null };

async function lookWhere(endpoint: Endpoint, path: readonly string[]): Promise<Inspected> {
  const { nameToResolve, host, port } = endpoint;
  const policy = networkPolicy();
  const addresses = nameToResolve === null ? [host] : await resolve(nameToResolve);
  const errors = nameToResolve === null ? [] : judgeAddresses(endpoint, addresses, policy, path);
  if (errors.length > 0) return { errors, reach: null };
  if (addresses.length === 0) return { errors, reach: "UNRESOLVED" };
  return { errors, reach: addresses.some((address) => isAllowedAddress(policy, address, port)) ? "ALLOWED" : "PUBLIC" };
}

async function resolve(host: string): Promise<string[]> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<string[]>((settle) => {
    timer = setTimeout(() => settle([]), LOOKUP_TIMEOUT_MS);
  });
  const found = lookup(host, { all: true }).then(
    (entries) => entries.map(({ address }) => address),
    () => [],
  );
  try {
    return await Promise.race([found, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
