/** What has been started, so that all of it is stopped: last started, first stopped. */

/** Resolves when it has stopped. May be called again, in a hurry, while it still stops. */
export type Stop = (how: { hurried: boolean }) => Promise<void>;

export class StopOrder {
  readonly #steps: Stop[] = [];
  #stopped: Promise<void> | null = null;

  /** `stop` is called before all that were added earlier; at once if stopping has begun. */
  add(stop: Stop): void {
    this.#steps.push(stop);
    if (this.#stopped) void tryTo(stop, false);
  }

  /** Resolves when everything has stopped. What cannot be stopped is reported and does not keep the rest from it. */
  stopAll(): Promise<void> {
    this.#stopped ??= this.#stopEach();
    return this.#stopped;
  }

  /** Everything at once and by force. */
  async stopNow(): Promise<void> {
    await Promise.all(this.#steps.map((stop) => tryTo(stop, true)));
  }

  async #stopEach(): Promise<void> {
    for (const stop of this.#steps.toReversed()) await tryTo(stop, false);
  }
}

async function tryTo(stop: Stop, hurried: boolean): Promise<void> {
  try {
    await stop({ hurried });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
}
