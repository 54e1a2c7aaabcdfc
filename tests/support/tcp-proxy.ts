/**
 * A TCP proxy on this machine that does to connections what networks do to them: refuses, breaks, delays, swallows,
 * half closes and trickles. It knows nothing of what it carries. A change holds for open connections too.
 */
import { EventEmitter, once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

/**
 * `refuse`: nothing listens, what is open is cut. `reset`: answers are cut in their middle. `delay`: a quarter second
 * each way. `silent`: nothing passes, nothing is said. `half-close`: instead of an answer its sender's end.
 * `trickle`: answers come in small pieces.
 */
export const IMPAIRMENTS = ["refuse", "reset", "delay", "silent", "half-close", "trickle"] as const;
export type Impairment = (typeof IMPAIRMENTS)[number];

export type TcpProxy = {
  /** On 127.0.0.1. */
  port: number;
  /** From now on; null: connections are well. */
  impair: (how: Impairment | null) => Promise<void>;
  /** Resets every connection that is open. */
  cut: () => void;
  /** Whatever comes on a connection that is open now is lost without a word, for good; later connections are well. */
  swallow: () => void;
  close: () => Promise<void>;
};

const DELAY_MS = 250;
const TRICKLE_BYTES = 24;
const TRICKLE_EVERY_MS = 15;

/** Carries connections to `targetPort` on 127.0.0.1. */
export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  let impairment: Impairment | null = null;
  const changes = new EventEmitter().setMaxListeners(0);
  const open = new Set<Socket>();
  const swallowed = new WeakSet<Socket>();

  const accept = (caller: Socket) => {
    const target = connect({ port: targetPort, host: "127.0.0.1", allowHalfOpen: true, noDelay: true });
    caller.setNoDelay(true);
    for (const [socket, other] of [
      [caller, target],
      [target, caller],
    ] as const) {
      open.add(socket);
      socket.on("error", () => socket.destroy());
      socket.once("close", (hadError) => {
        open.delete(socket);
        if (hadError) other.resetAndDestroy();
        else if (!other.writableEnded) other.end();
      });
    }
    void carry(caller, target, false);
    void carry(target, caller, true);
  };

  async function carry(from: Socket, to: Socket, isAnswer: boolean): Promise<void> {
    try {
      for await (const chunk of from.iterator({ destroyOnReturn: false })) await pass(chunk, from, to, isAnswer);
      to.end();
    } catch {
      to.resetAndDestroy();
    }
  }

  async function pass(chunk: Buffer, from: Socket, to: Socket, isAnswer: boolean): Promise<void> {
    while (impairment === "silent") await once(changes, "change");
    if (swallowed.has(from)) return;
    if (impairment === "delay") await delay(DELAY_MS);
    else if (impairment === "reset" && isAnswer) {
      await write(to, chunk.subarray(0, chunk.length >> 1));
      from.resetAndDestroy();
      to.resetAndDestroy();
      return;
    } else if (impairment === "half-close" && isAnswer) {
      to.end();
      return;
    } else if (impairment === "trickle" && isAnswer) {
      for (let start = 0; start < chunk.length; start += TRICKLE_BYTES) {
        await write(to, chunk.subarray(start, start + TRICKLE_BYTES));
        await delay(TRICKLE_EVERY_MS);
      }
      return;
    }
    await write(to, chunk);
  }

  const cut = () => {
    for (const socket of open) socket.resetAndDestroy();
  };
  let server: Server | null = await listen(0, accept);
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port.");
  const { port } = address;
  const stopListening = async () => {
    const closed = server && new Promise((resolve) => server?.close(resolve));
    server = null;
    cut();
    await closed;
  };
  return {
    port,
    cut,
    swallow: () => {
      for (const socket of open) swallowed.add(socket);
    },
    close: stopListening,
    impair: async (how) => {
      impairment = how;
      changes.emit("change");
      if (how === "refuse") await stopListening();
      else server ??= await listen(port, accept);
    },
  };
}

function listen(port: number, accept: (socket: Socket) => void): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer({ allowHalfOpen: true }, accept);
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

function write(to: Socket, chunk: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    to.write(chunk, (error) => (error ? reject(error) : resolve()));
  });
}
