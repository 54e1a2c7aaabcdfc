/**
 * The schema builder: which plugins take part and the shared shapes of lists and ids. Defines no type of the domain.
 * Fields answer a value unless they say nullable; root fields name the permission that they need.
 */
import SchemaBuilder from "@pothos/core";
import ComplexityPlugin from "@pothos/plugin-complexity";
import RelayPlugin from "@pothos/plugin-relay";
import ScopeAuthPlugin from "@pothos/plugin-scope-auth";
import { may, type Permission } from "#webhooks/permissions";
import type { Context } from "./context.ts";
import { badUserInput, forbidden } from "./errors.ts";
import { fieldCost } from "./limits.ts";
import { decodeNodeId, encodeNodeId } from "./node-id.ts";
import { inTurn } from "./node-turns.ts";

type Types = {
  Context: Context;
  AuthScopes: { permission: Permission };
  DefaultFieldNullability: false;
  DefaultEdgesNullability: { list: false; items: false };
  DefaultNodeNullability: false;
  Scalars: {
    DateTime: { Input: Date; Output: Date };
    JSON: { Input: unknown; Output: unknown };
    ID: { Input: string; Output: string };
  };
  /** What a connection carries beside edges and pageInfo; asked only if the field is. */
  Connection: { countTotal: () => Promise<number | null> };
};

/** Ids that `nodes` takes at once. */
const NODES_MAX = 100;

export const builder = new SchemaBuilder<Types>({
  plugins: [RelayPlugin, ScopeAuthPlugin, ComplexityPlugin],
  defaultFieldNullability: false,
  scopeAuth: {
    authorizeOnSubscribe: true,
    authScopes: ({ viewer }) => ({ permission: (permission) => may(viewer.permissions, permission) }),
    unauthorizedError: (_parent, _context, info) => forbidden(info.fieldName),
  },
  complexity: { disabled: true, fieldComplexity: fieldCost },
  relay: {
    cursorType: "String",
    clientMutationId: "omit",
    encodeGlobalID: encodeNodeId,
    decodeGlobalID: decodeNodeId,
    idFieldOptions: { description: "A short type prefix, '_', then an opaque part; sortable by creation." },
    nodeTypeOptions: { description: "Everything that has a global id." },
    nodeQueryOptions: {
      description: "Anything by its id; null when it names nothing of this tenant.",
      authScopes: { permission: "READ" },
      args: { id: { description: "A global id of any type." } },
      resolve: (_root, { id }, context, _info, resolveNode) => inTurn(context, () => resolveNode(id)),
    },
    nodesQueryOptions: {
      description: "Several by their ids, in that order, at most 100; null for each that names nothing of this tenant.",
      authScopes: { permission: "READ" },
      args: { ids: { description: "Global ids of any types." } },
      complexity: ({ ids }) => ({ field: 1, multiplier: ids.length }),
      resolve: (_root, { ids }, context, _info, resolveNodes) => {
        if (ids.length > NODES_MAX)
          throw badUserInput(`There are ${ids.length} ids; at most ${NODES_MAX} are possible.`);
        return inTurn(context, () => resolveNodes(ids));
      },
    },
    pageInfoTypeOptions: { description: "Where a page stands in its list." },
    hasNextPageFieldOptions: { description: "There are older entries after this page." },
    hasPreviousPageFieldOptions: { description: "There are newer entries before this page." },
    startCursorFieldOptions: { description: "Cursor of the first entry; null on an empty page." },
    endCursorFieldOptions: { description: "Cursor of the last entry; null on an empty page." },
    edgesFieldOptions: {
      description: "The entries, newest first.",
      nullable: { list: false, items: false },
      complexity: { field: 0, multiplier: 1 },
    },
    nodeFieldOptions: { description: "The entry itself.", nullable: false },
    cursorFieldOptions: { description: "Where the entry stands in its list; opaque." },
    pageInfoFieldOptions: { description: "Where the page stands in its list." },
    firstArgOptions: { description: "At most this many entries from the start of the list; 0 to 100, 25 by default." },
    afterArgOptions: { description: "Only entries after this cursor." },
    lastArgOptions: { description: "At most this many entries from the end of the list; 0 to 100. Not with first." },
    beforeArgOptions: { description: "Only entries before this cursor." },
  },
});

builder.queryType({
  description: "Lists are newest first; `first` and `last` are at most 100, 25 when neither is given.",
});
builder.mutationType({
  description:
    "Every mutation answers with what it made or changed (null if it refused) and `userErrors`: all faults at once. A refused mutation changes nothing. An operation that asks for a field that the permissions do not allow is FORBIDDEN as a whole, before anything is done.",
});
builder.subscriptionType({ description: "Live operations, over SSE on /api/graphql/stream." });
