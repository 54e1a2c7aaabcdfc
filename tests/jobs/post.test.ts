/** The HTTP client: whatever the receiver or the network does is a value, and nothing but allowed addresses is reached. */
import { type AddressInfo, createServer } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findFreePort } from "#db/embedded-postgres";
import { closePost, post } from "#jobs/post";
import { type Receiver, startReceiver } from "../support/receiver.ts";
import { waitFor } from "../support/wait-for.ts";

let receiver: Receiver;

beforeAll(async () => {
  Object.assign(process.env, {
    DATABASE_URL: "postgresql://unused@127.0.0.1:1/unused",
    AUTH_SECRET: "0123456789abcdef0123456789abcdef",
    ENCRYPTION_KEY: Buffer.alloc(32).toString("base64"),
    DELIVERY_ALLOW_NETWORKS: "127.0.0.0/8",
  });
  receiver = await startReceiver();
});

afterAll(async () => {
  await receiver.close();
  await closePost();
});

const send = (uri: string, timeoutMs = 5_000) =>
  post({ uri, headers: [["content-type", "application/json"]], body: '{"a":"ü"}', timeoutMs });

test("a 2xx answer comes with its status, headers and body; the body goes out byte for byte", async () => {
  receiver.answer({ status: 202, headers: { "x-cad-ref": "HC-26" }, body: '{"accepted":true}' });
  const result = await send(`${receiver.url}/hooks?x=1`);
  expect(result).toMatchObject({ kind: "response", statusCode: 202, body: '{"accepted":true}', bodyTruncated: false });
  expect(result.kind === "response" && result.headers).toContainEqual(["x-cad-ref", "HC-26"]);
  expect(receiver.requests.at(-1)).toMatchObject({ method: "POST", path: "/hooks?x=1", text: '{"a":"ü"}' });
});

test("a redirect is not followed", async () => {
  receiver.answer({ status: 302, headers: { location: `${receiver.url}/elsewhere` } });
  const before = receiver.requests.length;
  expect(await send(`${receiver.url}/moved`)).toMatchObject({ kind: "response", statusCode: 302 });
  expect(receiver.requests.length).toBe(before + 1);
});

test("of a long answer 16 KiB are kept, and an endless one is cut off", async () => {
  receiver.answer({ status: 200, body: "x".repeat(40_000) });
  const long = await send(receiver.url);
  expect(long.kind === "response" && [long.body.length, long.bodyTruncated]).toEqual([16 * 1024, true]);
  receiver.answer({ status: 200, body: "y".repeat(10_000_000) });
  expect(await send(receiver.url)).toMatchObject({ kind: "response", statusCode: 200, bodyTruncated: true });
});

test("no answer in time is a timeout, whether nothing comes or it trickles, and says which status had come", async () => {
  receiver.answer({ hang: true });
  expect(await send(receiver.url, 300)).toEqual({ kind: "failure", failure: "timeout", detail: null });
  const trickling = createServer((socket) => {
    socket.on("error", () => {});
    socket.write("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n");
    const drip = setInterval(() => socket.write("x"), 50);
    socket.on("close", () => clearInterval(drip));
  });
  await new Promise<void>((resolve) => trickling.listen(0, "127.0.0.1", resolve));
  const address = trickling.address();
  const port = typeof address === "object" && address ? address.port : 0;
  expect(await send(`http://127.0.0.1:${port}/`, 400)).toEqual({ kind: "failure", failure: "timeout", detail: "200" });
  trickling.close();
});

test("a connection that does not come about in time is not taken for an answer that does not", async () => {
  const silent = createServer((socket) => socket.on("error", () => {}));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const { port } = silent.address() as AddressInfo;
  expect(await send(`https://127.0.0.1:${port}/`, 300)).toEqual({
    kind: "failure",
    failure: "unconnected",
    detail: null,
  });
  expect(await send(`http://127.0.0.1:${port}/`, 300)).toEqual({ kind: "failure", failure: "timeout", detail: null });
  silent.close();
});

test("a refused or broken connection says so", async () => {
  const port = await findFreePort();
  expect(await send(`http://127.0.0.1:${port}/`)).toMatchObject({
    kind: "failure",
    failure: "connection",
    detail: "ECONNREFUSED",
  });
  receiver.answer({ reset: true });
  expect(await send(receiver.url)).toMatchObject({ kind: "failure", failure: "connection" });
});

test.each([
  ["no HTTP", "SSH-2.0-OpenSSH_9.2\r\n", "HTTPParserError"],
  ["endless headers", `HTTP/1.1 200 OK\r\nx: ${"y".repeat(40_000)}\r\n\r\n`, "UND_ERR_HEADERS_OVERFLOW"],
])("an answer of %s is told from a connection that was not made", async (_what, answer, detail) => {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  expect(await send(`http://127.0.0.1:${port}/`)).toEqual({ kind: "failure", failure: "connection", detail });
  server.close();
});

test.each([
  ["100 Continue", 100],
  ["101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade", 101],
  ["103 Early Hints\r\nlink: </style.css>", 103],
])("an endless stream of %s is an answer of that status, and cut off at once", async (answer, statusCode) => {
  let isCut = false;
  const server = createServer((socket) => {
    socket.on("error", () => {});
    const repeat = setInterval(() => socket.write(`HTTP/1.1 ${answer}\r\n\r\n`), 2);
    socket.on("close", () => {
      isCut = true;
      clearInterval(repeat);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const startedMs = performance.now();
  expect(await send(`http://127.0.0.1:${port}/`, 20_000)).toMatchObject({ kind: "response", statusCode, body: "" });
  expect(performance.now() - startedMs).toBeLessThan(5_000);
  await waitFor(() => isCut, { what: "the connection's end" });
  server.close();
});

test.each(["", "no protocol was asked for"])(
  "a change of protocol that names none, then %j, is an answer of its status",
  async (rest) => {
    const server = createServer((socket) => {
      socket.on("error", () => {});
      socket.end(`HTTP/1.1 101 Switching Protocols\r\n\r\n${rest}`);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    expect(await send(`http://127.0.0.1:${port}/`)).toMatchObject({ kind: "response", statusCode: 101 });
    server.close();
  },
);

test.each(["", "ok"])(
  "204 is a whole answer, also with a length beside it that is no part of one: %j",
  async (body) => {
    const careless = createServer((socket) => {
      socket.on("error", () => {});
      socket.end(`HTTP/1.1 204 No Content\r\ncontent-length: 2\r\n\r\n${body}`);
    });
    await new Promise<void>((resolve) => careless.listen(0, "127.0.0.1", resolve));
    const { port } = careless.address() as { port: number };
    try {
      expect(await send(`http://127.0.0.1:${port}/`)).toMatchObject({ kind: "response", statusCode: 204, body: "" });
    } finally {
      careless.close();
    }
  },
);

test("a hint before the answer is none itself", async () => {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.end("HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  expect(await send(`http://127.0.0.1:${port}/`)).toMatchObject({ kind: "response", statusCode: 204, headers: [] });
  server.close();
});

test("https to something that speaks no TLS is a TLS error", async () => {
  receiver.answer({ status: 200 });
  expect(await send(receiver.url.replace("http:", "https:"))).toMatchObject({ kind: "failure", failure: "tls" });
});

test("a name that does not resolve is a DNS error", async () => {
  expect(await send("https://no-such-host.invalid/")).toMatchObject({ kind: "failure", failure: "dns" });
});

test.each([
  "https://169.254.169.254/latest/meta-data",
  "https://10.0.0.1/",
  "https://[::1]/",
  "https://[::ffff:10.0.0.1]/",
  "https://0x0a000001/",
  "http://93.184.216.34/",
])("%s is blocked before anything is sent", async (uri) => {
  expect(await send(uri)).toMatchObject({ kind: "failure", failure: "blocked" });
});
