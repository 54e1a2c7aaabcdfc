/** Recoveries: the type and its list. */
import { parsePage } from "#db/cursor";
import { listRecoveries, type TakenCount } from "#db/recoveries";
import type { DeliveryStatus } from "#webhooks/delivery";
import { valuesOf } from "../argument-values.ts";
import { builder } from "../builder.ts";
import { connectionOf } from "../pages.ts";
import { Recovery } from "../type-refs.ts";

/** What the cursors of the list are marked with. */
const LIST = "recoveries";

const RecoveryStatus = builder.enumType("RecoveryStatus", {
  description: "How a recovery stands.",
  values: {
    RUNNING: { value: "RUNNING", description: "It goes on, a portion a second." },
    COMPLETED: { value: "COMPLETED", description: "Everything was taken." },
    CANCELLED: { value: "CANCELLED", description: "A person stopped it; what was taken goes on." },
  } as const,
});

const RecoveryOutcome = builder.objectRef<readonly TakenCount[]>("RecoveryOutcome").implement({
  description: "How the deliveries stand now that a recovery took, and that no later one took.",
  fields: (t) => ({
    succeeded: t.int({ description: "They arrived.", resolve: sumOf("SUCCEEDED") }),
    failed: t.int({ description: "They failed for good, again.", resolve: sumOf("FAILED") }),
    cancelled: t.int({ description: "They were given up.", resolve: sumOf("CANCELLED") }),
    waiting: t.int({
      description: "They wait for an attempt, or are held.",
      resolve: sumOf("PENDING", "RETRYING", "HELD"),
    }),
  }),
});

function sumOf(...statuses: DeliveryStatus[]) {
  return (counts: readonly TakenCount[]) =>
    counts.reduce((sum, { status, deliveries }) => sum + (statuses.includes(status) ? deliveries : 0), 0);
}

builder.node(Recovery, {
  description:
    "A bulk retry of deliveries, or a replay of past events into one integration; at a bounded pace, behind live traffic.",
  id: { resolve: (recovery) => recovery.id },
  loadMany: (ids, { loaders }) => Promise.all(ids.map((id) => loaders.recoveries.load(id))),
  fields: (t) => ({
    status: t.field({ type: RecoveryStatus, description: "How it stands.", resolve: (recovery) => recovery.status }),
    total: t.exposeInt("total", {
      description:
        "Deliveries that it is to take: counted when it began, and with what failed since and was taken too.",
    }),
    done: t.exposeInt("done", {
      description:
        "Deliveries that it took so far. Fewer than `total` at the end: the others needed it no more, because someone else had them tried again, or could not be sent any more.",
    }),
    outcome: t.field({
      type: RecoveryOutcome,
      description: "What became of those that it took so far.",
      resolve: ({ id }, _args, { loaders }) => loaders.takenCounts.load(id),
    }),
    requestedBy: t.exposeString("requestedBy", { description: "The person, or the API key." }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it began." }),
    completedAt: t.expose("completedAt", { type: "DateTime", nullable: true, description: "When it ended." }),
  }),
});

const RecoveryConnection = builder.connectionObject(
  { type: Recovery, name: "RecoveryConnection", description: "A page of recoveries." },
  { name: "RecoveryEdge", description: "A recovery in its list." },
);

builder.queryField("recoveries", (t) =>
  t.field({
    type: RecoveryConnection,
    description: "Recoveries, newest first.",
    authScopes: { permission: "READ" },
    args: {
      first: t.arg.int({ description: "At most this many; 0 to 100, 25 by default." }),
      after: t.arg.string({ description: "Only recoveries after this cursor." }),
    },
    resolve: async (_root, args, { viewer }) => {
      const { page } = valuesOf({ page: parsePage(args, LIST) });
      return connectionOf(LIST, await listRecoveries(viewer.tenantId, page), (row) => row.id);
    },
  }),
);
