/** The audit trail: the type and its list. */

import { listAuditEntries } from "#db/audit";
import { parsePage } from "#db/cursor";
import { administered } from "../administered.ts";
import { valuesOf } from "../argument-values.ts";
import { builder } from "../builder.ts";
import { connectionOf } from "../pages.ts";
import { AuditEntry } from "../type-refs.ts";

/** What the cursors of the list are marked with. */
const LIST = "auditLog";

builder.node(AuditEntry, {
  description: "One change: who changed what, and when.",
  id: { resolve: (entry) => entry.id },
  loadMany: (ids, { viewer, loaders }) => administered(viewer, ids, (id) => loaders.auditEntries.load(id)),
  fields: (t) => ({
    at: t.expose("at", { type: "DateTime", description: "When." }),
    actor: t.exposeString("actor", { description: "The person, or the API key, by name." }),
    action: t.exposeString("action", { description: "What was done to what, such as integration.updated." }),
    subjectId: t.exposeID("subjectId", {
      nullable: true,
      description: "The global id of what was changed; it may be gone by now.",
    }),
    summary: t.exposeString("summary", { description: "One sentence for a person." }),
    before: t.expose("before", {
      type: "JSON",
      nullable: true,
      description: "As it was before, secrets masked; null for what was made.",
    }),
    after: t.expose("after", {
      type: "JSON",
      nullable: true,
      description: "As it was after, secrets masked; null for what was deleted.",
    }),
  }),
});

const AuditConnection = builder.connectionObject(
  { type: AuditEntry, name: "AuditConnection", description: "A page of the audit trail." },
  { name: "AuditEdge", description: "A change in the audit trail." },
);

builder.queryField("auditLog", (t) =>
  t.field({
    type: AuditConnection,
    description:
      "Everything that was done to integrations, subscriptions, deliveries, recoveries, users, API keys and notification settings, newest first.",
    authScopes: { permission: "ADMINISTER" },
    args: t.arg.connectionArgs(),
    resolve: async (_root, args, { viewer }) => {
      const { page } = valuesOf({ page: parsePage(args, LIST) });
      return connectionOf(LIST, await listAuditEntries(viewer.tenantId, page), (row) => row.id);
    },
  }),
);
