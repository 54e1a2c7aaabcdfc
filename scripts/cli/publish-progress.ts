/** What a person sees while events are published: a bar on a terminal, a line now and then elsewhere. On stderr. */
import { Presets, SingleBar } from "cli-progress";

export type PublishProgress = {
  /** `events` so far, and the `bytes` of them that were read. */
  advance: (events: number, bytes: number) => void;
  /** A sentence that is to stay. */
  say: (sentence: string) => void;
  stop: () => void;
};

const LINE_EVERY_MS = 2000;

/** `bytesTotal` null: nobody knows how much there is, as with a pipe. */
export function startProgress(bytesTotal: number | null): PublishProgress {
  return process.stderr.isTTY ? startBar(bytesTotal) : startLines();
}

function startBar(bytesTotal: number | null): PublishProgress {
  const format =
    bytesTotal === null ? "{events} events" : "{bar} {percentage} %  {events} events  {eta_formatted} left";
  const options = { format, clearOnComplete: false, hideCursor: true, stopOnComplete: false };
  const bar = new SingleBar(options, Presets.shades_classic);
  bar.start(bytesTotal ?? 1, 0, { events: "0" });
  return {
    advance: (events, bytes) =>
      bar.update(bytesTotal === null ? 0 : Math.min(bytes, bytesTotal), { events: events.toLocaleString("en-US") }),
    say: (sentence) => process.stderr.write(`\r\u001b[K${sentence}\n`),
    stop: () => bar.stop(),
  };
}

function startLines(): PublishProgress {
  let saidAtMs = performance.now();
  return {
    advance: (events) => {
      if (performance.now() - saidAtMs < LINE_EVERY_MS) return;
      saidAtMs = performance.now();
      console.error(`${events.toLocaleString("en-US")} events so far`);
    },
    say: console.error,
    stop: () => {},
  };
}
