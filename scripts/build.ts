/**
 * Builds the pages and the API, if the sources changed since the last good build. A stamp, written only after success,
 * holds the hash of what the build read; Next.js's own marker is there after a failed build too.
 */
import { createHash } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compressStatic } from "./compress-static.ts";
import { ROOT, runCommand } from "./run-command.ts";

const STAMP = join(ROOT, ".next", "signalpost-stamp");
const FOLDERS = ["app", "graphql", "db", "jobs", "webhooks"];

/** Resolves when the build is there and current. `say` gets a line of progress; throws with the build's own output. */
export async function ensureBuilt(say: (line: string) => void): Promise<void> {
  const wanted = await hashOfSources();
  if ((await readFile(STAMP, "utf8").catch(() => "")) === wanted) return;
  say("Building the pages, which takes about a minute …");
  await rm(STAMP, { force: true }).catch((cause: unknown) => {
    throw new Error("The last build (.next) cannot be replaced: delete it, or start as the user it belongs to.", {
      cause,
    });
  });
  await build();
  await compressStatic(join(ROOT, ".next", "static"));
  await writeFile(STAMP, wanted);
}

/** Whether there is a good build, current or not. */
export async function isBuilt(): Promise<boolean> {
  return readFile(STAMP).then(
    () => true,
    () => false,
  );
}

/** Of the names and contents of every file that the build may read. */
async function hashOfSources(): Promise<string> {
  const top = (await readdir(ROOT, { withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.(ts|mjs|json)$/.test(entry.name) && !/-env\.d\.ts$/.test(entry.name))
    .map((entry) => entry.name);
  const deep = await Promise.all(
    FOLDERS.map(async (folder) =>
      (await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length)),
    ),
  );
  const hash = createHash("sha256");
  for (const file of [...top, ...deep.flat()].sort()) {
    const content = createHash("sha256").update(await readFile(join(ROOT, file)));
    hash.update(`${file}\0${content.digest("hex")}\0`);
  }
  return hash.digest("hex");
}

/** Next.js in a process of its own, quiet unless it fails. */
async function build(): Promise<void> {
  const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  const { code, output } = await runCommand("next", ["build"], { env });
  if (code !== 0) throw new Error(`The build failed; it says:\n${output.trim()}`);
}
