/** One of our programs kept running, as the supervisor does, until a test stops, kills or freezes it. */
import { setTimeout as delay } from "node:timers/promises";
import type { RunningProcess } from "../support/processes.ts";

const AGAIN_AFTER_MS = 300;

export class KeptProcess {
  /** Exit codes of graceful stops, in order; null: it was killed. */
  readonly stopCodes: (number | null)[] = [];
  /** How often it ended without having been told to. */
  deaths = 0;
  readonly #launch: () => RunningProcess;
  #current: RunningProcess | null = null;
  #keeping: Promise<void> = Promise.resolve();
  #isWanted = false;

  constructor(launch: () => RunningProcess) {
    this.#launch = launch;
  }

  /** Starts it; it may take a while until it works. */
  start(): void {
    if (this.#isWanted) return;
    this.#isWanted = true;
    this.#keeping = this.#keep();
  }

  /** Ends it for good; resolves when it has ended. */
  async stop(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    this.#isWanted = false;
    const code = await this.#current?.stop(signal);
    if (signal === "SIGTERM") this.stopCodes.push(code ?? null);
    await this.#keeping;
  }

  freeze(): void {
    if (this.#current && !this.#current.hasEnded()) process.kill(this.#current.pid, "SIGSTOP");
  }

  thaw(): void {
    if (this.#current && !this.#current.hasEnded()) process.kill(this.#current.pid, "SIGCONT");
  }

  /** What the newest one printed. */
  output(): string {
    return this.#current?.output() ?? "";
  }

  async #keep(): Promise<void> {
    while (this.#isWanted) {
      this.#current = this.#launch();
      await this.#current.ended;
      if (!this.#isWanted) return;
      this.deaths += 1;
      await delay(AGAIN_AFTER_MS);
    }
  }
}
