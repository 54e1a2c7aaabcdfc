/** Viewer and tenant: who is calling, for whom. */
import { findTenant } from "#db/tenants";
import type { PERMISSIONS } from "#webhooks/permissions";
import { builder } from "../builder.ts";
import { Tenant, User } from "../type-refs.ts";
import type { Viewer as ViewerValue } from "../viewer.ts";

export const Permission = builder.enumType("Permission", {
  description: "What a viewer may do. Permissions do not imply one another.",
  values: {
    READ: { value: "READ", description: "All queries." },
    MANAGE: { value: "MANAGE", description: "Integrations, subscriptions, retries, recoveries." },
    PUBLISH: { value: "PUBLISH", description: "Events." },
    ADMINISTER: { value: "ADMINISTER", description: "Users, API keys, notification settings, the audit log." },
  } as const satisfies Record<(typeof PERMISSIONS)[number], unknown>,
});

builder.node(Tenant, {
  description: "The customer that owns everything here.",
  id: { resolve: (tenant) => tenant.id },
  loadMany: (ids, { viewer }) =>
    Promise.all(ids.map((id) => (id === viewer.tenantId ? findTenant(viewer.tenantId) : null))),
  fields: (t) => ({
    name: t.exposeString("name", { description: "Its name." }),
    integrationsEnabled: t.exposeBoolean("integrationsEnabled", {
      description:
        "False: changes of integrations and subscriptions, tests and replays are refused with NOT_ENABLED; events are taken, and what was set up before is still matched and delivered.",
    }),
  }),
});

const Viewer = builder.objectRef<ValueOf>("Viewer");
type ValueOf = ViewerValue;

Viewer.implement({
  description: "Who is calling.",
  fields: (t) => ({
    tenant: t.field({
      type: Tenant,
      description: "The tenant that the viewer belongs to.",
      resolve: async (viewer) => {
        const tenant = await findTenant(viewer.tenantId);
        if (!tenant) throw new Error("The viewer's tenant does not exist.");
        return tenant;
      },
    }),
    name: t.exposeString("name", { description: "The person's name, or the API key's." }),
    permissions: t.field({
      type: [Permission],
      description: "What the viewer may do.",
      resolve: (viewer) => [...viewer.permissions],
    }),
    user: t.field({
      type: User,
      nullable: true,
      description: "The person who is signed in; null for an API key.",
      resolve: (viewer, _args, { loaders }) => (viewer.kind === "user" ? loaders.users.load(viewer.id) : null),
    }),
  }),
});

builder.queryField("viewer", (t) =>
  t.field({
    type: Viewer,
    description: "Who is calling; every valid key and session may ask.",
    resolve: (_root, _args, { viewer }) => viewer,
  }),
);
