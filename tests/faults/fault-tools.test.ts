/** The tools of the fault suite do what they say: otherwise it would prove nothing. */
import { connect, createServer, type Server } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Impairment, startTcpProxy, type TcpProxy } from "../support/tcp-proxy.ts";
import { waitFor } from "../support/wait-for.ts";
import { planFaults } from "./fault-schedule.ts";

const ANSWER = "an answer of some length, so that it can be cut into pieces";

let target: Server;
let proxy: TcpProxy;
beforeAll(async () => {
  target = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.on("data", () => socket.write(ANSWER));
  });
  await new Promise<void>((resolve) => {
    target.listen(0, "127.0.0.1", resolve);
  });
  const address = target.address();
  proxy = await startTcpProxy(typeof address === "object" && address ? address.port : 0);
});
afterAll(async () => {
  await proxy.close();
  target.close();
});

/** Asks once and waits for the whole answer, the end or an error, at most a second. */
function ask(): Promise<{ text: string; pieces: number; end: string; ms: number }> {
  const startMs = performance.now();
  return new Promise((resolve) => {
    const socket = connect(proxy.port, "127.0.0.1", () => socket.write("a question"));
    let text = "";
    let pieces = 0;
    const finish = (end: string) => {
      resolve({ text, pieces, end, ms: performance.now() - startMs });
      socket.destroy();
    };
    socket.setTimeout(1_000, () => finish("nothing"));
    socket.on("error", (error: NodeJS.ErrnoException) => finish(String(error.code)));
    socket.on("end", () => finish("end"));
    socket.on("data", (chunk) => {
      text += chunk.toString();
      pieces += 1;
      if (text === ANSWER) finish("answer");
    });
  });
}

const WHOLE = { text: ANSWER, end: "answer" };
test.each<[Impairment | null, object]>([
  [null, WHOLE],
  ["refuse", { text: "", end: "ECONNREFUSED" }],
  ["reset", { text: ANSWER.slice(0, ANSWER.length >> 1) }],
  ["delay", WHOLE],
  ["silent", { text: "", end: "nothing" }],
  ["half-close", { text: "", end: "end" }],
  ["trickle", WHOLE],
])("impaired by %s a connection behaves so, and is well afterwards", async (impairment, expected) => {
  await proxy.impair(impairment);
  const asked = await ask();
  expect(asked).toMatchObject(expected);
  if (impairment === "delay") expect(asked.ms).toBeGreaterThan(450);
  if (impairment === "trickle") expect(asked.pieces).toBeGreaterThan(1);
  await proxy.impair(null);
  expect(await ask()).toMatchObject(WHOLE);
});

test("a connection that was silenced goes on where it was, one that was cut is over", async () => {
  const received: string[] = [];
  const ends: string[] = [];
  const socket = connect(proxy.port, "127.0.0.1");
  socket.on("data", (chunk) => received.push(chunk.toString()));
  socket.on("error", (error: NodeJS.ErrnoException) => ends.push(String(error.code)));
  await proxy.impair("silent");
  socket.write("a question");
  expect((await ask()).text).toBe("");
  expect(received).toEqual([]);
  await proxy.impair(null);
  await waitFor(() => received.join("") === ANSWER, { what: "the answer that was held back" });
  proxy.cut();
  await waitFor(() => ends.length > 0, { what: "the end of the connection" });
  expect(ends).toEqual(["ECONNRESET"]);
});

test("a seed decides the schedule, which harms every part, and none while it is being harmed", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
      const pace = { durationMs: 240_000, everyMs: 2_500 };
      const faults = planFaults(seed, pace);
      expect(faults).toEqual(planFaults(seed, pace));
      expect(planFaults(seed + 1, pace)).not.toEqual(faults);
      expect(new Set(faults.map(({ part }) => part)).size).toBe(7);
      for (const [position, fault] of faults.entries()) {
        const earlier = faults.slice(0, position).filter(({ part }) => part === fault.part);
        for (const { atMs, forMs } of earlier) expect(atMs + forMs).toBeLessThanOrEqual(fault.atMs + 1);
      }
    }),
    { numRuns: 10 },
  );
});
