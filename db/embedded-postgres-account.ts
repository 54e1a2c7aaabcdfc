/**
 * Which account the embedded PostgreSQL runs under. PostgreSQL refuses to run as root, so root hands it to an account
 * without privileges that the machine already has; everyone else runs it as themselves. Adds nothing to the machine.
 */
import { readFile, stat } from "node:fs/promises";
import { dirname } from "node:path";

/** Ids to spawn a process with; null: the account that this process runs under. */
export type Account = { uid: number; gid: number } | null;

const CANDIDATES = ["postgres", "nobody"];

/** Throws, with one sentence, if this is root and the machine has no account to hand PostgreSQL to. */
export async function findPostgresAccount(): Promise<Account> {
  if (process.getuid?.() !== 0) return null;
  const lines = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
  for (const name of CANDIDATES) {
    const [, , uid, gid] = lines.find((fields) => fields[0] === name) ?? [];
    if (Number(uid) > 0) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(
    `PostgreSQL does not run as root and there is no account named ${CANDIDATES.join(" or ")}; start as an ordinary user or set DATABASE_URL.`,
  );
}

/** Whether the account may pass through every folder above `path` and enter `path` itself, by permission bits alone. */
export async function isReachable(path: string, account: Account): Promise<boolean> {
  if (account === null) return true;
  const { mode, uid } = await stat(path);
  const mayEnter = (mode & 0o001) !== 0 || (uid === account.uid && (mode & 0o100) !== 0);
  const parent = dirname(path);
  return mayEnter && (parent === path || isReachable(parent, account));
}
