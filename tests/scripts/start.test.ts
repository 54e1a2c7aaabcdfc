/**
 * `npm start` from outside: what it says when it cannot start, that it heals itself, stops whole, and finds everything
 * again. Needs the build, which the test run makes first.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findFreePort } from "#db/embedded-postgres";
import { type RunningProcess, startProcess } from "../support/processes.ts";
import { waitFor } from "../support/wait-for.ts";

let folder: string;
let dataDir: string;
let port: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "signalpost-start-"));
  dataDir = join(folder, "data");
  port = await findFreePort();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function start(settings: Record<string, string> = {}): RunningProcess {
  return startProcess("scripts/start.mjs", {
    DATA_DIR: dataDir,
    PORT: String(port),
    BOOTSTRAP_SAMPLE_DATA: "false",
    ...settings,
  });
}

describe("what keeps it from starting is said in one sentence", () => {
  test.each([
    ["a bad setting", { PORT: "many" }, 'PORT must be a whole number from 1 to 65535, but is "many".'],
    [
      "a database that is not there",
      { DATABASE_URL: "postgresql://user:hunter2@127.0.0.1:1/signalpost" },
      "DATABASE_URL cannot be used: 127.0.0.1:1/signalpost: nothing listens there.",
    ],
    [
      "production without secrets of its own",
      { DATABASE_URL: "postgresql://127.0.0.1:1/x", NODE_ENV: "production", AUTH_SECRET: "0123456789abcdef" },
      "ENCRYPTION_KEY is required in production with DATABASE_URL.",
    ],
    [
      "an address that is not this machine's",
      { HOST: "192.0.2.1" },
      "HOST 192.0.2.1 is not an address of this machine that can be listened on (EADDRNOTAVAIL).",
    ],
  ])("%s", async (_, settings, sentence) => {
    const failed = start(settings);
    expect(await failed.ended).toBe(1);
    expect(failed.output().trim()).toBe(sentence);
  });

  test("a port that is in use", async () => {
    const holder = createServer().listen(port, "127.0.0.1");
    const failed = start();
    expect(await failed.ended).toBe(1);
    expect(failed.output().trim()).toBe(`Port ${port} of 127.0.0.1 is in use; stop what uses it or set PORT.`);
    await new Promise((resolve) => holder.close(resolve));
  });
});

test("it heals itself, stops whole, and finds everything again", { timeout: 240_000 }, async () => {
  const first = start();
  await first.untilOutput("Ctrl-C stops it.", 120_000);
  const apiKey = /API key +(\S+)/.exec(first.output())?.[1] ?? "";
  expect(first.output()).toMatch(/Sign in as +admin@example\.com\n +Password +\S{12,}\n/);
  expect(await tenantOf(apiKey)).toBe("Demo");

  const second = start({ PORT: String(await findFreePort()) });
  expect(await second.ended).toBe(1);
  expect(second.output().trim()).toBe(`Signalpost already runs from ${dataDir} (process ${first.pid}).`);

  const [worker] = workersOf(first);
  process.kill(Number(worker), "SIGKILL");
  await waitFor(() => workersOf(first).length === 2, { timeoutMs: 60_000, what: "another worker" });
  expect(first.output()).toContain('"reason":"killed by SIGKILL"');
  await untilHealthy();

  expect(await first.stop("SIGINT")).toBe(0);
  expect(first.output()).toMatch(/Stopping …\n[\s\S]*Stopped\.\n$/);
  await expect(fetch(address("/api/health"))).rejects.toThrow();
  expect(workersOf(first).filter(isAlive)).toEqual([]);

  const again = start();
  await again.untilOutput("Ctrl-C stops it.");
  expect(again.output()).not.toMatch(/Password|API key/);
  expect(await tenantOf(apiKey)).toBe("Demo");

  const orphan = workersOf(again);
  await again.stop("SIGKILL");
  await waitFor(() => !orphan.some(isAlive), { timeoutMs: 40_000, what: "the worker to follow its supervisor" });
  const last = start();
  await last.untilOutput("Ctrl-C stops it.");
  expect(await tenantOf(apiKey)).toBe("Demo");
  expect(await last.stop()).toBe(0);
});

const address = (path: string) => `http://127.0.0.1:${port}${path}`;

async function tenantOf(apiKey: string): Promise<unknown> {
  const response = await fetch(address("/api/graphql"), {
    method: "POST",
    headers: { "content-type": "application/json", "x-api-key": apiKey },
    body: JSON.stringify({ query: "{ viewer { tenant { name } } }" }),
  });
  const answer = (await response.json()) as { data?: { viewer?: { tenant?: { name?: unknown } } } };
  return answer.data?.viewer?.tenant?.name;
}

async function untilHealthy(): Promise<void> {
  await waitFor(async () => (await fetch(address("/api/health"))).status === 200, { what: "good health" });
}

/** The pids of all workers there have been, oldest first. */
function workersOf(supervisor: RunningProcess): number[] {
  return [...supervisor.output().matchAll(/"pid":(\d+)[^\n]*"msg":"worker started"/g)].map((match) => Number(match[1]));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
