/** A receiver that counts what it got and what it took, by webhook-id, and behaves as its paths are named. */
import { createServer, type IncomingMessage } from "node:http";

/** `taken`: how often it decided to answer 2xx. `eventIds`: of the bodies that came under this webhook-id. */
export type Receipt = { requests: number; taken: number; refused: number; eventIds: Set<string>; paths: Set<string> };

export type CountingReceiver = {
  port: number;
  receipts: ReadonlyMap<string, Receipt>;
  close: () => Promise<void>;
};

const SLOWLY_MS = 600;

export async function startCountingReceiver(): Promise<CountingReceiver> {
  const receipts = new Map<string, Receipt>();
  const server = createServer((request, response) => {
    void readText(request).then(
      (text) => {
        const status = note(receipts, request, text);
        const answer = () => response.writeHead(status).end();
        if (request.url?.startsWith("/takes-slowly/")) setTimeout(answer, SLOWLY_MS);
        else answer();
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The receiver has no port.");
  return {
    port: address.port,
    receipts,
    close: async () => {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
}

/** Counts one complete request and answers its status. */
function note(receipts: Map<string, Receipt>, { headers, url = "" }: IncomingMessage, text: string): number {
  const id = String(headers["webhook-id"]);
  const known = receipts.get(id);
  const receipt = known ?? { requests: 0, taken: 0, refused: 0, eventIds: new Set(), paths: new Set() };
  receipts.set(id, receipt);
  receipt.requests += 1;
  receipt.eventIds.add(String((JSON.parse(text) as { id: unknown }).id));
  receipt.paths.add(url);
  const status = statusFor(url, receipt);
  if (status < 300) receipt.taken += 1;
  else receipt.refused += 1;
  return status;
}

function statusFor(path: string, { requests }: Receipt): number {
  if (path.startsWith("/is-gone/")) return 410;
  return path.startsWith("/takes-the-second-time/") && requests === 1 ? 503 : 200;
}

async function readText(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
