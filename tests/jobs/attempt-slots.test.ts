/** Places for attempts: bounded per subscription, Emergency first, the rest back to the queue in due time. */
import { describe, expect, it, vi } from "vitest";
import { createAttemptSlots } from "#jobs/attempt-slots";
import type { LayOutReturns } from "#jobs/lay-out-returns";
import type { Release } from "#jobs/subscription-slots";
import { waitFor } from "../support/wait-for.ts";

const of = (id: string, tenantId = "county") => ({ id, tenantId, rateLimitPerSecond: null as number | null });

const limitedTo = (subscription: number, tenant = 1_000) => ({ subscription, tenant, failingAfter: 5 });

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("attempt slots", () => {
  it("let only so many attempts of one subscription run at once, and others not wait for it", async () => {
    const slots = createAttemptSlots(limitedTo(2), 512);
    const running: string[] = [];
    const start = (name: string, subscription: string) =>
      slots.acquire(of(subscription), false)?.granted.then((release) => {
        running.push(name);
        return release;
      });
    const first = start("a1", "a");
    start("a2", "a");
    start("a3", "a");
    start("b1", "b");
    await turn();
    expect(running).toEqual(["a1", "a2", "b1"]);
    (await first)?.(10);
    await turn();
    expect(running).toEqual(["a1", "a2", "b1", "a3"]);
  });

  it("let Emergency pass what waits", async () => {
    const slots = createAttemptSlots(limitedTo(1), 512);
    const running: string[] = [];
    const held: Release[] = [];
    const start = (name: string, isEmergency: boolean) =>
      slots.acquire(of("a"), isEmergency)?.granted.then((release) => {
        running.push(name);
        if (release) held.push(release);
      });
    start("first", false);
    start("operational", false);
    start("emergency", true);
    await turn();
    held[0]?.(5);
    await turn();
    held[1]?.(5);
    await turn();
    expect(running).toEqual(["first", "emergency", "operational"]);
  });

  it("forget that a receiver hung and failed once it takes deliveries again, once for each time", async () => {
    const slots = createAttemptSlots(limitedTo(50), 512);
    const fail = async () => {
      for (let count = 0; count < 5; count += 1) {
        const release = await slots.acquire(of("a"), false)?.granted;
        release?.(30_000, true);
      }
    };
    const places = () => {
      let placesNow = 0;
      for (let count = 0; count < 60; count += 1) {
        void slots.acquire(of("a"), false)?.granted.then((release) => {
          placesNow += release ? 1 : 0;
        });
      }
      return turn().then(() => placesNow);
    };
    slots.startAnew(of("a"), new Date(1_000));
    await fail();
    slots.startAnew(of("a"), new Date(1_000));
    expect(await places()).toBe(0);
    slots.startAnew(of("a"), new Date(2_000));
    expect(await places()).toBeGreaterThan(40);
  });

  it("send back what finds the line full, to come again after what is ahead of it", async () => {
    const slots = createAttemptSlots(limitedTo(1), 512);
    let accepted = 0;
    while (slots.acquire(of("a"), false)) accepted += 1;
    expect(accepted).toBeGreaterThan(1);
    expect(accepted).toBeLessThan(1_000);
    const delays = await Promise.all([1, 2, 3].map(() => slots.returnDelayMs(of("a"), false, 10)));
    expect(delays[0]).toBeGreaterThan(0);
    expect(delays[1]).toBeGreaterThan(delays[0] ?? 0);
    expect(Math.max(...delays)).toBeLessThanOrEqual(15_000);
  });

  it("send back by the pace of a rate limit, behind what all workers sent back, which makes no receiver slow", async () => {
    let laidOut = 0;
    const layOut: LayOutReturns = async ({ count, perSecond }) => {
      laidOut += count;
      return ((laidOut - count) / perSecond) * 1_000;
    };
    const slots = createAttemptSlots(limitedTo(1), 512, async () => [performance.now()], layOut);
    const limited = { ...of("a"), rateLimitPerSecond: 2 };
    await slots.acquire(limited, false)?.granted;
    await slots.returnDelayMs(limited, false, 4);
    expect(await slots.returnDelayMs(limited, false, 4)).toBe(2_000);
  });

  it("are given at the moments of a rate limit, and the next moment is an Emergency's", async () => {
    const slots = createAttemptSlots(limitedTo(8), 512, async ({ count, paceMs }) => {
      const nowMs = performance.now();
      return Array.from({ length: count }, (_, index) => nowMs + (index + 1) * paceMs);
    });
    const limited = { ...of("a"), rateLimitPerSecond: 10 };
    const running: string[] = [];
    const start = async (name: string, isEmergency: boolean) => {
      const place = slots.acquire(limited, isEmergency);
      const release = await place?.granted;
      await place?.untilMoment();
      running.push(name);
      release?.(1);
    };
    const others = ["1", "2", "3"].map((name) => start(name, false));
    await turn();
    await Promise.all([...others, start("emergency", true)]);
    expect(running).toEqual(["emergency", "1", "2", "3"]);
  });

  it("are left to others by whoever gives up waiting", async () => {
    const slots = createAttemptSlots(limitedTo(1), 512);
    const first = await slots.acquire(of("a"), false)?.granted;
    const second = slots.acquireSoon(of("a"), false, 1_000);
    const third = slots.acquire(of("a"), false);
    second?.leave();
    expect(await second?.granted).toBeNull();
    first?.(10);
    expect(await third?.granted).not.toBeNull();
  });

  it("are not for who will not wait long enough, nor for who would pass those that were sent back", async () => {
    const slots = createAttemptSlots(limitedTo(1), 512);
    for (let round = 0; round < 20; round += 1) (await slots.acquire(of("a"), false)?.granted)?.(1_000);
    expect(slots.acquireSoon(of("a"), false, 250)).not.toBeNull();
    expect(slots.acquireSoon(of("a"), false, 250)).toBeNull();
    await slots.returnDelayMs(of("b"), false, 1);
    expect(slots.acquireSoon(of("b"), false, 250)).toBeNull();
    expect(slots.acquireSoon(of("b"), true, 250)).not.toBeNull();
  });

  it("let Emergency wait in front where a long line of others would take too long", async () => {
    const slots = createAttemptSlots(limitedTo(1), 512);
    const first = await slots.acquire(of("a"), false)?.granted;
    first?.(4_000);
    const running = slots.acquire(of("a"), false);
    while (slots.acquire(of("a"), false)) await turn();
    await slots.returnDelayMs(of("a"), false, 100);
    const emergency = slots.acquire(of("a"), true);
    expect(emergency).not.toBeNull();
    (await running?.granted)?.(100);
    expect(await emergency?.granted).toBeTypeOf("function");
  });

  it("have an Emergency that was sent back come again before others that were", async () => {
    const slots = createAttemptSlots(limitedTo(1), 512);
    await slots.returnDelayMs(of("a"), false, 1_500);
    expect(await slots.returnDelayMs(of("a"), false, 1)).toBeGreaterThan(10_000);
    expect(await slots.returnDelayMs(of("a"), true, 1)).toBeLessThan(100);
  });

  it("have what was sent back to a fast receiver come sooner than it is taken, whatever one busy moment took", async () => {
    const slots = createAttemptSlots(limitedTo(1), 512);
    for (let round = 0; round < 500; round += 1) (await slots.acquire(of("a"), false)?.granted)?.(10);
    (await slots.acquire(of("a"), false)?.granted)?.(500);
    await slots.returnDelayMs(of("a"), false, 1_000);
    const lastMs = await slots.returnDelayMs(of("a"), false, 1);
    expect(lastMs).toBeGreaterThan(2_000);
    expect(lastMs).toBeLessThan(10_000);
  });

  it("let only some of the process's jobs wait, of Emergency as of others, however many subscriptions are full", () => {
    const slots = createAttemptSlots(limitedTo(1), 100);
    let waiting = 0;
    let urgent = 0;
    for (let number = 0; number < 100; number += 1) {
      slots.acquire(of(`s${number}`), false);
      if (slots.acquire(of(`s${number}`), false)) waiting += 1;
      if (slots.acquire(of(`s${number}`), true)) urgent += 1;
    }
    expect([waiting, urgent]).toEqual([20, 20]);
    expect(slots.acquire(of("another"), false)).not.toBeNull();
  });

  it("keep some of the process's jobs free of slow receivers, however many those are", async () => {
    const slots = createAttemptSlots(limitedTo(8), 100);
    const slow = Array.from({ length: 100 }, (_, number) => of(`s${number}`, `tenant-${number % 4}`));
    for (const one of slow) {
      for (let round = 0; round < 10; round += 1) (await slots.acquire(one, false)?.granted)?.(15_000);
    }
    const begun = slow.map((one) => slots.acquire(one, true)).filter(Boolean);
    expect(begun).toHaveLength(40);
    expect(slots.acquire(of("fast"), false)).not.toBeNull();
  });

  it("keep some of those with slow receivers for other tenants", async () => {
    const slots = createAttemptSlots(limitedTo(8), 100);
    const slow = Array.from({ length: 60 }, (_, number) => of(`s${number}`, number < 50 ? "hotels" : "county"));
    for (const one of slow) {
      for (let round = 0; round < 10; round += 1) (await slots.acquire(one, false)?.granted)?.(15_000);
    }
    const begun = slow.filter((one) => slots.acquire(one, false) !== null).map(({ tenantId }) => tenantId);
    expect(begun).toEqual([...Array(25).fill("hotels"), ...Array(10).fill("county")]);
  });

  it("send those in a line that does not move back when others want to wait, of Emergency as of others", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    for (const isEmergency of [false, true]) {
      const slots = createAttemptSlots(limitedTo(1), 50);
      const stuck = Array.from({ length: 11 }, () => slots.acquire(of("hangs"), isEmergency));
      expect(stuck.at(-1)).not.toBeNull();
      expect(slots.acquire(of("well"), isEmergency)).not.toBeNull();
      expect(slots.acquire(of("well"), isEmergency)).toBeNull();
      vi.advanceTimersByTime(1_500);
      slots.acquire(of("another"), isEmergency);
      expect(slots.acquire(of("another"), isEmergency)).not.toBeNull();
      expect(slots.acquire(of("hangs"), isEmergency)).toBeNull();
      expect(await stuck.at(-1)?.granted).toBeNull();
    }
    vi.useRealTimers();
  });

  it("tell those in line when the process ends", async () => {
    const slots = createAttemptSlots(limitedTo(1), 100);
    await slots.acquire(of("a"), false)?.granted;
    const waiting = slots.acquire(of("a"), false);
    slots.close();
    expect(await waiting?.granted).toBeNull();
    expect(slots.acquire(of("b"), true)).toBeNull();
  });

  it("leave a slow receiver few places", async () => {
    const slots = createAttemptSlots(limitedTo(8), 512);
    for (let round = 0; round < 20; round += 1) (await slots.acquire(of("slow"), false)?.granted)?.(15_000);
    let running = 0;
    for (let number = 0; number < 8; number += 1) {
      void slots.acquire(of("slow"), false)?.granted.then(() => {
        running += 1;
      });
    }
    await turn();
    expect(running).toBe(2);
  });

  it("are given one after the other, and not at once, to a receiver that fails, until it takes one", async () => {
    const slots = createAttemptSlots(limitedTo(8), 512);
    for (let round = 0; round < 5; round += 1) (await slots.acquire(of("fails"), false)?.granted)?.(3, true);
    const running: Release[] = [];
    const start = () =>
      slots.acquire(of("fails"), false)?.granted.then((release) => {
        if (release) running.push(release);
      });
    for (let number = 0; number < 6; number += 1) start();
    await turn();
    expect(running).toHaveLength(0);
    await waitFor(() => running.length > 0, { timeoutMs: 5_000, what: "the next attempt" });
    expect(running).toHaveLength(1);
    running[0]?.(3);
    await turn();
    expect(running).toHaveLength(6);
  });

  describe("of one tenant", () => {
    const begin = (slots: ReturnType<typeof createAttemptSlots>, tenantId: string, isEmergency: boolean) =>
      Array.from({ length: 40 }, (_, number) => slots.acquireSoon(of(`s${number}`, tenantId), isEmergency, 250));
    const count = (places: unknown[]) => places.filter((place) => place !== null).length;

    it("are bounded over all its subscriptions, a part being for Emergency alone, and another's not touched", () => {
      const slots = createAttemptSlots(limitedTo(8, 20), 512);
      expect(count(begin(slots, "county", false))).toBe(15);
      expect(count(begin(slots, "county", true))).toBe(5);
      expect(slots.acquire(of("more"), true)).toBeNull();
      expect(slots.acquire(of("elsewhere", "hotels"), false)).not.toBeNull();
    });

    it("are for receivers that are not slow in part", async () => {
      const slots = createAttemptSlots(limitedTo(8, 20), 1_000);
      for (let number = 0; number < 40; number += 1) {
        (await slots.acquire(of(`s${number}`), false)?.granted)?.(15_000);
      }
      expect(count(begin(slots, "county", false))).toBe(10);
      expect(slots.acquire(of("fast"), false)).not.toBeNull();
    });

    it("go to a line of any subscription once one is free, to Emergency first", async () => {
      const slots = createAttemptSlots(limitedTo(1, 4), 512);
      const running: string[] = [];
      const releases: Release[] = [];
      const wait = (id: string, isEmergency: boolean) =>
        slots.acquire(of(id), isEmergency)?.granted.then((release) => {
          running.push(id);
          if (release) releases.push(release);
        });
      wait("a", false);
      wait("b", false);
      wait("a", false);
      wait("b", true);
      wait("c", false);
      await turn();
      expect(running).toEqual(["a", "b", "c"]);
      const [a, b] = releases;
      b?.(1);
      a?.(1);
      await turn();
      expect(running).toEqual(["a", "b", "c", "b", "a"]);
    });

    it("being taken, send back for a second or more, one after the other", async () => {
      const slots = createAttemptSlots(limitedTo(8, 4), 512);
      begin(slots, "county", false);
      const delays = await Promise.all([1, 2].map(() => slots.returnDelayMs(of("more"), false, 500)));
      expect(delays[0]).toBeGreaterThanOrEqual(1_000);
      expect(delays[1]).toBeGreaterThanOrEqual(1_990);
    });
  });
});
