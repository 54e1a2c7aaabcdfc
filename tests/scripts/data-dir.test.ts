/** One process per data folder, and secrets that are made once and are nobody else's. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadSecrets, lockDataDir, openDataDir } from "../../scripts/data-dir.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "signalpost-data-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("the folder is made, with those above it, and stays empty", async () => {
  const made = await openDataDir(join(folder, "a", "b"));
  expect(made).toBe(join(folder, "a", "b"));
  expect(await readdir(made)).toEqual([]);
});

test("a folder that cannot be made is said in one sentence", async () => {
  await writeFile(join(folder, "file"), "");
  await expect(openDataDir(join(folder, "file", "data"))).rejects.toThrow(/^The data folder .* cannot be used/);
});

test.runIf(process.platform === "linux")(
  "a file system that takes no folders is said too, not waited for",
  async () => {
    await expect(openDataDir("/proc/nope/data")).rejects.toThrow(/^The data folder .* cannot be used/);
  },
);

test("the lock is one process's at a time", async () => {
  const unlock = await lockDataDir(folder);
  await expect(lockDataDir(folder)).rejects.toThrow(`Signalpost already runs from ${folder} (process ${process.pid}).`);
  await unlock();
  await (await lockDataDir(folder))();
  expect(await readdir(folder)).toEqual([]);
});

test("of many that want the lock at once one gets it", async () => {
  const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockDataDir(folder)));
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test.each([
  ["of a process that is gone", async () => JSON.stringify({ pid: await deadPid(), startedAt: "then" })],
  [
    "of an earlier process with a number that lives again",
    async () => JSON.stringify({ pid: process.ppid, startedAt: "then" }),
  ],
  ["that was cut short", async () => '{"pid": '],
])("a lock %s is taken over", async (_, content) => {
  await writeFile(join(folder, "lock"), await content());
  const unlock = await lockDataDir(folder);
  expect(JSON.parse(await readFile(join(folder, "lock"), "utf8"))).toMatchObject({ pid: process.pid });
  await unlock();
});

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ["--version"], { stdio: "ignore" });
  await once(child, "exit");
  return Number(child.pid);
}

test("secrets are made once and are readable for their owner only", async () => {
  const first = await loadSecrets(folder);
  expect(await loadSecrets(folder)).toEqual(first);
  expect(Buffer.from(first.ENCRYPTION_KEY, "base64")).toHaveLength(32);
  expect((await stat(join(folder, "secrets.json"))).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(["secrets.json"]);
});

test("two that make secrets at once agree on them", async () => {
  const [one, other] = await Promise.all([loadSecrets(folder), loadSecrets(folder)]);
  expect(one).toEqual(other);
});
