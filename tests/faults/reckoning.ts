/**
 * Compares, when all is over, what was acknowledged with what the database says and what the receiver got. Whatever
 * does not agree is said in words; nothing said means that every promise was kept.
 */
import { client } from "#db/client";
import { encodeId } from "#webhooks/id";
import type { Receipt } from "./counting-receiver.ts";
import type { Expected, Manner } from "./landscape.ts";

type Row = {
  id: string;
  status: string;
  attemptCount: number;
  /** Its subscription is inactive or paused, which is what people read of a held one. */
  isTakenByNone: boolean;
  isUnderWay: boolean;
  isDue: boolean;
  /** Sent to find out whether a receiver that is paused is well again; never over while that one is gone. */
  isProbe: boolean;
  lastStatusCode: number | null;
  attempts: number;
  highestNumber: number;
  successes: number;
};

export type Reckoning = {
  /** Every disagreement, one sentence each; the first of each kind, and how many there are. */
  faults: string[];
  deliveries: number;
  byStatus: Record<string, number>;
  requests: number;
  /** Requests that the receiver had taken before, under the same webhook-id. */
  duplicates: number;
};

const WAITING = ["PENDING", "RETRYING"];

/** Deliveries that are still on their way, and jobs that are left of them; with both at 0 all has settled. */
export async function countUnsettled(expected: number): Promise<{ deliveries: number; jobs: number; missing: number }> {
  const [row] = await client().sql<{ deliveries: number; jobs: number; all: number }[]>`
    select (select count(*)::int from deliveries) as all,
           (select count(*)::int from deliveries d where status in ('PENDING', 'RETRYING')
               or (status = 'HELD' and exists (select from subscriptions s
                    where s.id = d.subscription_id and s.is_active and s.name <> 'is gone'))) as deliveries,
           (select count(*)::int from graphile_worker.jobs
             where task_identifier in ('match-events', 'deliver', 'resume-subscription')) as jobs`;
  return { deliveries: row?.deliveries ?? 0, jobs: row?.jobs ?? 0, missing: expected - (row?.all ?? 0) };
}

/** What is left on the queue and in the rows, for who has to find out why nothing moves any more. */
export async function describeUnsettled(): Promise<string> {
  const { sql } = client();
  const jobs = await sql`
    select task_identifier as task, attempts, locked_by is not null as locked, locked_by, count(*)::int as count,
           min(run_at)::text as earliest, max(last_error) as error, now()::text as now
      from graphile_worker.jobs group by 1, 2, 3, 4 order by 1, 2 limit 20`;
  const pools = await sql`select id, seen_at::text, started_at::text from worker_pools`;
  const deliveries = await sql`
    select status, attempt_count as attempts, attempt_started_at is not null as under_way, count(*)::int as count,
           min(next_attempt_at)::text as earliest
      from deliveries where status in ('PENDING', 'RETRYING', 'HELD') group by 1, 2, 3 limit 20`;
  const events = await sql`select count(*)::int as unmatched from events where matched_at is null`;
  return JSON.stringify({ events, deliveries, jobs, pools }, null, 1);
}

export async function reckon(
  expected: readonly Expected[],
  acknowledgedEvents: number,
  receipts: ReadonlyMap<string, Receipt>,
): Promise<Reckoning> {
  const rows = new Map((await loadRows()).map((row) => [row.id, row]));
  const complaints = new Complaints();
  const wanted = new Set(expected.map(({ deliveryId }) => deliveryId));
  const [events] = await client().sql<{ all: number; unmatched: number }[]>`
    select count(*)::int as all, (count(*) filter (where matched_at is null))::int as unmatched from events`;
  if (events?.all !== acknowledgedEvents) {
    complaints.add("events and acknowledged events differ", `${events?.all} and ${acknowledgedEvents}`);
  }
  if (events?.unmatched) complaints.add("events were not matched", String(events.unmatched));
  for (const { deliveryId, externalId, manner } of expected) {
    const row = rows.get(deliveryId);
    if (row) checkRow(row, manner, receipts.get(deliveryId), complaints);
    else complaints.add("the delivery of an acknowledged event is lost", `${externalId}, ${manner}`);
  }
  for (const id of rows.keys()) if (!wanted.has(id)) complaints.add("a delivery that nobody asked for", id);
  for (const [id, receipt] of receipts) {
    if (!wanted.has(id)) complaints.add("a request with an unknown webhook-id", id);
    if (receipt.eventIds.size !== 1 || receipt.paths.size !== 1)
      complaints.add("one webhook-id for several things", id);
  }
  if (wanted.size !== expected.length) complaints.add("an event was acknowledged twice under different ids", "");
  const all = [...receipts.values()];
  return {
    faults: complaints.sentences(),
    deliveries: rows.size,
    byStatus: countBy([...rows.values()].map(({ status }) => status)),
    requests: all.reduce((sum, { requests }) => sum + requests, 0),
    duplicates: all.reduce((sum, { taken }) => sum + Math.max(0, taken - 1), 0),
  };
}

async function loadRows(): Promise<Row[]> {
  const rows = await client().sql<Row[]>`
    select d.id, d.status, d.attempt_count as "attemptCount",
           exists (select from subscriptions where id = d.subscription_id and not is_active)
             or exists (select from circuit_breakers where subscription_id = d.subscription_id) as "isTakenByNone",
           d.attempt_started_at is not null as "isUnderWay", d.next_attempt_at is not null as "isDue",
           exists (select from circuit_breakers where probe_delivery_id = d.id) as "isProbe",
           d.last_status_code as "lastStatusCode", count(a.number)::int as attempts,
           coalesce(max(a.number), 0)::int as "highestNumber",
           (count(*) filter (where a.outcome = 'SUCCEEDED'))::int as successes
      from deliveries d left join attempts a on a.delivery_id = d.id group by d.id`;
  return rows.map((row) => ({ ...row, id: encodeId("dlv", row.id) }));
}

/** The row agrees with itself, with what its destination does, and with what the receiver says. */
function checkRow(row: Row, manner: Manner, receipt: Receipt | undefined, complaints: Complaints): void {
  const at = `${row.id} (${manner}, ${row.status}, ${row.attemptCount} attempts)`;
  if (row.attempts !== row.attemptCount || row.highestNumber !== row.attemptCount) {
    complaints.add("attempts are missing or numbered wrong", at);
  }
  if (row.isUnderWay && !row.isProbe) complaints.add("an attempt is under way for ever", at);
  if (WAITING.includes(row.status) !== row.isDue)
    complaints.add("a time for the next attempt, or none, against the status", at);
  if (row.status === "SUCCEEDED" && !receipt?.taken) complaints.add("a success that the receiver knows nothing of", at);
  if ((row.status === "SUCCEEDED") !== row.successes > 0) complaints.add("the status contradicts the attempts", at);
  if (!isHonest(row, manner, receipt)) complaints.add("not the status that it should have", at);
}

function isHonest(row: Row, manner: Manner, receipt: Receipt | undefined): boolean {
  switch (manner) {
    case "is inactive":
      return row.status === "HELD" && row.isTakenByNone && row.attemptCount === 0 && receipt === undefined;
    case "is gone":
      if (row.isProbe && WAITING.includes(row.status)) return true;
      return row.status === "FAILED" ? row.lastStatusCode === 410 : row.status === "HELD" && row.isTakenByNone;
    default:
      return row.status === "SUCCEEDED";
  }
}

/** How often each word is there. */
export function countBy(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

/** Keeps the first of each kind and counts the others. */
class Complaints {
  readonly #kinds = new Map<string, { first: string; count: number }>();

  add(kind: string, example: string): void {
    const known = this.#kinds.get(kind);
    if (known) known.count += 1;
    else this.#kinds.set(kind, { first: example, count: 1 });
  }

  sentences(): string[] {
    return [...this.#kinds].map(([kind, { first, count }]) => `${kind}: ${count} times, first ${first}`);
  }
}
