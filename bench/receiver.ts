/**
 * The bench's receiver: as little HTTP as answers a POST, so that the figures are the sender's. Listens on several
 * ports (several origins); tells its parent how many requests came and when each event with a `sentAtMs` arrived.
 */
import { createServer, type Socket } from "node:net";

const ANSWER = Buffer.from("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}");
const HEAD_END = Buffer.from("\r\n\r\n");

export type ReceiverReport = { received: number; latenciesMs: number[] };

let received = 0;
let latenciesMs: number[] = [];

function serve(socket: Socket): void {
  let pending: Buffer = Buffer.alloc(0);
  socket.setNoDelay(true);
  socket.on("error", () => socket.destroy());
  socket.on("data", (chunk: Buffer) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    for (;;) {
      const headEnd = pending.indexOf(HEAD_END);
      if (headEnd < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(pending.toString("latin1", 0, headEnd))?.[1] ?? 0);
      const end = headEnd + HEAD_END.length + length;
      if (pending.length < end) return;
      note(pending.toString("latin1", headEnd + HEAD_END.length, end));
      pending = pending.subarray(end);
      socket.write(ANSWER);
    }
  });
}

function note(body: string): void {
  received += 1;
  const sentAtMs = /"sentAtMs":([\d.]+)/.exec(body)?.[1];
  if (sentAtMs !== undefined) latenciesMs.push(performance.timeOrigin + performance.now() - Number(sentAtMs));
}

const servers = await Promise.all(
  Array.from(
    { length: Number(process.argv[2]) },
    () =>
      new Promise<number>((resolve) => {
        const server = createServer(serve).listen(0, "127.0.0.1", () => {
          const address = server.address();
          resolve(typeof address === "object" && address ? address.port : 0);
        });
      }),
  ),
);

process.on("message", (message: "report" | "reset") => {
  if (message === "report") process.send?.({ received, latenciesMs } satisfies ReceiverReport);
  received = 0;
  latenciesMs = [];
  if (message === "reset") process.send?.({ received: 0, latenciesMs: [] } satisfies ReceiverReport);
});
process.on("disconnect", () => process.exit(0));
process.send?.({ ports: servers });
