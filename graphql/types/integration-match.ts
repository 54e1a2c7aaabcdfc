/**
 * What each integration made of an event, computed from the revisions that the event met, and which would send it now. How many listened then is not
 * known before it is looked up, so what one request may ask is bounded here as well as by its cost.
 */
import type { StoredEvent } from "#db/events";
import type { IntegrationRevision } from "#db/integration-revisions";
import type { Integration as IntegrationRow } from "#db/integrations";
import { explainFilters } from "#webhooks/filter";
import { builder } from "../builder.ts";
import type { Context } from "../context.ts";
import { badUserInput } from "../errors.ts";
import { type ExplainedEvent, Integration, MatchExplanation, WebhookEvent } from "../type-refs.ts";

/** What an event's matches count in the cost of an operation. */
const MATCHES_ASSUMED = 25;
/** Of all events of a request together. */
const MATCHES_MAX = 20_000;

const OUTCOMES = ["MATCHED", "NOT_MATCHED", "DISABLED", "SUBSCRIPTION_EXCLUDES_TYPE"] as const;
type Outcome = (typeof OUTCOMES)[number];
type Match = { integration: IntegrationRow; outcome: Outcome; explanation: ExplainedEvent };

const MatchOutcome = builder.enumType("MatchOutcome", {
  description: "What an integration made of an event.",
  values: {
    MATCHED: { value: "MATCHED", description: "It fired." },
    NOT_MATCHED: { value: "NOT_MATCHED", description: "None of its filters let the event through." },
    DISABLED: { value: "DISABLED", description: "It was disabled." },
    SUBSCRIPTION_EXCLUDES_TYPE: {
      value: "SUBSCRIPTION_EXCLUDES_TYPE",
      description: "Its filters let the event through, but none of its subscriptions takes the event type.",
    },
  } as const satisfies Record<Outcome, unknown>,
});

const IntegrationMatch = builder.objectRef<Match>("IntegrationMatch").implement({
  description: "What one integration made of an event, and why.",
  fields: (t) => ({
    integration: t.field({
      type: Integration,
      description: "The integration, as it is now.",
      resolve: (match) => match.integration,
    }),
    outcome: t.field({ type: MatchOutcome, description: "In a word.", resolve: (match) => match.outcome }),
    explanation: t.field({
      type: MatchExplanation,
      nullable: true,
      description: "Condition by condition, by the filters at the time of matching.",
      resolve: (match) => match.explanation,
    }),
  }),
});

builder.objectField(WebhookEvent, "matches", (t) =>
  t.field({
    type: [IntegrationMatch],
    description: "Why each integration of this trigger fired or did not, by its revision at the time of matching.",
    authScopes: { permission: "READ" },
    complexity: { field: 1, multiplier: MATCHES_ASSUMED },
    resolve: matchesOf,
  }),
);

builder.objectField(WebhookEvent, "missedBy", (t) =>
  t.field({
    type: [Integration],
    description:
      "Enabled integrations that, as they are now, let the event through and have not delivered it to each of their subscriptions: those into which replayEvents brings it.",
    authScopes: { permission: "READ" },
    complexity: { field: 1, multiplier: MATCHES_ASSUMED },
    resolve: async (event, _args, { loaders }) => {
      const ids = await loaders.replayTargets.load(event);
      const found = await Promise.all(ids.map((id) => loaders.integrations.load(id)));
      return found.filter((integration) => integration !== null);
    },
  }),
);

async function matchesOf(event: StoredEvent, _args: unknown, context: Context): Promise<Match[]> {
  if (event.matchedVersion === null) return [];
  const { loaders } = context;
  const [revisions, delivered] = await Promise.all([
    loaders.revisionsAt.load({ trigger: event.type, definitionVersion: event.matchedVersion }),
    loaders.integrationsDelivered.load(event.id),
  ]);
  context.matchesAnswered += revisions.length;
  if (context.matchesAnswered > MATCHES_MAX) {
    const max = MATCHES_MAX.toLocaleString("en-US");
    throw badUserInput(`The events have more than ${max} matches in all; ask for those of fewer events at once.`);
  }
  return Promise.all(
    revisions.map(async (revision) => {
      const integration = await loaders.integrations.load(revision.integrationId);
      if (!integration) throw new Error("The integration of a revision does not exist.");
      const explanation = { event, ...explainFilters(revision.filters, { type: event.type, ...event.payload }) };
      return { integration, explanation, outcome: judgeMatch(revision, explanation.matched, delivered) };
    }),
  );
}

function judgeMatch(revision: IntegrationRevision, hasMatched: boolean, delivered: ReadonlySet<string>): Outcome {
  if (!revision.isEnabled) return "DISABLED";
  if (!hasMatched) return "NOT_MATCHED";
  return delivered.has(revision.integrationId) ? "MATCHED" : "SUBSCRIPTION_EXCLUDES_TYPE";
}
