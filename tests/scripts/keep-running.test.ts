/** What is kept running is started again when it ends, ever more slowly, until it is told to stop. */
import pino from "pino";
import { expect, test } from "vitest";
import { keepRunning, PACE as PACE_DEFAULT, type Running } from "../../scripts/keep-running.ts";
import { waitFor } from "../support/wait-for.ts";

const PACE = { firstMs: 1, maxMs: 4, steadyMs: 60_000 };

/** Something to keep: every start is an entry of `runs`, which `end` ends from outside. */
function somethingToKeep({ failing = (): boolean => false } = {}) {
  const runs: { end: (reason: string) => void; stoppedWithin: number | null }[] = [];
  let starts = 0;
  const start = async (): Promise<Running> => {
    starts += 1;
    if (failing()) throw new Error("it cannot start now");
    let end: (reason: string) => void = () => {};
    const ended = new Promise<string>((resolve) => {
      end = resolve;
    });
    const run = { end, stoppedWithin: null as number | null };
    runs.push(run);
    const stop = async (graceMs: number) => {
      run.stoppedWithin = graceMs;
      end("told to stop");
    };
    return { ended, stop };
  };
  return { runs, start, starts: () => starts };
}

/** A real logger whose lines are kept. */
function listeningLog() {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  return { lines, log };
}

test("what ends is started again and the log says why", async () => {
  const { lines, log } = listeningLog();
  const { runs, start } = somethingToKeep();
  const kept = await keepRunning("a program", start, { log, pace: PACE });
  runs[0]?.end("killed by SIGKILL");
  await waitFor(() => runs.length === 2);
  expect(lines[0]).toMatchObject({ program: "a program", reason: "killed by SIGKILL", againInMs: 1 });
  await kept.stop(5);
});

test("the wait doubles up to its bound while it keeps ending", async () => {
  const { lines, log } = listeningLog();
  const { runs, start } = somethingToKeep();
  const kept = await keepRunning("a program", start, { log, pace: PACE });
  for (let count = 1; count <= 4; count += 1) {
    await waitFor(() => runs.length === count);
    runs[count - 1]?.end("exit code 1");
  }
  await waitFor(() => runs.length === 5);
  expect(lines.flatMap((line) => (line.reason ? [line.againInMs] : []))).toEqual([1, 2, 4, 4]);
  await kept.stop(5);
});

test("a life that was long enough makes the wait short again", async () => {
  const { lines, log } = listeningLog();
  const { runs, start } = somethingToKeep();
  const kept = await keepRunning("a program", start, { log, pace: { ...PACE, steadyMs: 0 } });
  for (let count = 1; count <= 3; count += 1) {
    await waitFor(() => runs.length === count);
    runs[count - 1]?.end("exit code 1");
  }
  await waitFor(() => runs.length === 4);
  expect(lines.flatMap((line) => (line.reason ? [line.againInMs] : []))).toEqual([1, 1, 1]);
  await kept.stop(5);
});

test("a failed restart is tried again", async () => {
  const { log } = listeningLog();
  let isBroken = false;
  const { runs, start, starts } = somethingToKeep({ failing: () => isBroken });
  const kept = await keepRunning("a program", start, { log, pace: PACE });
  isBroken = true;
  runs[0]?.end("exit code 1");
  await waitFor(() => starts() >= 3);
  isBroken = false;
  await waitFor(() => runs.length === 2);
  await kept.stop(5);
});

test("a failed first start is the caller's to hear", async () => {
  const { log } = listeningLog();
  const { start } = somethingToKeep({ failing: () => true });
  await expect(keepRunning("a program", start, { log, pace: PACE })).rejects.toThrow("it cannot start now");
});

test("what was told to stop stays stopped", async () => {
  const { lines, log } = listeningLog();
  const { runs, start, starts } = somethingToKeep();
  const kept = await keepRunning("a program", start, { log, pace: PACE });
  await kept.stop(123);
  await kept.stop(123);
  expect(runs[0]?.stoppedWithin).toBe(123);
  expect(starts()).toBe(1);
  expect(lines).toEqual([]);
});

test("a wait for the next start does not hold up the stop", async () => {
  const { log } = listeningLog();
  const { runs, start, starts } = somethingToKeep();
  const kept = await keepRunning("a program", start, {
    log,
    pace: { firstMs: 3_600_000, maxMs: 3_600_000, steadyMs: 1 },
  });
  runs[0]?.end("exit code 1");
  await kept.stop(5);
  expect(starts()).toBe(1);
});

test("a worker that keeps dying is back soon enough for its jobs to be free within 30 s", () => {
  const startsWithinMs = 10_000;
  expect(PACE_DEFAULT.maxMs + startsWithinMs).toBeLessThan(30_000);
});
