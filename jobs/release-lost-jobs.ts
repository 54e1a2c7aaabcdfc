/**
 * Frees jobs that nobody will do. Every worker notes that it lives; whoever is silent too long has its jobs set free,
 * where graphile-worker itself would wait for four hours. What a living worker was given and never got is set free too.
 */
import { client } from "#db/client";
import { forgetRunsInTheFuture } from "#db/timed-tasks";
import { beatHeart, forgetPool, listJobsLockedBy, releaseJobsOfSilentPools, unlockJobs } from "#db/worker-pools";
import { log } from "#log";
import type { JobsInHand } from "./jobs-in-hand.ts";

const BEAT_EVERY_MS = 2_000;
/** Silent for this long counts as dead. Freed within this and two beats. */
const SILENT_SECONDS = 15;
/** A look at one's own jobs reads the whole queue: not with every beat. Two looks find what was forgotten. */
const BEATS_PER_LOOK = 3;
/** Counted in beats and not in time, so that a process that was frozen waits for an answer once it goes on. */
const UNANSWERED_BEATS_MAX = 5;

/**
 * Beats for this worker and looks after the others, until `stop`, which takes the worker off the list. `onSilence` is
 * called when one of them was neither answered nor refused for ten seconds: packets of its connection vanish, and the
 * system would wait for a quarter of an hour, whereas new connections may be well.
 */
export function startHeartbeat(
  poolId: string,
  inHand: JobsInHand,
  onSilence: () => void,
): { stop: () => Promise<void> } {
  let beating: Promise<void> = Promise.resolve();
  let beats = 0;
  const unanswered = new Set<{ forBeats: number }>();
  const beat = () => {
    for (const earlier of unanswered) {
      earlier.forBeats += 1;
      if (earlier.forBeats === UNANSWERED_BEATS_MAX) onSilence();
    }
    beats += 1;
    const thisOne = { forBeats: 0 };
    unanswered.add(thisOne);
    const onAnswer = () => unanswered.delete(thisOne);
    beating = beatAndRelease(poolId, onAnswer, beats % BEATS_PER_LOOK === 0 ? inHand : null);
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

async function beatAndRelease(poolId: string, onAnswer: () => unknown, inHand: JobsInHand | null): Promise<void> {
  try {
    await beatHeart(client(), poolId).finally(() => onAnswer());
    const released = await releaseJobsOfSilentPools(client(), SILENT_SECONDS);
    if (released.jobs > 0) log().warn(released, "freed the jobs of workers that fell silent");
    if (!inHand) return;
    await releaseForgotten(poolId, inHand);
    const tasks = await forgetRunsInTheFuture(client());
    if (tasks > 0) log().warn({ tasks }, "timed tasks ran by a clock that is ahead of the database's");
  } catch (error) {
    log().error({ err: error }, "heartbeat failed");
  }
}

/** Jobs that this worker was given on a connection that broke before they came. */
export async function releaseForgotten(poolId: string, inHand: JobsInHand): Promise<void> {
  const forgotten = inHand.findForgotten(await listJobsLockedBy(client(), poolId, SILENT_SECONDS));
  if (forgotten.length === 0) return;
  const jobs = await unlockJobs(client(), poolId, forgotten);
  log().warn({ jobs }, "freed jobs that were given to this worker and never came");
}
