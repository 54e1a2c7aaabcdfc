/** The embedded PostgreSQL: that it ends when it is told to, also when it does not listen. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startEmbeddedPostgres } from "#db/embedded-postgres";

test("a server that hangs keeps nobody from stopping: after its grace it is ended by force", {
  timeout: 60_000,
}, async () => {
  const directory = await mkdtemp(join(tmpdir(), "signalpost-postgres-"));
  try {
    const server = await startEmbeddedPostgres({ directory, password: "of-this-test", durable: false });
    const [pid] = (await readFile(join(directory, "cluster", "postmaster.pid"), "utf8")).split("\n");
    process.kill(Number(pid), "SIGSTOP");
    const startMs = performance.now();
    await server.stop(500);
    expect(performance.now() - startMs).toBeGreaterThan(500);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});
