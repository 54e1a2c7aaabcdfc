/** The driver of PostgreSQL, patched (patches/): what becomes of queries whose connection breaks. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { config } from "#config";
import { type Client, client, openClient } from "#db/client";
import { withDatabase } from "../support/api.ts";
import { startTcpProxy, type TcpProxy } from "../support/tcp-proxy.ts";

withDatabase();

let proxy: TcpProxy;
let pool: Client;
beforeEach(async () => {
  const url = new URL(config().DATABASE_URL);
  proxy = await startTcpProxy(Number(url.port));
  url.host = `127.0.0.1:${proxy.port}`;
  pool = openClient(url.href, { max: 1 });
});
afterEach(async () => {
  await pool.close();
  await proxy.close();
});

const one = () => pool.sql`select 1 as one`.then(([row]) => row?.one);

/** What became of it within three seconds. */
async function outcomeOf(work: Promise<unknown>): Promise<string> {
  const hang = new Promise<string>((resolve) => setTimeout(resolve, 3_000, "hangs").unref());
  return Promise.race([
    work.then(
      () => "done",
      () => "failed",
    ),
    hang,
  ]);
}

test("a query that was being written while its connection broke fails, and those after it are sent", async () => {
  expect(await one()).toBe(1);
  for (let round = 0; round < 20; round += 1) {
    proxy.cut();
    // Asked in every phase of the connection's end.
    const asked = Array.from({ length: 12 }, async (_, turns) => {
      for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
      return one();
    });
    expect(await Promise.all(asked.map(outcomeOf))).not.toContain("hangs");
    expect(await outcomeOf(one())).toBe("done");
  }
});

test("a connection that is closed in order before it is ready fails its query", async () => {
  await proxy.impair("half-close");
  expect(await outcomeOf(one())).toBe("failed");
  await proxy.impair(null);
  expect(await one()).toBe(1);
});

test("what a transaction does after its connection broke is in no other transaction", async () => {
  await pool.sql`create table if not exists kept (what text)`;
  let goOn = () => {};
  const broken = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const first = pool.sql.begin(async (tx) => {
    const [{ pid } = { pid: 0 }] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
    await client().sql`select pg_terminate_backend(${pid})`;
    await broken;
    await tx`insert into kept values ('of the broken one')`;
  });
  expect(await outcomeOf(first)).toBe("failed");
  const second = pool.sql.begin(async (tx) => {
    await tx`insert into kept values ('of the other')`;
    goOn();
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
    await tx`insert into kept values ('of the other too')`;
  });
  expect(await outcomeOf(second)).toBe("done");
  expect((await pool.sql`select what from kept order by what`).map(({ what }) => what)).toEqual([
    "of the other",
    "of the other too",
  ]);
});
