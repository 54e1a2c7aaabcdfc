/**
 * The files of an embedded PostgreSQL: makes a cluster, and readies an existing one for a new server, which includes
 * ending a server that an owner who died left running. Leaves starting to embedded-postgres.ts.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chown, mkdir, mkdtemp, open, readFile, readlink, realpath, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type Account, isReachable } from "./embedded-postgres-account.ts";

/** The superuser of every embedded cluster. */
export const POSTGRES_USER = "signalpost";

/** What PostgreSQL's programs see of the environment; nothing there can change what they do. */
export const POSTGRES_ENVIRONMENT = { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" };

const LEFTOVER_PATIENCE_MS = 30_000;

/** Complete or absent: an interrupted run leaves nothing that looks like a cluster. */
export async function makeCluster(cluster: string, initdb: string, password: string, account: Account): Promise<void> {
  const unfinished = `${cluster}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  if (account) await chown(unfinished, account.uid, account.gid);
  const passwordFile = await openPasswordFile(password, account);
  const child = spawn(
    initdb,
    [
      ...["-D", await pathFor(unfinished, account), `--username=${POSTGRES_USER}`, "--auth=scram-sha-256"],
      ...["--pwfile=/dev/fd/3", "--encoding=UTF8"],
      ...["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
    ],
    { ...account, cwd: unfinished, env: POSTGRES_ENVIRONMENT, stdio: ["ignore", "ignore", "pipe", passwordFile.fd] },
  );
  let complaint = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  await once(child, "close");
  await passwordFile.close();
  if (child.exitCode !== 0) throw new Error(`PostgreSQL's initdb failed: ${complaint.trim() || "it gave no reason"}`);
  await rename(unfinished, cluster);
}

/** A file without a name, readable by the account through its descriptor only. */
async function openPasswordFile(password: string, account: Account) {
  const folder = await mkdtemp(join(tmpdir(), "signalpost-"));
  const file = await open(join(folder, "password"), "wx+", 0o600);
  await file.writeFile(`${password}\n`);
  if (account) await file.chown(account.uid, account.gid);
  const readable = await open(join(folder, "password"), "r");
  await file.close();
  await rm(folder, { recursive: true });
  return readable;
}

/** Throws, with one sentence, if the account cannot be the owner of this cluster. */
export async function refuseForeignCluster(cluster: string, account: Account): Promise<void> {
  const { uid } = await stat(cluster);
  const expected = account?.uid ?? process.getuid?.() ?? uid;
  if (uid !== expected) {
    throw new Error(`${cluster} belongs to another user (uid ${uid}, not ${expected}); start as that user.`);
  }
}

/** Ends a server that still runs in this cluster, and clears the lock of one that no longer does. */
export async function endLeftover(cluster: string): Promise<void> {
  const lock = join(cluster, "postmaster.pid");
  const pid = Number((await readFile(lock, "utf8").catch(() => "")).split("\n")[0]);
  if (!pid) return;
  if (!(await runsIn(pid, cluster))) return rm(lock, { force: true });
  const deadline = Date.now() + LEFTOVER_PATIENCE_MS;
  process.kill(pid, "SIGINT");
  while (await runsIn(pid, cluster)) {
    if (Date.now() > deadline) throw new Error(`The PostgreSQL that runs in ${cluster} (pid ${pid}) does not stop.`);
    await delay(50);
  }
}

/** A server's current folder is its cluster, so a recycled pid is not mistaken for one (where /proc can tell). */
async function runsIn(pid: number, cluster: string): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (process.platform !== "linux") return true;
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => null);
  return folder === (await realpath(cluster));
}

/** How the account names a folder it is started in: below folders it may not enter, only as its current one. */
export async function pathFor(folder: string, account: Account): Promise<string> {
  return (await isReachable(folder, account)) ? folder : "/proc/self/cwd";
}
