/** Connections of deliveries: what a name resolves to is checked, each time, and what was checked is what is dialled. */
import { createServer as createHttpServer, type IncomingMessage } from "node:http";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { BlockedAddressError, buildGuardedConnector, type Ways } from "#jobs/guarded-connect";
import { ProxyError } from "#jobs/proxy-tunnel";
import { type NetworkPolicy, PUBLIC_ONLY, parseNetworks } from "#webhooks/public-address";
import { waitFor } from "../support/wait-for.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

/** Counts who connects. */
async function startListener(): Promise<{ port: number; connections: () => number }> {
  let connections = 0;
  const port = await listen(
    createServer((socket) => {
      connections += 1;
      socket.on("error", () => {}).on("close", () => socket.destroy());
    }),
  );
  return { port, connections: () => connections };
}

/** A name server that gives these answers, one after the other. */
function answering(...answers: string[][]): Ways["resolve"] & { asked: () => number } {
  let asked = 0;
  const resolve: Ways["resolve"] = (_name, done) => {
    const addresses = answers[Math.min(asked, answers.length - 1)] ?? [];
    asked += 1;
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  };
  return Object.assign(resolve, { asked: () => asked });
}

function allowing(networks: string): NetworkPolicy {
  const parsed = parseNetworks(networks);
  if (!parsed.ok) throw new Error("No networks.");
  return parsed.value;
}

function connect(ways: Ways, protocol: "http:" | "https:", hostname: string, port: number): Promise<Socket | Error> {
  return new Promise((resolve) => {
    buildGuardedConnector(ways)({ hostname, host: hostname, protocol, port: String(port) }, (...[error, socket]) => {
      if (socket) closing.push(() => socket.destroy());
      resolve(socket ?? error ?? new Error("Neither a socket nor an error."));
    });
  });
}

test("a name of the system that resolves to an address that may not be reached is blocked", async () => {
  const answer = await connect({ policy: PUBLIC_ONLY, proxy: null }, "https:", "localhost", 443);
  expect(answer).toBeInstanceOf(BlockedAddressError);
});

test("a name that resolves to a harmless address first and to a denied one later is blocked then", async () => {
  const listener = await startListener();
  const resolve = answering(["127.0.0.1"], ["127.0.0.2"], ["127.0.0.1", "127.0.0.2"]);
  const ways: Ways = { policy: allowing("127.0.0.1"), proxy: null, resolve };
  const first = await connect(ways, "http:", "rebinding.example", listener.port);
  expect(first).toMatchObject({ remoteAddress: "127.0.0.1" });
  expect(resolve.asked()).toBe(1);
  for (const _ of ["denied", "denied beside an allowed one"]) {
    const later = await connect(ways, "http:", "rebinding.example", listener.port);
    expect(later).toBeInstanceOf(BlockedAddressError);
    expect((later as Error).message).toBe("rebinding.example resolves to 127.0.0.2, which deliveries may not reach.");
  }
  expect(listener.connections()).toBe(1);
});

test("a name is looked up once for all who ask meanwhile, and anew for who asks later", async () => {
  const listener = await startListener();
  const asked: Parameters<NonNullable<Ways["resolve"]>>[1][] = [];
  const resolve: Ways["resolve"] = (_name, done) => asked.push(done);
  const connector = buildGuardedConnector({ policy: allowing("127.0.0.1"), proxy: null, resolve });
  const open = (hostname: string) =>
    new Promise<Socket | null>((settle) => {
      const options = { hostname, host: hostname, protocol: "http:", port: String(listener.port) };
      connector(options, (_error, socket) => {
        if (socket) closing.push(() => socket.destroy());
        settle(socket);
      });
    });
  const connecting = [open("slow.example"), open("slow.example"), open("other.example")];
  await waitFor(() => asked.length >= 2, { what: "look-ups" });
  expect(asked).toHaveLength(2);
  for (const done of asked) done(null, [{ address: "127.0.0.1", family: 4 }]);
  for (const socket of await Promise.all(connecting)) expect(socket).toMatchObject({ remoteAddress: "127.0.0.1" });
  void open("slow.example");
  await waitFor(() => asked.length === 3, { what: "another look-up" });
});

test("a name without an address is one that does not resolve", async () => {
  const ways: Ways = { policy: PUBLIC_ONLY, proxy: null, resolve: answering([]) };
  expect(await connect(ways, "https:", "nobody.example", 443)).toMatchObject({ code: "ENOTFOUND" });
});

describe("through a proxy", () => {
  /** `answer`: its status, null: none; 200 opens the tunnel, whose first bytes are kept, and then ends it. */
  async function startProxy(answer: number | ((target: string) => number | null)) {
    const asked: { target: string | undefined; authorization: string | undefined; firstBytes: Buffer }[] = [];
    const server = createHttpServer();
    server.on("connect", (request: IncomingMessage, socket: Socket) => {
      const seen = {
        target: request.url,
        authorization: request.headers["proxy-authorization"],
        firstBytes: Buffer.alloc(0),
      };
      asked.push(seen);
      socket.on("error", () => {});
      const status = typeof answer === "number" ? answer : answer(request.url ?? "");
      if (status === null) return;
      socket.write(`HTTP/1.1 ${status} As told\r\n\r\n`);
      if (status !== 200) socket.end();
      socket.once("data", (bytes) => {
        seen.firstBytes = bytes;
        socket.destroy();
      });
    });
    const port = await listen(server);
    return { url: new URL(`http://county:s3cret@127.0.0.1:${port}`), asked };
  }

  test("it is asked for the address that was checked, and TLS goes to the name inside the tunnel", async () => {
    const proxy = await startProxy(200);
    const resolve = answering(["93.184.216.34"]);
    const answer = await connect({ policy: PUBLIC_ONLY, proxy: proxy.url, resolve }, "https:", "cad.example.org", 8443);
    expect(answer).toBeInstanceOf(Error);
    const [seen] = proxy.asked;
    expect(seen?.target).toBe("93.184.216.34:8443");
    expect(seen?.authorization).toBe(`Basic ${Buffer.from("county:s3cret").toString("base64")}`);
    expect(seen?.firstBytes[0]).toBe(0x16);
    expect(seen?.firstBytes.includes("cad.example.org")).toBe(true);
  });

  test("an IPv6 address stands in brackets", async () => {
    const proxy = await startProxy(200);
    await connect({ policy: PUBLIC_ONLY, proxy: proxy.url }, "https:", "[2606:4700:4700::1111]", 443);
    expect(proxy.asked[0]?.target).toBe("[2606:4700:4700::1111]:443");
  });

  test("it is never asked for an address that deliveries may not reach", async () => {
    const proxy = await startProxy(200);
    const ways: Ways = { policy: PUBLIC_ONLY, proxy: proxy.url, resolve: answering(["169.254.169.254"]) };
    expect(await connect(ways, "https:", "metadata.example", 443)).toBeInstanceOf(BlockedAddressError);
    expect(await connect(ways, "https:", "169.254.169.254", 443)).toBeInstanceOf(BlockedAddressError);
    expect(proxy.asked).toEqual([]);
  });

  test("what is of an allowed network is reached directly", async () => {
    const proxy = await startProxy(200);
    const listener = await startListener();
    const ways: Ways = { policy: allowing("127.0.0.1"), proxy: proxy.url, resolve: answering(["127.0.0.1"]) };
    expect(await connect(ways, "http:", "own.example", listener.port)).toMatchObject({ remoteAddress: "127.0.0.1" });
    expect(proxy.asked).toEqual([]);
  });

  test("it is asked for the next address of a name when it reaches no one at the first", async () => {
    const proxy = await startProxy((target) => (target.startsWith("[2606:") ? 502 : 200));
    const resolve = answering(["2606:4700:4700::1111", "93.184.216.34"]);
    await connect({ policy: PUBLIC_ONLY, proxy: proxy.url, resolve }, "https:", "a.example", 443);
    expect(proxy.asked.map(({ target }) => target)).toEqual(["[2606:4700:4700::1111]:443", "93.184.216.34:443"]);
    expect(proxy.asked[1]?.firstBytes.includes("a.example")).toBe(true);
  });

  test("an address that the proxy waits for in vain leaves time for the next", async () => {
    const proxy = await startProxy((target) => (target.startsWith("[2606:") ? null : 200));
    const resolve = answering(["2606:4700:4700::1111", "93.184.216.34"]);
    const ways: Ways = { policy: PUBLIC_ONLY, proxy: proxy.url, resolve, connectTimeoutMs: 1_000 };
    await connect(ways, "https:", "a.example", 443);
    expect(proxy.asked[1]?.firstBytes.includes("a.example")).toBe(true);
    const silent = await startProxy(() => null);
    const startedMs = performance.now();
    expect(await connect({ ...ways, proxy: silent.url }, "https:", "a.example", 443)).toHaveProperty(
      "message",
      "the proxy did not answer in time",
    );
    expect(silent.asked).toHaveLength(2);
    expect(performance.now() - startedMs).toBeLessThan(2_500);
  });

  test("what it says of the caller holds for every address: it is asked once", async () => {
    const proxy = await startProxy(407);
    const resolve = answering(["2606:4700:4700::1111", "93.184.216.34"]);
    const refused = await connect({ policy: PUBLIC_ONLY, proxy: proxy.url, resolve }, "https:", "a.example", 443);
    expect(refused).toEqual(new ProxyError("the proxy answered 407"));
    expect(proxy.asked).toHaveLength(1);
  });

  test("one that refuses, or is not there, is said to, without its password", async () => {
    const proxy = await startProxy(407);
    const resolve = answering(["93.184.216.34"]);
    const refused = await connect({ policy: PUBLIC_ONLY, proxy: proxy.url, resolve }, "https:", "a.example", 443);
    expect(refused).toEqual(new ProxyError("the proxy answered 407"));
    const nowhere = new URL("http://county:s3cret@127.0.0.1:1");
    const missing = await connect({ policy: PUBLIC_ONLY, proxy: nowhere, resolve }, "https:", "a.example", 443);
    expect(missing).toEqual(new ProxyError("the proxy: ECONNREFUSED"));
  });
});
