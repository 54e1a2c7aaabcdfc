/** Looks where a URI leads when it is saved: a name that resolves to a denied address is refused before it is kept. */
import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import type { UserError } from "#webhooks/user-errors";
import { mayConnect, networkPolicy } from "./network-policy.ts";

const LOOKUP_TIMEOUT_MS = 3_000;

/**
 * BLOCKED_ADDRESS when any address of the URI's host may not be reached (over http: when it is not among the allowed
 * networks). Null when all may be, and when the name does not resolve (now): its deliveries say DNS_ERROR until it does.
 */
export async function checkEndpoint(url: URL, path: string[]): Promise<UserError | null> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const isTls = url.protocol === "https:";
  const port = Number(url.port || (isTls ? 443 : 80));
  const addresses = isIP(host) ? [host] : await resolve(host);
  const denied = addresses.find((address) => !mayConnect(networkPolicy(), address, port, isTls));
  if (denied === undefined) return null;
  const where = denied === host ? `The address ${host}` : `${host} resolves to ${denied}, which`;
  return { code: "BLOCKED_ADDRESS", message: `${where} is not one that deliveries may reach.`, path };
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
