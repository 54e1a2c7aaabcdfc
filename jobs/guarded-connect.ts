/**
 * The only way a delivery opens a connection: every address a name resolves to is checked before one of them is
 * dialled, literal addresses are checked as they stand, and the address that was really reached is checked once more.
 * What is checked is what is dialled, so a name that changes between check and connect gains nothing.
 */
import { type LookupAddress, lookup as resolve } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { buildConnector } from "undici";
import type { NetworkPolicy } from "#webhooks/public-address";
import { mayConnect } from "./network-policy.ts";

/** The address may not be reached by deliveries; `code` travels through undici unchanged. */
export class BlockedAddressError extends Error {
  override readonly name = "BlockedAddressError";
  readonly code = "SIGNALPOST_BLOCKED_ADDRESS";
}

const CONNECT_TIMEOUT_MS = 10_000;

/** A connector for undici that reaches only what the policy lets it reach. */
export function buildGuardedConnector(policy: NetworkPolicy): buildConnector.connector {
  const connectors = new Map<string, buildConnector.connector>();

  /** One connector per scheme and port: the look-up has to know both, and undici does not tell it. */
  function connectorFor(isTls: boolean, port: number): buildConnector.connector {
    const key = `${isTls} ${port}`;
    const known = connectors.get(key);
    if (known) return known;
    const connector = buildConnector({
      timeout: CONNECT_TIMEOUT_MS,
      lookup: guardedLookup((address) => mayConnect(policy, address, port, isTls)),
    } as buildConnector.BuildOptions);
    connectors.set(key, connector);
    return connector;
  }

  return (options, callback) => {
    const isTls = options.protocol === "https:";
    const port = Number(options.port || (isTls ? 443 : 80));
    const host = options.hostname.replace(/^\[|\]$/g, "");
    if (isIP(host) && !mayConnect(policy, host, port, isTls)) {
      callback(new BlockedAddressError(`${host} is not an address that deliveries may reach.`), null);
      return;
    }
    connectorFor(isTls, port)(options, (...[error, socket]) => {
      if (!socket) {
        callback(error ?? new Error("No connection."), null);
        return;
      }
      const reached = socket.remoteAddress;
      if (reached !== undefined && !mayConnect(policy, reached, port, isTls)) {
        socket.destroy();
        callback(new BlockedAddressError(`${reached} is not an address that deliveries may reach.`), null);
        return;
      }
      callback(null, socket);
    });
  };
}

function guardedLookup(isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, "");
      const denied = addresses.find(({ address }) => !isAllowed(address));
      if (denied) {
        const message = `${hostname} resolves to ${denied.address}, which deliveries may not reach.`;
        return callback(new BlockedAddressError(message), "");
      }
      const [first] = addresses;
      if (options.all) callback(null, addresses);
      else if (first) callback(null, first.address, first.family);
      else callback(Object.assign(new Error(`${hostname} has no address.`), { code: "ENOTFOUND" }), "");
    });
  };
}
