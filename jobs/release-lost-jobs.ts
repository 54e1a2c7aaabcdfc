/**
 * Frees the jobs of dead workers. Every worker notes that it lives; whoever is silent too long has its jobs set free,
 * where graphile-worker itself would wait for four hours.
 */
import { client } from "#db/client";
import { beatHeart, forgetPool, releaseJobsOfSilentPools } from "#db/worker-pools";
import { log } from "#log";

const BEAT_EVERY_MS = 2_000;
/** Silent for this long counts as dead. Freed within this and two beats. */
const SILENT_SECONDS = 15;

/** Beats for this worker and looks after the others, until `stop`, which takes the worker off the list. */
export function startHeartbeat(poolId: string): { stop: () => Promise<void> } {
  let beating: Promise<void> = Promise.resolve();
  const beat = () => {
    beating = beatAndRelease(poolId);
  };
  beat();
  const timer = setInterval(beat, BEAT_EVERY_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await beating;
      await forgetPool(client(), poolId).catch(() => undefined);
    },
  };
}

async function beatAndRelease(poolId: string): Promise<void> {
  try {
    await beatHeart(client(), poolId);
    const released = await releaseJobsOfSilentPools(client(), SILENT_SECONDS);
    if (released.jobs > 0) log().warn(released, "freed the jobs of workers that fell silent");
  } catch (error) {
    log().error({ err: error }, "heartbeat failed");
  }
}
