/**
 * The only way a delivery opens a connection: every address a name resolves to is checked before one of them is
 * dialled, literal addresses are checked as they stand, and the address that was really reached is checked once more.
 * What is checked is what is dialled, so a name that changes between check and connect gains nothing. That holds for a
 * proxy too: names are resolved here, and the proxy is asked for the address that was checked.
 */
import { type LookupAddress, lookup } from "node:dns";
import { isIP, type LookupFunction, type Socket } from "node:net";
import { buildConnector } from "undici";
import { CONNECT_TIMEOUT_SECONDS } from "#webhooks/outcome";
import { isAllowedAddress, type NetworkPolicy } from "#webhooks/public-address";
import { mayConnect } from "./network-policy.ts";
import { openTunnelToOne } from "./proxy-tunnel.ts";

/** The address may not be reached by deliveries; `code` travels through undici unchanged. */
export class BlockedAddressError extends Error {
  override readonly name = "BlockedAddressError";
  readonly code = "SIGNALPOST_BLOCKED_ADDRESS";
}

const CONNECT_TIMEOUT_MS = CONNECT_TIMEOUT_SECONDS * 1_000;

/** All addresses of a name, or the system's error. */
export type Resolve = (
  hostname: string,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

const resolveBySystem: Resolve = (hostname, done) => lookup(hostname, { all: true }, done);

/**
 * Who looks a name up while somebody else does shares the answer. A look-up takes one of few threads until it is over,
 * which nobody can hasten: a name whose server does not answer would keep all of them from all other names.
 */
function shared(resolve: Resolve): Resolve {
  const underWay = new Map<string, Parameters<Resolve>[1][]>();
  return (hostname, done) => {
    const others = underWay.get(hostname);
    if (others) {
      others.push(done);
      return;
    }
    const waiting = [done];
    underWay.set(hostname, waiting);
    resolve(hostname, (...answer) => {
      underWay.delete(hostname);
      for (const tell of waiting) tell(...answer);
    });
  };
}

/** `proxy`: for what the policy does not list itself; null: everything is dialled directly. */
export type Ways = { policy: NetworkPolicy; proxy: URL | null; resolve?: Resolve; connectTimeoutMs?: number };

/** A connector for undici that reaches only what the policy lets it reach. */
export function buildGuardedConnector({
  policy,
  proxy,
  resolve: resolveOne = resolveBySystem,
  connectTimeoutMs = CONNECT_TIMEOUT_MS,
}: Ways): buildConnector.connector {
  const resolve = shared(resolveOne);
  const connectors = new Map<string, buildConnector.connector>();
  const throughTunnel = buildConnector({ timeout: connectTimeoutMs });

  /** One connector per scheme and port: the look-up has to know both, and undici does not tell it. */
  function connectorFor(isTls: boolean, port: number): buildConnector.connector {
    const key = `${isTls} ${port}`;
    const known = connectors.get(key);
    if (known) return known;
    const connector = buildConnector({
      timeout: connectTimeoutMs,
      lookup: guardedLookup(resolve, (address) => mayConnect(policy, address, port, isTls)),
    } as buildConnector.BuildOptions);
    connectors.set(key, connector);
    return connector;
  }

  function dial(options: buildConnector.Options, { isTls, port }: Target, callback: buildConnector.Callback): void {
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
  }

  /** The operator's own networks are not behind the proxy; plain http goes to nothing else. */
  async function tunnelTo({ host, port, isTls }: Target, way: URL): Promise<Socket | null> {
    const addresses = isIP(host)
      ? [host]
      : await checkedAddresses(resolve, host, (ip) => mayConnect(policy, ip, port, isTls));
    const isOwn = addresses.every((address) => isAllowedAddress(policy, address, port));
    return isOwn ? null : openTunnelToOne(way, addresses, port, connectTimeoutMs);
  }

  return (options, callback) => {
    const isTls = options.protocol === "https:";
    const port = Number(options.port || (isTls ? 443 : 80));
    const target = { host: options.hostname.replace(/^\[|\]$/g, ""), port, isTls };
    if (isIP(target.host) && !mayConnect(policy, target.host, port, isTls)) {
      callback(new BlockedAddressError(`${target.host} is not an address that deliveries may reach.`), null);
      return;
    }
    if (proxy === null) return dial(options, target, callback);
    tunnelTo(target, proxy).then(
      (socket) =>
        socket ? throughTunnel({ ...options, httpSocket: socket }, callback) : dial(options, target, callback),
      (error: Error) => callback(error, null),
    );
  };
}

type Target = { host: string; port: number; isTls: boolean };

function guardedLookup(resolve: Resolve, isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    findChecked(resolve, hostname, isAllowed, (error, addresses) => {
      const [first] = addresses;
      if (error) callback(error, "");
      else if (options.all) callback(null, addresses);
      else if (first) callback(null, first.address, first.family);
    });
  };
}

function checkedAddresses(
  resolve: Resolve,
  hostname: string,
  isAllowed: (address: string) => boolean,
): Promise<string[]> {
  return new Promise((settle, reject) => {
    findChecked(resolve, hostname, isAllowed, (error, addresses) => {
      if (error) reject(error);
      else settle(addresses.map(({ address }) => address));
    });
  });
}

/** At least one address, all of them allowed; else the error that says why not. */
function findChecked(
  resolve: Resolve,
  hostname: string,
  isAllowed: (address: string) => boolean,
  done: Parameters<Resolve>[1],
): void {
  resolve(hostname, (error, addresses) => {
    if (error) return done(error, []);
    const denied = addresses.find(({ address }) => !isAllowed(address));
    if (denied) {
      const message = `${hostname} resolves to ${denied.address}, which deliveries may not reach.`;
      return done(new BlockedAddressError(message), []);
    }
    if (addresses.length > 0) return done(null, addresses);
    done(Object.assign(new Error(`${hostname} has no address.`), { code: "ENOTFOUND" }), []);
  });
}
