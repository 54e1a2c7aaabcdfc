/**
 * The weekly partitions of events, deliveries and attempts: made ahead of time, dropped whole when they are past
 * retention. All three are cut at the same instants, because a delivery's id begins like its event's and attempts
 * are cut by delivery.
 */
import { firstUuidAt } from "#webhooks/id";
import type { Runner, Sql } from "./client.ts";

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
/** A Monday, 00:00 UTC. */
const FIRST_MONDAY_MS = Date.UTC(1970, 0, 5);

/**
 * How partitions lie on disk. Events and deliveries are updated once soon after they are inserted: room on their pages
 * keeps those updates off the indexes, and an event's payload lies apart (TOAST), so that marking it as matched does not
 * write it again.
 */
const PARTITIONED = [
  { table: "events", storage: "fillfactor = 60, toast_tuple_target = 128", apart: "payload" },
  { table: "deliveries", storage: "fillfactor = 55", apart: null },
  { table: "attempts", storage: "fillfactor = 100", apart: null },
] as const;
const AUTOVACUUM = "autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.1";

/** A replay's delivery is of a later week than its event; of an event that was not matched the deliveries are to come. */
const WAITING_OF_WEEK = `
select (select count(*) from deliveries
         where status in ('PENDING', 'RETRYING', 'HELD')
           and ((id >= $1 and id < $2) or (event_id >= $1 and event_id < $2)))::int as waiting,
       (select count(*) from events where matched_at is null and id >= $1 and id < $2)::int as unmatched`;

/**
 * Makes what is missing of every weekly partition between two instants. Idempotent; safe from several processes. Made apart
 * and then attached: to make it within its table would wait for everybody who reads there, and all others for that.
 */
export async function ensurePartitions(sql: Sql, from: Date, to: Date): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtext('signalpost.partitions'))`;
    const existing = new Set((await listPartitions(tx)).map((partition) => partition.name));
    for (let startMs = weekOf(from.getTime()); startMs <= to.getTime(); startMs += WEEK_MS) {
      for (const { table, storage, apart } of PARTITIONED) {
        const name = partitionName(table, startMs);
        if (existing.has(name)) continue;
        await tx.unsafe(
          `create table ${name} (like ${table} including all excluding indexes) with (${storage}, ${AUTOVACUUM})`,
        );
        if (apart) await tx.unsafe(`alter table ${name} alter column ${apart} set storage external`);
        await tx.unsafe(
          `alter table ${table} attach partition ${name}
             for values from ('${firstUuidAt(startMs)}') to ('${firstUuidAt(startMs + WEEK_MS)}')`,
        );
      }
    }
  });
}

/** Partitions for what is received in the coming eight weeks (and the last one: clocks differ). */
export function ensureUpcomingPartitions(sql: Sql, now: Date): Promise<void> {
  return ensurePartitions(sql, new Date(now.getTime() - WEEK_MS), new Date(now.getTime() + 8 * WEEK_MS));
}

/** What keeps a week though it is past retention: deliveries that wait, and events that were never matched. */
type Waiting = { waiting: number; unmatched: number };
/** `dropped`: names of partitions. `week`: the day it begins on. */
export type Dropped = { dropped: string[]; kept: ({ week: string } & Waiting)[] };

/** A backup may read for hours, a drop waits for it, and whoever writes waits behind the drop. */
const DROP_WITHIN_MS = 500;

/**
 * Drops every week that ended before `before`, but none of which a delivery still waits, or that holds the event of one,
 * or one that was never matched: what is held is never dropped, and what was acknowledged neither.
 * Throws when somebody reads for too long; then there is another time.
 */
export async function dropPartitionsBefore(sql: Sql, before: Date): Promise<Dropped> {
  const old = (await listPartitions(sql)).filter(({ startMs }) => startMs + WEEK_MS <= before.getTime());
  const all: Dropped = { dropped: [], kept: [] };
  for (const startMs of new Set(old.map((one) => one.startMs))) {
    const names = old.filter((one) => one.startMs === startMs).map(({ name }) => name);
    // Without a lock: whoever delivers would wait for it, and one that is raised to drop can lead to deadlocks.
    const { waiting, unmatched } = await countWaitingOf(sql, startMs);
    if (waiting + unmatched > 0) {
      all.kept.push({ week: new Date(startMs).toISOString().slice(0, 10), waiting, unmatched });
      continue;
    }
    for (const name of names) await dropSoon(sql, name);
    all.dropped.push(...names);
  }
  return all;
}

async function dropSoon(sql: Sql, name: string): Promise<void> {
  await sql.begin(async (tx) => {
    await tx.unsafe(`set local lock_timeout = ${DROP_WITHIN_MS}`);
    await tx.unsafe(`drop table ${name}`);
  });
}

async function countWaitingOf(run: Runner, startMs: number): Promise<Waiting> {
  const [row] = await run.unsafe<Waiting[]>(WAITING_OF_WEEK, [firstUuidAt(startMs), firstUuidAt(startMs + WEEK_MS)]);
  if (!row) throw new Error("Nothing was counted.");
  return row;
}

async function listPartitions(sql: Pick<Sql, "unsafe">): Promise<{ name: string; startMs: number }[]> {
  const rows = await sql.unsafe<{ name: string }[]>(
    `select c.relname as name from pg_inherits i
       join pg_class c on c.oid = i.inhrelid
       join pg_class p on p.oid = i.inhparent
      where p.relname in ('events', 'deliveries', 'attempts') and p.relkind = 'p' and p.relnamespace = 'public'::regnamespace`,
  );
  return rows.map(({ name }) => {
    const day = name.slice(-8);
    return { name, startMs: Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6))) };
  });
}

function weekOf(ms: number): number {
  return Math.floor((ms - FIRST_MONDAY_MS) / WEEK_MS) * WEEK_MS + FIRST_MONDAY_MS;
}

/** deliveries_20261123: the Monday it begins on. */
function partitionName(table: string, startMs: number): string {
  return `${table}_${new Date(startMs).toISOString().slice(0, 10).replaceAll("-", "")}`;
}
