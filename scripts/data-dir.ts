/**
 * The folder that keeps what this installation is: the lock of the process that runs it and the secrets that were
 * generated for it. The embedded database lies beside them, and is not this file's business.
 */
import { randomBytes } from "node:crypto";
import { chmod, link, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

/** Generated once; kept readable for their owner only. */
export type GeneratedSecrets = { AUTH_SECRET: string; ENCRYPTION_KEY: string; POSTGRES_PASSWORD: string };

const SECRETS = "secrets.json";
const LOCK = "lock";

/** Makes the folder if it is missing. Throws one sentence if it is another user's or cannot be written. */
export async function openDataDir(dataDir: string): Promise<string> {
  const folder = resolve(dataDir);
  try {
    await makeFolder(folder);
    const owner = (await stat(join(folder, SECRETS)).catch(() => stat(folder))).uid;
    const own = process.getuid?.() ?? owner;
    if (owner !== own) throw new DataDirError(folder, `belongs to another user (uid ${owner}, this is uid ${own})`);
    await writeFile(join(folder, `${LOCK}.${process.pid}`), "");
    await rm(join(folder, `${LOCK}.${process.pid}`));
  } catch (error) {
    if (error instanceof DataDirError) throw error;
    throw new DataDirError(folder, `cannot be used (${codeOf(error)})`);
  }
  return folder;
}

/** Step by step: mkdir's own recursion never returns where a file system takes no folders, as /proc does not. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    if (codeOf(error) === "EEXIST") return;
    const parent = dirname(folder);
    const isParentMissing = await stat(parent).then(
      () => false,
      () => true,
    );
    if (codeOf(error) !== "ENOENT" || !isParentMissing || parent === folder) throw error;
    await makeFolder(parent);
    await mkdir(folder);
  }
}

class DataDirError extends Error {
  constructor(folder: string, fault: string) {
    super(`The data folder ${folder} ${fault}; start as its owner or set DATA_DIR to another folder.`);
  }
}

/**
 * Makes this process the only one that runs from the folder, and answers how to give that up. The lock of a process
 * that no longer lives is taken over. Throws one sentence if another one runs.
 */
export async function lockDataDir(folder: string): Promise<() => Promise<void>> {
  const lock = join(folder, LOCK);
  const mine = `${lock}.${process.pid}`;
  await writeFile(mine, JSON.stringify({ pid: process.pid, startedAt: await startOf(process.pid) }));
  try {
    for (;;) {
      const taken = await link(mine, lock).then(
        () => true,
        (error: unknown) => {
          if (codeOf(error) === "EEXIST") return false;
          throw new DataDirError(folder, `cannot be locked (${codeOf(error)})`);
        },
      );
      if (taken) return () => rm(lock, { force: true });
      const holder = await readHolder(lock);
      if (holder && (await startOf(holder.pid)) === holder.startedAt) {
        throw new Error(`Signalpost already runs from ${folder} (process ${holder.pid}).`);
      }
      await rm(lock, { force: true });
    }
  } finally {
    await rm(mine, { force: true });
  }
}

async function readHolder(lock: string): Promise<{ pid: number; startedAt: string } | null> {
  try {
    return JSON.parse(await readFile(lock, "utf8"));
  } catch {
    return null;
  }
}

/** When a process started, so that another one with its recycled number is not taken for it; null: it does not live. */
async function startOf(pid: number): Promise<string | null> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== "EPERM") return null;
  }
  if (process.platform !== "linux") return "alive";
  const [boot, status] = await Promise.all([
    readFile("/proc/sys/kernel/random/boot_id", "utf8"),
    readFile(`/proc/${pid}/stat`, "utf8").catch(() => null),
  ]);
  /** The 22nd field; the second, a name in parentheses, may hold spaces. */
  return status && `${boot.trim()}/${status.slice(status.lastIndexOf(")") + 2).split(" ")[19]}`;
}

/** The folder's secrets; generated on the first call. */
export async function loadSecrets(folder: string): Promise<GeneratedSecrets> {
  const file = join(folder, SECRETS);
  const found = await readFile(file, "utf8").catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return null;
    throw new DataDirError(folder, `has secrets that cannot be read (${codeOf(error)})`);
  });
  if (found) return JSON.parse(found);
  const secrets: GeneratedSecrets = {
    AUTH_SECRET: randomBytes(32).toString("base64"),
    ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    POSTGRES_PASSWORD: randomBytes(24).toString("hex"),
  };
  const unfinished = `${file}.${randomBytes(6).toString("hex")}`;
  await writeFile(unfinished, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true });
  await chmod(unfinished, 0o600);
  await link(unfinished, file).catch(() => {});
  await rm(unfinished);
  return JSON.parse(await readFile(file, "utf8"));
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
