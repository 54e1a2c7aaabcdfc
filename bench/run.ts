/**
 * `npm run bench`: figures of the whole pipeline as ratios to what the machine can do in the same run. Absolute figures
 * move with whatever else the machine does; the ratios are what to compare. `npm run bench -- --quick` for a short look;
 * BENCH_PROFILE=<folder> writes the worker's CPU profile there.
 */
import { startBenchEnvironment } from "./bench-environment.ts";
import { measureLatency, measureThroughput, type Throughput } from "./pipeline.ts";
import { measureRawPosts, type RawPosts } from "./raw-posts.ts";

const isQuick = process.argv.includes("--quick");
const ROUNDS = isQuick ? 1 : 3;
const DELIVERIES = isQuick ? 10_000 : 30_000;
const SECONDS = isQuick ? 5 : 20;

const environment = await startBenchEnvironment();
try {
  const rounds: { raw: number; fanOut1: number; fanOut10: number }[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const raw = await measureRawPosts(environment.ports, 3);
    const fanOut1 = await measureThroughput(environment, { deliveries: DELIVERIES, fanOut: 1 });
    const fanOut10 = await measureThroughput(environment, { deliveries: DELIVERIES, fanOut: 10 });
    rounds.push({ raw: raw.perSecond, fanOut1: fanOut1.perSecond, fanOut10: fanOut10.perSecond });
    say(`round ${round}: raw ${whole(raw.perSecond)} signed POST/s, ${whole(raw.cpu)} us CPU each`);
    say(`  fan-out  1: ${describe(fanOut1, raw)}`);
    say(`  fan-out 10: ${describe(fanOut10, raw)}`);
  }
  const [raw, fanOut1, fanOut10] = (["raw", "fanOut1", "fanOut10"] as const).map((name) =>
    median(rounds.map((one) => one[name])),
  ) as [number, number, number];
  say(`median: fan-out 1 ${ratio(fanOut1, raw)} of raw signed POST/s, fan-out 10 ${ratio(fanOut10, raw)}`);
  for (const perSecond of [20, 200]) {
    const { p50, p99, max } = await measureLatency(environment, { perSecond, seconds: SECONDS });
    say(
      `${perSecond} events/s, publish to arrival: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, max ${max.toFixed(1)} ms`,
    );
  }
} finally {
  await environment.stop();
}

function describe({ perSecond, cpu, busy }: Throughput, raw: RawPosts): string {
  const share = (us: number | null) => (us === null ? "?" : whole(us));
  return (
    `${whole(perSecond)} deliveries/s, ratio ${ratio(perSecond, raw.perSecond)}; CPU us per delivery: worker ` +
    `${share(cpu.worker)} (${cpu.worker === null ? "?" : (cpu.worker / raw.cpu).toFixed(1)} raw POSTs), PostgreSQL ${share(cpu.postgres)}, publisher ${share(cpu.publisher)}; cores ${busy === null ? "?" : whole(busy * 100)} % busy`
  );
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function ratio(part: number, whole: number): string {
  return (part / whole).toFixed(3);
}

function whole(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
