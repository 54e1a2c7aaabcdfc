/** What has been started, so that all of it is stopped: last started, first stopped. */

export class StopOrder {
  readonly #steps: (() => Promise<void>)[] = [];
  #stopped: Promise<void> | null = null;

  /** `stop` is called before all that were added earlier; at once if stopping has begun. */
  add(stop: () => Promise<void>): void {
    if (this.#stopped) void stop().catch(complain);
    else this.#steps.push(stop);
  }

  /** Resolves when everything has stopped. What cannot be stopped is reported and does not keep the rest from it. */
  stopAll(): Promise<void> {
    this.#stopped ??= this.#stopEach();
    return this.#stopped;
  }

  async #stopEach(): Promise<void> {
    for (const stop of this.#steps.toReversed()) await stop().catch(complain);
  }
}

function complain(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
}
