/** A way through an HTTP proxy: CONNECT (RFC 9110, 9.3.6) to an address that was checked already. */
import { type ClientRequest, request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import type { Socket } from "node:net";

/** The proxy could not be reached or refused; `code` travels through undici unchanged. */
export class ProxyError extends Error {
  override readonly name = "ProxyError";
  readonly code = "SIGNALPOST_PROXY";
}

/**
 * A socket to `address` (literal, IPv4 or IPv6) and `port` through the proxy, whose URL may hold a user name and password.
 * Rejects with a ProxyError, whose message never repeats them.
 */
export function openTunnel(proxy: URL, address: string, port: number, timeoutMs: number): Promise<Socket> {
  const target = address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
  return new Promise((resolve, reject) => {
    const fail = (message: string) => reject(new ProxyError(message));
    const asking = askFor(proxy, target);
    asking.setTimeout(timeoutMs, () => {
      fail("the proxy did not answer in time");
      asking.destroy();
    });
    asking.once("error", (error: NodeJS.ErrnoException) => fail(`the proxy: ${error.code ?? "no connection"}`));
    asking.once("response", ({ statusCode }) => {
      fail(`the proxy answered ${statusCode}`);
      asking.destroy();
    });
    asking.once("connect", ({ statusCode = 0 }, socket) => {
      socket.setTimeout(0);
      if (statusCode >= 200 && statusCode <= 299) return resolve(socket as Socket);
      fail(`the proxy answered ${statusCode}`);
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
