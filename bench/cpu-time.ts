/** CPU time of our processes while something runs, from /proc; elsewhere than on Linux it is not known. */
import { readdirSync, readFileSync } from "node:fs";

const TICK_US = 10_000;

type Stat = { pid: number; parent: number; ticks: number };

function readStat(pid: string): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const [parent = 0, utime = 0, stime = 0, cutime = 0, cstime = 0] = [1, 11, 12, 13, 14].map((at) => fields[at]);
    return { pid: Number(pid), parent, ticks: utime + stime + cutime + cstime };
  } catch {
    return null;
  }
}

/** CPU microseconds that a process and its children have used so far; null where /proc does not tell. */
export function cpuMicroseconds(pid: number): number | null {
  try {
    const stats = readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => readStat(name) ?? []);
    const own = stats.filter((stat) => stat.pid === pid || stat.parent === pid);
    return own.length === 0 ? null : own.reduce((sum, { ticks }) => sum + ticks, 0) * TICK_US;
  } catch {
    return null;
  }
}

/** The process that started `pid`; null where /proc does not tell. */
export function parentOf(pid: number): number | null {
  return readStat(String(pid))?.parent ?? null;
}

/** Ticks of all cores so far, busy with anything, and altogether; null where /proc does not tell. */
export function readCoreTicks(): { busy: number; all: number } | null {
  try {
    const ticks = (readFileSync("/proc/stat", "utf8").split("\n")[0] ?? "").split(/\s+/).slice(1).map(Number);
    const all = ticks.slice(0, 8).reduce((sum, value) => sum + value, 0);
    return { busy: all - (ticks[3] ?? 0) - (ticks[4] ?? 0), all };
  } catch {
    return null;
  }
}
