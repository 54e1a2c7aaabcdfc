/** Looking at the URI of a subscription before it is saved. */
import { type Inspected, inspectEndpoint, type Reach as ReachName } from "#jobs/resolve-endpoint";
import { parseBounded } from "../argument-bounds.ts";
import { valuesOf } from "../argument-values.ts";
import { builder } from "../builder.ts";
import { UserError } from "./user-error.ts";

const EndpointReach = builder.enumType("EndpointReach", {
  description: "Where a URI leads now.",
  values: {
    PUBLIC: { value: "PUBLIC", description: "To an address on the internet." },
    ALLOWED: { value: "ALLOWED", description: "Into a network that the operator has opened for deliveries." },
    UNRESOLVED: { value: "UNRESOLVED", description: "Nowhere: its name has no address now. It may be saved." },
  } as const satisfies Record<ReachName, unknown>,
});

const EndpointCheck = builder.objectRef<Inspected>("EndpointCheck").implement({
  description: "What saving a URI would say of it now.",
  fields: (t) => ({
    reach: t.field({
      type: EndpointReach,
      nullable: true,
      description: "Where it leads; null when it would be refused.",
      resolve: (check) => check.reach,
    }),
    userErrors: t.field({
      type: [UserError],
      description: 'Why it would be refused; the path is ["uri"].',
      resolve: (check) => check.errors,
    }),
  }),
});

builder.queryField("checkWebhookUri", (t) =>
  t.field({
    type: EndpointCheck,
    description:
      "Looks at a subscription's URI before it is saved: its form, and where its name leads. Sends nothing to it.",
    authScopes: { permission: "MANAGE" },
    complexity: { field: 50, multiplier: 1 },
    args: { uri: t.arg.string({ required: true, description: "As it would be saved." }) },
    resolve: async (_root, { uri }) => {
      const { given } = valuesOf({ given: parseBounded({ text: uri }) });
      return inspectEndpoint(given.text, ["uri"]);
    },
  }),
);
