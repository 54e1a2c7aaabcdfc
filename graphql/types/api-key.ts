/** API keys: the type and the list of them. */
import { listApiKeys } from "#db/api-keys";
import { administered } from "../administered.ts";
import { builder } from "../builder.ts";
import { ApiKey } from "../type-refs.ts";
import { Permission } from "./viewer.ts";

builder.node(ApiKey, {
  description: "What a program shows instead of signing in. The key itself is shown once, when it is made.",
  id: { resolve: (key) => key.id },
  loadMany: (ids, { viewer, loaders }) => administered(viewer, ids, (id) => loaders.apiKeys.load(id)),
  fields: (t) => ({
    name: t.exposeString("name", { description: "The name that changes are recorded under." }),
    prefix: t.exposeString("prefix", { description: "The first characters, enough to recognise it." }),
    permissions: t.field({
      type: [Permission],
      description: "What it may do.",
      resolve: (key) => key.permissions,
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was made." }),
    lastUsedAt: t.expose("lastUsedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was used last, to the minute; null: never.",
    }),
    expiresAt: t.expose("expiresAt", {
      type: "DateTime",
      nullable: true,
      description: "From when on it lets nobody in; null: never.",
    }),
    revokedAt: t.expose("revokedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was revoked; null: it is not.",
    }),
  }),
});

builder.queryField("apiKeys", (t) =>
  t.field({
    type: [ApiKey],
    description: "The tenant's API keys, expired and revoked ones too, newest first.",
    authScopes: { permission: "ADMINISTER" },
    resolve: (_root, _args, { viewer }) => listApiKeys(viewer.tenantId),
  }),
);
