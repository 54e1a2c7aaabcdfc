/** A way through an HTTP proxy: CONNECT (RFC 9110, 9.3.6) to an address that was checked already. */
import { type ClientRequest, request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import type { Socket } from "node:net";

/** The proxy could not be reached or refused; `code` travels through undici unchanged. */
export class ProxyError extends Error {
  override readonly name = "ProxyError";
  readonly code = "SIGNALPOST_PROXY";
  /** It may be otherwise for another address: the proxy is there, and takes us. */
  readonly isOfAddress: boolean;

  constructor(message: string, { isOfAddress = false } = {}) {
    super(message);
    this.isOfAddress = isOfAddress;
  }
}

/** Proxy Authentication Required: who asks is refused, whatever they ask for. */
const UNKNOWN_CALLER = 407;

/**
 * A socket to the first of the addresses that the proxy reaches, asked in turn; none takes the time of those after it.
 * Rejects as `openTunnel` does, for the last that was asked.
 */
export async function openTunnelToOne(
  proxy: URL,
  addresses: readonly string[],
  port: number,
  timeoutMs: number,
): Promise<Socket> {
  const endMs = performance.now() + timeoutMs;
  let last: unknown = new ProxyError("the proxy did not answer in time");
  for (const [index, address] of addresses.entries()) {
    const leftMs = endMs - performance.now();
    if (leftMs <= 0) break;
    try {
      return await openTunnel(proxy, address, port, Math.max(1, leftMs / (addresses.length - index)));
    } catch (error) {
      if (!(error instanceof ProxyError && error.isOfAddress)) throw error;
      last = error;
    }
  }
  throw last;
}

/**
 * A socket to `address` (literal, IPv4 or IPv6) and `port` through the proxy, whose URL may hold a user name and password.
 * Rejects with a ProxyError, whose message never repeats them.
 */
function openTunnel(proxy: URL, address: string, port: number, timeoutMs: number): Promise<Socket> {
  const target = address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
  return new Promise((resolve, reject) => {
    const fail = (message: string, isOfAddress = false) => reject(new ProxyError(message, { isOfAddress }));
    const asking = askFor(proxy, target);
    const giveUp = setTimeout(() => {
      fail("the proxy did not answer in time", true);
      asking.destroy();
    }, timeoutMs);
    asking.once("close", () => clearTimeout(giveUp));
    asking.once("error", (error: NodeJS.ErrnoException) => fail(`the proxy: ${error.code ?? "no connection"}`));
    const refuse = (statusCode: number) => fail(`the proxy answered ${statusCode}`, statusCode !== UNKNOWN_CALLER);
    asking.once("response", ({ statusCode = 0 }) => {
      refuse(statusCode);
      asking.destroy();
    });
    asking.once("connect", ({ statusCode = 0 }, socket) => {
      clearTimeout(giveUp);
      if (statusCode >= 200 && statusCode <= 299) return resolve(socket as Socket);
      refuse(statusCode);
      socket.destroy();
    });
    asking.end();
  });
}

function askFor(proxy: URL, target: string): ClientRequest {
  const { hostname, port, protocol, username, password } = proxy;
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const isSecure = protocol === "https:";
  return (isSecure ? requestSecure : requestPlain)({
    method: "CONNECT",
    host: hostname.replace(/^\[|\]$/g, ""),
    port: port || (isSecure ? 443 : 80),
    path: target,
    headers: {
      host: target,
      ...(username && { "proxy-authorization": `Basic ${Buffer.from(credentials).toString("base64")}` }),
    },
    // A connection of its own each: what comes after the answer is not HTTP.
    agent: false,
  });
}
