/**
 * Takes events in: stores them and queues their matching in one transaction, many publishers' events together (group
 * commit). Leaves parsing to webhooks/event and permissions to whoever calls.
 */
import { client, type Runner } from "#db/client";
import {
  claimExternalIds,
  type ExternalIdClaim,
  findEventsByExternalId,
  insertEvents,
  type StoredEvent,
  takeOverExternalId,
} from "#db/events";
import { newId } from "#db/new-id";
import { notingRefusal } from "#db/write-refusals";
import { isEmergency, type ParsedEvent } from "#webhooks/event";
import { createGroupCommit, type GroupCommit } from "./group-commit.ts";
import { IDS_PER_JOB } from "./payloads.ts";
import { addJobs, type JobSpec, PRIORITY } from "./queue.ts";

/** In the order of the input: what was stored, or what was known already under the same external id. */
export type Published = { events: StoredEvent[]; duplicates: number };

const EVENTS_PER_FLUSH = 1_000;

/** Kept on globalThis: bundlers may load this module several times in one process. */
const held = globalThis as typeof globalThis & { signalpostPublishing?: GroupCommit<StoredEvent[], Published> };

/**
 * Stores events and queues their matching; resolves once they are durable. An event whose external id the tenant
 * knows already is not stored again (claimed by primary key in event_external_ids), also among events that are
 * published at the same time. All or none of one call.
 */
export function publishEvents(tenantId: string, parsed: readonly ParsedEvent[]): Promise<Published> {
  held.signalpostPublishing ??= createGroupCommit({
    flush: (requests: StoredEvent[][]) => notingRefusal(client().sql.begin((tx) => storeAndQueue(tx, requests))),
    weightOf: (events) => events.length,
    weightMax: EVENTS_PER_FLUSH,
    parallel: 2,
  });
  const receivedAt = new Date();
  return held.signalpostPublishing.add(parsed.map((event) => newEvent(tenantId, event, receivedAt)));
}

function newEvent(tenantId: string, event: ParsedEvent, receivedAt: Date): StoredEvent {
  return {
    id: newId(),
    tenantId,
    type: event.type,
    externalId: event.externalId,
    occurredAt: event.occurredAt ?? receivedAt,
    receivedAt,
    payload: { metadata: event.metadata, data: event.data },
    isTest: false,
    matchedAt: null,
    matchedVersion: null,
  };
}

async function storeAndQueue(tx: Runner, requests: StoredEvent[][]): Promise<Published[]> {
  const knownBy = await findKnownEvents(tx, requests.flat());
  const isNew = (event: StoredEvent) => (knownBy.get(event.id) ?? event) === event;
  const fresh = requests.flat().filter(isNew);
  if (fresh.length > 0) await insertEvents(tx, fresh);
  await addJobs(tx, matchJobs(fresh));
  return requests.map((events) => ({
    events: events.map((event) => knownBy.get(event.id) ?? event),
    duplicates: events.filter((event) => !isNew(event)).length,
  }));
}

/** For each event with an external id: the event that holds it, which is itself when it is the first. */
async function findKnownEvents(tx: Runner, events: StoredEvent[]): Promise<Map<string, StoredEvent>> {
  const holders = new Map<string, StoredEvent>();
  const claims: ExternalIdClaim[] = [];
  for (const event of events) {
    if (event.externalId === null || holders.has(claimKey(event))) continue;
    holders.set(claimKey(event), event);
    claims.push({ tenantId: event.tenantId, externalId: event.externalId, eventId: event.id });
  }
  if (claims.length === 0) return new Map();
  const won = await claimExternalIds(tx, claims);
  const lost = claims.filter((claim) => !won.has(claim.eventId));
  if (lost.length > 0) {
    const existing = new Map((await findEventsByExternalId(tx, lost)).map((event) => [claimKey(event), event]));
    for (const claim of lost) {
      const known = existing.get(claimKey(claim));
      if (known) holders.set(claimKey(claim), known);
      else await takeOverExternalId(tx, claim);
    }
  }
  return new Map(
    events.flatMap((event) => {
      const holder = event.externalId === null ? undefined : holders.get(claimKey(event));
      return holder ? [[event.id, holder]] : [];
    }),
  );
}

function claimKey(claim: { tenantId: string; externalId: string | null }): string {
  return `${claim.tenantId} ${claim.externalId}`;
}

/** Emergency events have jobs of their own, which precede all others. */
function matchJobs(events: readonly StoredEvent[]): JobSpec[] {
  const urgent = events.filter((event) => isEmergency({ type: event.type, ...event.payload }));
  const urgentIds = new Set(urgent.map(({ id }) => id));
  const rest = events.filter((event) => !urgentIds.has(event.id));
  return [...jobsOf(urgent, PRIORITY.emergency), ...jobsOf(rest, PRIORITY.operational)];
}

function jobsOf(events: readonly StoredEvent[], priority: number): JobSpec[] {
  const jobs: JobSpec[] = [];
  for (let start = 0; start < events.length; start += IDS_PER_JOB) {
    const eventIds = events.slice(start, start + IDS_PER_JOB).map(({ id }) => id);
    jobs.push({ task: "match-events", payload: { eventIds }, priority });
  }
  return jobs;
}
