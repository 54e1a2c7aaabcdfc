/**
 * How the embedded PostgreSQL is configured: scaled to the machine's memory, for many small writes and queue tables
 * that empty as fast as they fill. Given as arguments at every start, so that the cluster's own files stay untouched.
 */
import { totalmem } from "node:os";

const MEBIBYTE = 1024 * 1024;

/** Arguments of `postgres`. `durable: false` gives up safety against crashes and most memory; for tests. */
export function postgresArguments({ port, durable }: { port: number; durable: boolean }): string[] {
  const memory = memoryMebibytes();
  const settings: Record<string, string | number> = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: 200,
    timezone: "UTC",
    log_timezone: "UTC",
    jit: "off",
    shared_buffers: durable ? `${clamp(memory / 8, 64, 1024)}MB` : "64MB",
    work_mem: "16MB",
    random_page_cost: 1.1,
    max_wal_size: durable ? `${clamp(memory / 4, 1024, 8192)}MB` : "1GB",
    checkpoint_timeout: "15min",
    autovacuum_naptime: "10s",
    autovacuum_vacuum_cost_delay: 0,
    ...(durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** What this process may use: a container's bound, or the machine's. */
function memoryMebibytes(): number {
  const constrained = process.constrainedMemory?.() || Number.POSITIVE_INFINITY;
  return Math.min(constrained, totalmem()) / MEBIBYTE;
}

function clamp(value: number, min: number, max: number): number {
  return Math.round(Math.min(max, Math.max(min, value)));
}
