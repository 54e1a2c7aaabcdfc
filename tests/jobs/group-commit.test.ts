/** Group commit: what comes while a flush is under way is written together by the next one. */
import { describe, expect, it, vi } from "vitest";
import { createGroupCommit, watchFlushes } from "#jobs/group-commit";

/** A flush that ends when the test says so. */
function heldFlush() {
  const batches: { items: number[]; end: () => void }[] = [];
  const flush = (items: number[]) =>
    new Promise<string[]>((resolve) => {
      batches.push({ items, end: () => resolve(items.map((item) => `done ${item}`)) });
    });
  return { batches, flush };
}

const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

describe("a group commit", () => {
  it("writes at once when idle, and all that came meanwhile together", async () => {
    const { batches, flush } = heldFlush();
    const group = createGroupCommit({ flush, weightMax: 100 });
    const first = group.add(1);
    await turn();
    const rest = [group.add(2), group.add(3), group.add(4)];
    await turn();
    expect(batches.map(({ items }) => items)).toEqual([[1]]);
    batches[0]?.end();
    expect(await first).toBe("done 1");
    await turn();
    batches[1]?.end();
    expect(await Promise.all(rest)).toEqual(["done 2", "done 3", "done 4"]);
    expect(batches.map(({ items }) => items)).toEqual([[1], [2, 3, 4]]);
  });

  it("lets a heavy item go alone and cuts batches by weight", async () => {
    const batches: number[][] = [];
    const group = createGroupCommit<number, null>({
      flush: async (items) => {
        batches.push(items);
        return items.map(() => null);
      },
      weightOf: (item) => item,
      weightMax: 10,
    });
    await Promise.all([group.add(50), group.add(4), group.add(6), group.add(1)]);
    expect(batches).toEqual([[50], [4, 6], [1]]);
  });

  it("takes urgent items first", async () => {
    const { batches, flush } = heldFlush();
    const group = createGroupCommit({ flush, weightMax: 1 });
    void group.add(1);
    await turn();
    void group.add(2);
    void group.add(3, { first: true });
    for (let at = 0; at < 3; at += 1) {
      batches[at]?.end();
      await turn();
    }
    expect(batches.map(({ items }) => items)).toEqual([[1], [3], [2]]);
  });

  it("lets one bad item fail by itself", async () => {
    const group = createGroupCommit<number, number>({
      flush: async (items) => {
        if (items.includes(2)) throw new Error("2 is bad");
        return items;
      },
      weightMax: 100,
    });
    const results = await Promise.allSettled([group.add(1), group.add(2), group.add(3)]);
    expect(results.map((result) => result.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });

  it("is idle once everything is written", async () => {
    const { batches, flush } = heldFlush();
    const group = createGroupCommit({ flush, weightMax: 100 });
    void group.add(1);
    let isIdle = false;
    const idle = group.idle().then(() => {
      isIdle = true;
    });
    await turn();
    expect(isIdle).toBe(false);
    batches[0]?.end();
    await idle;
    expect(isIdle).toBe(true);
  });

  it("is told of when it has no end for nine looks, once", async () => {
    const { batches, flush } = heldFlush();
    const group = createGroupCommit({ flush, weightMax: 100 });
    let told = 0;
    const stop = watchFlushes(() => {
      told += 1;
    }, 2);
    void group.add(1);
    await expect.poll(() => told).toBe(1);
    batches[0]?.end();
    // The next one that hangs is the second, so the first was told of once. It may be of code that was loaded again.
    vi.resetModules();
    const again = await import("#jobs/group-commit");
    void again.createGroupCommit({ flush, weightMax: 100 }).add(2);
    await expect.poll(() => told).toBe(2);
    stop();
  });
});
