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
const RAW_SECONDS = isQuick ? 1.5 : 3;
const SECONDS = isQuick ? 5 : 20;

const environment = await startBenchEnvironment();
try {
  const ratios: { fanOut1: number[]; fanOut10: number[] } = { fanOut1: [], fanOut10: [] };
  let raw = await measureRawPosts(environment.ports, RAW_SECONDS);
  for (let round = 1; round <= ROUNDS; round += 1) {
    say(`round ${round}`);
    for (const [name, fanOut] of [
      ["fanOut1", 1],
      ["fanOut10", 10],
    ] as const) {
      const before = raw;
      const throughput = await measureThroughput(environment, { deliveries: DELIVERIES, fanOut });
      raw = await measureRawPosts(environment.ports, RAW_SECONDS);
      const around = { perSecond: (before.perSecond + raw.perSecond) / 2, cpu: (before.cpu + raw.cpu) / 2 };
      ratios[name].push(throughput.perSecond / around.perSecond);
      say(`  fan-out ${String(fanOut).padStart(2)}: ${describe(throughput, around)}`);
    }
  }
  say(
    `median ratio to raw signed POST/s: fan-out 1 ${median(ratios.fanOut1).toFixed(3)}, ` +
      `fan-out 10 ${median(ratios.fanOut10).toFixed(3)}`,
  );
  for (const perSecond of [20, 200]) {
    const { p50, p99, max } = await measureLatency(environment, { perSecond, seconds: SECONDS });
    say(
      `${perSecond} events/s, publish to arrival: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, max ${max.toFixed(1)} ms`,
    );
  }
} finally {
  await environment.stop();
}

/** `raw` is the yardstick right before and after. */
function describe({ perSecond, cpu, busy }: Throughput, raw: RawPosts): string {
  const share = (us: number | null) => (us === null ? "?" : whole(us));
  const inRawPosts = cpu.worker === null ? "?" : (cpu.worker / raw.cpu).toFixed(1);
  return (
    `${whole(perSecond)} deliveries/s, ratio ${(perSecond / raw.perSecond).toFixed(3)} to ${whole(raw.perSecond)} raw ` +
    `POST/s; CPU us per delivery: worker ${share(cpu.worker)} (${inRawPosts} raw POSTs), ` +
    `PostgreSQL ${share(cpu.postgres)}, publisher ${share(cpu.publisher)}; ` +
    `cores ${busy === null ? "?" : whole(busy * 100)} % busy`
  );
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function whole(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
