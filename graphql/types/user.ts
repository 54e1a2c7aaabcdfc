/** Users: the type, its role, and the list of them. */
import { listUsers } from "#db/users";
import type { ROLES } from "#webhooks/permissions";
import { administered } from "../administered.ts";
import { builder } from "../builder.ts";
import { User } from "../type-refs.ts";

export const Role = builder.enumType("Role", {
  description: "What a user may do.",
  values: {
    VIEWER: { value: "VIEWER", description: "READ." },
    EDITOR: { value: "EDITOR", description: "READ and MANAGE." },
    ADMIN: { value: "ADMIN", description: "Every permission." },
  } as const satisfies Record<(typeof ROLES)[number], unknown>,
});

builder.node(User, {
  description: "A person of the tenant who signs in.",
  id: { resolve: (user) => user.id },
  loadMany: (ids, { viewer, loaders }) => administered(viewer, ids, (id) => loaders.users.load(id)),
  fields: (t) => ({
    email: t.exposeString("email", { description: "What the person signs in with; unique, whatever its letter case." }),
    name: t.exposeString("name", { description: "The name that changes are recorded under." }),
    role: t.field({ type: Role, description: "What the person may do.", resolve: (user) => user.role }),
  }),
});

builder.queryField("users", (t) =>
  t.field({
    type: [User],
    description: "The tenant's users, by name.",
    authScopes: { permission: "ADMINISTER" },
    resolve: (_root, _args, { viewer }) => listUsers(viewer.tenantId),
  }),
);
