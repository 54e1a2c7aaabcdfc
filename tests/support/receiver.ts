/**
 * A real HTTP receiver on this machine, for tests of what is sent. It keeps every request with its exact body, and
 * answers as it was told: with a status, late, never, or by cutting the connection.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { waitFor } from "./wait-for.ts";

export type ReceivedRequest = {
  method: string;
  path: string;
  /** Lower-case names; repeated headers joined as Node does. */
  headers: Record<string, string>;
  /** Names and values as they came, in order, repeated ones too. */
  rawHeaders: [string, string][];
  body: Buffer;
  text: string;
  /** The body as JSON; undefined if it is none. */
  json: unknown;
  receivedAt: Date;
};

/** What a request gets. `hang`: nothing, ever. `reset`: the connection is cut. `delayMs` comes before the answer. */
export type Answer = {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
  delayMs?: number;
  hang?: boolean;
  reset?: boolean;
};

export type Receiver = {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  url: string;
  port: number;
  /** In order of arrival. */
  requests: ReceivedRequest[];
  /** From now on: one answer for all, or one decided for each request; it may look at what came before. */
  answer: (how: Answer | ((request: ReceivedRequest) => Answer)) => void;
  /** Answers the requests once there are at least `count` that match; throws after `timeoutMs` (default 60 s). */
  waitFor: (
    count: number,
    options?: { timeoutMs?: number; matching?: (request: ReceivedRequest) => boolean },
  ) => Promise<ReceivedRequest[]>;
  /** Stops listening, cuts what is open. After that, connections to it are refused. */
  close: () => Promise<void>;
};

/** Listens on 127.0.0.1, on a free port unless one is given, and answers 200 until told otherwise. */
export async function startReceiver({ port = 0 }: { port?: number } = {}): Promise<Receiver> {
  const requests: ReceivedRequest[] = [];
  let decide: (request: ReceivedRequest) => Answer = () => ({ status: 200 });
  const server = createServer((message, response) => {
    void read(message).then(
      (request) => {
        requests.push(request);
        give(decide(request), response);
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The receiver has no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    requests,
    answer: (how) => {
      decide = typeof how === "function" ? how : () => how;
    },
    waitFor: async (count, { timeoutMs = 60_000, matching = () => true } = {}) => {
      const arrived = () => requests.filter(matching);
      await waitFor(() => arrived().length >= count, { timeoutMs, what: `${count} requests` }).catch(
        (cause: unknown) => {
          throw new Error(`${arrived().length} of ${count} requests arrived within ${timeoutMs} ms.`, { cause });
        },
      );
      return arrived();
    },
    close: async () => {
      if (!server.listening) return;
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
}

async function read(message: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const text = body.toString("utf8");
  return {
    method: message.method ?? "",
    path: message.url ?? "",
    headers: Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, String(value)])),
    rawHeaders: pairs(message.rawHeaders),
    body,
    text,
    json: parseJson(text),
    receivedAt: new Date(),
  };
}

function pairs(flat: readonly string[]): [string, string][] {
  return Array.from({ length: flat.length / 2 }, (_, at) => [flat[at * 2] ?? "", flat[at * 2 + 1] ?? ""]);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function give(
  { status = 200, headers = {}, body = "", delayMs = 0, hang, reset }: Answer,
  response: ServerResponse,
): void {
  if (hang) return;
  if (delayMs > 0) {
    setTimeout(() => give({ status, headers, body, ...(reset ? { reset } : {}) }, response), delayMs);
  } else if (reset) {
    response.socket?.resetAndDestroy();
  } else {
    response.writeHead(status, headers).end(body);
  }
}
