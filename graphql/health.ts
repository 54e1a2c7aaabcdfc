/** Whether the product works, part by part: what a load balancer or a person asks first. */
import { client } from "#db/client";
import { anyWorkerAlive } from "#db/worker-pools";
import { wasRefusedLately } from "#db/write-refusals";
import { log } from "#log";

const PATIENCE_MS = 3_000;

export const PARTS = ["database", "worker"] as const;
export type Part = (typeof PARTS)[number];
type State = "ok" | "unavailable";
export type Health = Record<Part, State> & { status: State };

export function isPart(name: string): name is Part {
  return PARTS.some((part) => part === name);
}

/** Answers within 3 s, also when the database does not. One that refuses to store events is not available either. */
export async function checkHealth(): Promise<Health> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("The database did not answer in time.")), PATIENCE_MS);
  });
  try {
    const isWorking = await Promise.race([anyWorkerAlive(client()), tooLate]);
    const database: State = wasRefusedLately() ? "unavailable" : "ok";
    const worker: State = isWorking ? "ok" : "unavailable";
    return { status: database === "ok" && worker === "ok" ? "ok" : "unavailable", database, worker };
  } catch (error) {
    log().warn({ err: error }, "the health check did not reach the database");
    return { status: "unavailable", database: "unavailable", worker: "unavailable" };
  } finally {
    clearTimeout(timer);
  }
}
