/**
 * A real name server on this machine (RFC 1035, A and AAAA over UDP), whose answers change as a test says. Programs ask
 * it through `nameSettings`, for names that end in .example; all other names stay the system's.
 */
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { isIPv6 } from "node:net";
import { fileURLToPath } from "node:url";
import ipaddr from "ipaddr.js";

export type NameServer = {
  /** What the name resolves to: the first list for the first look-up, and so on; the last one stays. */
  answer: (name: string, ...rounds: string[][]) => void;
  /** How often the name was looked up. */
  asked: (name: string) => number;
  /** Makes a program ask here: add them to its settings. */
  nameSettings: Record<string, string>;
  close: () => void;
};

const PRELOAD = fileURLToPath(new URL("names-of-tests.mjs", import.meta.url));
const TYPE_A = 1;
const TYPE_AAAA = 28;
const HEADER_BYTES = 12;

/** Every look-up asks for A first and for AAAA then. */
export async function startNameServer(): Promise<NameServer> {
  const known = new Map<string, string[][]>();
  const lookUps = new Map<string, number>();
  const socket = createSocket("udp4");
  socket.on("message", (query, { address, port }) => {
    const { name, type, endsAt } = readQuestion(query);
    const count = (lookUps.get(name) ?? 0) + (type === TYPE_A ? 1 : 0);
    lookUps.set(name, count);
    const rounds = known.get(name) ?? [];
    const addresses = rounds[Math.min(count, rounds.length) - 1] ?? [];
    const wanted = addresses.filter((one) => (type === TYPE_AAAA ? isIPv6(one) : type === TYPE_A && !isIPv6(one)));
    socket.send(buildAnswer(query.subarray(0, endsAt), type, wanted, known.has(name)), port, address);
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  return {
    answer: (name, ...rounds) => {
      known.set(name, rounds);
      lookUps.delete(name);
    },
    asked: (name) => lookUps.get(name) ?? 0,
    nameSettings: {
      NODE_OPTIONS: `--import ${PRELOAD}`,
      TEST_NAME_SERVER: `127.0.0.1:${socket.address().port}`,
    },
    close: () => socket.close(),
  };
}

function readQuestion(query: Buffer): { name: string; type: number; endsAt: number } {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString("ascii", at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join(".").toLowerCase(), type: query.readUInt16BE(at + 1), endsAt: at + 5 };
}

function buildAnswer(question: Buffer, type: number, addresses: readonly string[], exists: boolean): Buffer {
  const header = Buffer.from(question.subarray(0, HEADER_BYTES));
  header.writeUInt16BE(exists ? 0x8580 : 0x8583, 2);
  header.writeUInt16BE(addresses.length, 6);
  header.fill(0, 8, HEADER_BYTES);
  const records = addresses.map((address) => {
    const bytes = Buffer.from(ipaddr.parse(address).toByteArray());
    const record = Buffer.alloc(HEADER_BYTES);
    record.writeUInt16BE(0xc000 | HEADER_BYTES, 0);
    record.writeUInt16BE(type, 2);
    record.writeUInt16BE(1, 4);
    record.writeUInt16BE(bytes.length, 10);
    return Buffer.concat([record, bytes]);
  });
  return Buffer.concat([header, question.subarray(HEADER_BYTES), ...records]);
}
