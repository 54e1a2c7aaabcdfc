/** Looks where a URI leads when it is saved: a name that resolves to a denied address is refused before it is kept. */
import { lookup } from "node:dns/promises";
import { judgeAddresses, parseEndpointUri } from "#webhooks/endpoint-uri";
import type { UserError } from "#webhooks/user-errors";
import { networkPolicy } from "./network-policy.ts";

const LOOKUP_TIMEOUT_MS = 3_000;

/**
 * What resolving the host of a URI tells against it. Nothing for literal addresses and for what is no URI at all: its
 * parser says so. A name that does not resolve (now) is accepted over https; its deliveries say DNS_ERROR until it does.
 */
export async function checkEndpoint(uri: string, path: readonly string[]): Promise<UserError[]> {
  const endpoint = parseEndpointUri(uri, networkPolicy(), path);
  if (!endpoint.ok || endpoint.value.nameToResolve === null) return [];
  const addresses = await resolve(endpoint.value.nameToResolve);
  return judgeAddresses(endpoint.value, addresses, networkPolicy(), path);
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
