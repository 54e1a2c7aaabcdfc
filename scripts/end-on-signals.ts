/**
 * Ends the process by signals: the first stops everything in order, another one everything by force. A terminal's
 * Ctrl-C reaches this process, and reaches it again through npm, which passes it on: that counts as one.
 */
import type { StopOrder } from "./stop-order.ts";

const SAME_KEYSTROKE_MS = 1000;

export function endOnSignals(order: StopOrder, say: (line: string) => void): void {
  /** A terminal that has been closed takes no more lines, which is no reason not to stop in order. */
  process.stdout.on("error", () => {});
  let firstAt: number | null = null;
  const end = () => {
    if (firstAt === null) {
      firstAt = performance.now();
      say("\nStopping …");
      void order.stopAll().then(() => {
        say("Stopped.");
        process.exit(0);
      });
    } else if (performance.now() - firstAt > SAME_KEYSTROKE_MS) {
      say("Stopping by force …");
      void order.stopNow().then(() => process.exit(1));
    }
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);
}
