/**
 * One request's loaders: whatever many rows of an answer need from the database is fetched for all of them in one
 * statement, and once. Every loader is bound to the viewer's tenant; someone else's row is null. `readerId`: the viewer.
 */
import DataLoader from "dataloader";
import { findApiKeys } from "#db/api-keys";
import { findAuditEntries } from "#db/audit";
import type { Page, Slice } from "#db/cursor";
import type { Delivery } from "#db/deliveries";
import type { DeliveryFilter } from "#db/delivery-filter";
import {
  countDeliveriesOf,
  countHeld,
  type DeliveryOwner,
  findDeliveries,
  listDeliveriesOf,
  listIntegrationsDelivered,
} from "#db/delivery-history";
import type { StoredEvent } from "#db/events";
import { type Attempt, findAttempts, findEvents, listAttempts } from "#db/history";
import { listActions, listIntegrationsUsing } from "#db/integration-actions";
import {
  type IntegrationRevision,
  listDisablings,
  listRevisions,
  listRevisionsAt,
  type MatchMoment,
} from "#db/integration-revisions";
import { findIntegrations, type Integration } from "#db/integrations";
import { findNotifications, findUnread } from "#db/notifications";
import { listQuietSince } from "#db/quiet-watches";
import { countReceivedRequests, listReceivedRequests, type ReceivedRequest } from "#db/received-requests";
import { findReceiverInboxes } from "#db/receiver-inboxes";
import { countTaken, findRecoveries } from "#db/recoveries";
import { listSigningKeys } from "#db/signing-keys";
import { listHealth } from "#db/subscription-health";
import { findSubscriptions, listSubscriptionsEndingWith } from "#db/subscriptions";
import { findUsers } from "#db/users";
import { findReplayTargets } from "#jobs/replay";
import { inboxPath } from "./inbox-uri.ts";

/** Deliveries of one row: those that `filter` lets through, and which page of them. */
export type OwnedDeliveries = { owner: DeliveryOwner; id: string; filter: DeliveryFilter };

export type Loaders = ReturnType<typeof buildLoaders>;

export function buildLoaders(tenantId: string, readerId: string) {
  return {
    integrations: byId((ids) => findIntegrations(tenantId, ids)),
    /** Since when an integration is quiet; null: it is not. */
    quietSince: new DataLoader(async (ids: readonly string[]) => {
      const since = await listQuietSince(tenantId, ids);
      return ids.map((id) => since.get(id) ?? null);
    }),
    subscriptions: byId((ids) => findSubscriptions(tenantId, ids)),
    events: byId((ids) => findEvents(tenantId, ids)),
    deliveries: byId((ids) => findDeliveries(tenantId, ids)),
    recoveries: byId((ids) => findRecoveries(tenantId, ids)),
    /** How the deliveries stand that a recovery took. */
    takenCounts: listsBy(
      (ids) => countTaken(tenantId, ids),
      (row) => row.recoveryId,
    ),
    users: byId((ids) => findUsers(tenantId, ids)),
    apiKeys: byId((ids) => findApiKeys(tenantId, ids)),
    auditEntries: byId((ids) => findAuditEntries(tenantId, ids)),
    receiverInboxes: byId((ids) => findReceiverInboxes(tenantId, ids)),
    notifications: byId((ids) => findNotifications(tenantId, ids)),
    /** Whether the viewer has not read a notification. */
    isUnread: new DataLoader(async (ids: readonly string[]) => {
      const unread = await findUnread(tenantId, readerId, ids);
      return ids.map((id) => unread.has(id));
    }),
    attempts: keyed<{ deliveryId: string; number: number }, Attempt | null>(async (keys) => {
      const rows = await findAttempts(tenantId, keys);
      return keys.map(
        (key) => rows.find((row) => row.deliveryId === key.deliveryId && row.number === key.number) ?? null,
      );
    }),
    /** Of a delivery, oldest first. */
    attemptsOfDelivery: listsBy(
      (ids) => listAttempts(tenantId, ids),
      (row) => row.deliveryId,
    ),
    /** Of an integration, in order. */
    actions: listsBy(
      (ids) => listActions(tenantId, ids),
      (row) => row.integrationId,
    ),
    /** Those that use a subscription now. */
    integrationsUsing: new DataLoader<string, Integration[]>(async (ids) => {
      const rows = await listIntegrationsUsing(tenantId, ids);
      return ids.map((id) => rows.filter((row) => row.subscriptionId === id).map((row) => row.integration));
    }),
    /** Of a subscription, newest first, in the clear. */
    signingKeys: new DataLoader(async (ids: readonly string[]) => {
      const keys = await listSigningKeys(tenantId, ids);
      return ids.map((id) => keys.get(id) ?? []);
    }),
    /** Null: nothing was sent to the subscription yet. */
    health: new DataLoader(async (ids: readonly string[]) => {
      const rows = await listHealth(tenantId, ids);
      return ids.map((id) => rows.find((row) => row.subscriptionId === id) ?? null);
    }),
    heldCount: new DataLoader(async (ids: readonly string[]) => {
      const counts = await countHeld(tenantId, ids);
      return ids.map((id) => counts.get(id) ?? 0);
    }),
    deliveryPage: keyed<OwnedDeliveries & { page: Page }, Slice<Delivery>>((keys) =>
      eachGroup(
        keys,
        ({ id, ...rest }) => rest,
        async ({ owner, filter, page }, group) => {
          const pages = await listDeliveriesOf(tenantId, owner, idsOf(group), filter, page);
          return (key) => pages.get(key.id) ?? { rows: [], hasNextPage: false, hasPreviousPage: false };
        },
      ),
    ),
    deliveryCount: keyed<OwnedDeliveries, number | null>((keys) =>
      eachGroup(
        keys,
        ({ id, ...rest }) => rest,
        async ({ owner, filter }, group) => {
          const counts = await countDeliveriesOf(tenantId, owner, idsOf(group), filter);
          return (key) => counts.get(key.id) ?? null;
        },
      ),
    ),
    revisionPage: keyed<{ id: string; page: Page }, Slice<IntegrationRevision>>((keys) =>
      eachGroup(
        keys,
        ({ id, ...rest }) => rest,
        async ({ page }, group) => {
          const pages = await listRevisions(tenantId, idsOf(group), page);
          return (key) => pages.get(key.id) ?? { rows: [], hasNextPage: false, hasPreviousPage: false };
        },
      ),
    ),
    /** What disabled an integration; null while it is enabled. */
    disabling: new DataLoader(async (ids: readonly string[]) => {
      const rows = await listDisablings(tenantId, ids);
      return ids.map((id) => rows.find((row) => row.integrationId === id) ?? null);
    }),
    /** The integrations that listened at a moment, as they were then. */
    revisionsAt: keyed<MatchMoment, IntegrationRevision[]>((moments) => listRevisionsAt(tenantId, moments)),
    /** The integrations that have a delivery of an event. */
    integrationsDelivered: new DataLoader(async (ids: readonly string[]) => {
      const delivered = await listIntegrationsDelivered(tenantId, ids);
      return ids.map((id) => delivered.get(id) ?? new Set<string>());
    }),
    /** The integrations into which a replay would bring an event. */
    replayTargets: new DataLoader<StoredEvent, string[], string>(
      async (events) => {
        const targets = await findReplayTargets(tenantId, events);
        return events.map(({ id }) => targets.get(id) ?? []);
      },
      { cacheKeyFn: ({ id }) => id },
    ),
    /** The subscriptions that point at an inbox, by its token; deleted ones too. */
    subscriptionsAtInbox: new DataLoader(async (tokens: readonly string[]) => {
      const rows = await listSubscriptionsEndingWith(tenantId, tokens.map(inboxPath));
      return tokens.map((token) => rows.filter((row) => row.uri.endsWith(inboxPath(token))));
    }),
    /** What an inbox got, newest first, at most `first`. */
    receivedRequests: keyed<{ id: string; first: number }, ReceivedRequest[]>((keys) =>
      eachGroup(
        keys,
        ({ first }) => first,
        async ({ first }, group) => {
          const rows = await listReceivedRequests(tenantId, idsOf(group), first);
          return ({ id }) => rows.filter((row) => row.inboxId === id);
        },
      ),
    ),
    /** How many requests an inbox keeps. */
    receivedCount: new DataLoader(async (ids: readonly string[]) => {
      const counts = await countReceivedRequests(tenantId, ids);
      return ids.map((id) => counts.get(id) ?? 0);
    }),
  };
}

function byId<Row extends { id: string }>(find: (ids: readonly string[]) => Promise<Row[]>) {
  return new DataLoader<string, Row | null>(async (ids) => {
    const rows = new Map((await find(ids)).map((row) => [row.id, row]));
    return ids.map((id) => rows.get(id) ?? null);
  });
}

function listsBy<Row>(list: (ids: readonly string[]) => Promise<Row[]>, ownerOf: (row: Row) => string) {
  return new DataLoader<string, Row[]>(async (ids) => {
    const lists = new Map<string, Row[]>(ids.map((id) => [id, []]));
    for (const row of await list(ids)) lists.get(ownerOf(row))?.push(row);
    return ids.map((id) => lists.get(id) ?? []);
  });
}

/** A loader whose keys are objects: those with the same content are the same. */
function keyed<Key, Value>(load: (keys: readonly Key[]) => Promise<Value[]>) {
  return new DataLoader<Key, Value, string>(load, { cacheKeyFn: (key) => JSON.stringify(key) });
}

/** One statement for all keys that differ in their id only (that is: for one field of a document). */
async function eachGroup<Key extends { id: string }, Value>(
  keys: readonly Key[],
  shared: (key: Key) => unknown,
  load: (first: Key, group: readonly Key[]) => Promise<(key: Key) => Value>,
): Promise<Value[]> {
  const groups = new Map<string, Key[]>();
  const nameOf = (key: Key) => JSON.stringify(shared(key));
  for (const key of keys) groups.set(nameOf(key), [...(groups.get(nameOf(key)) ?? []), key]);
  const answers = new Map(
    await Promise.all([...groups].map(async ([name, group]) => [name, await load(group[0] as Key, group)] as const)),
  );
  return keys.map((key) => {
    const answer = answers.get(nameOf(key));
    if (!answer) throw new Error("A group of keys was not loaded.");
    return answer(key);
  });
}

function idsOf(keys: readonly { id: string }[]): string[] {
  return keys.map((key) => key.id);
}
