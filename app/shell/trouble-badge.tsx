/** How many subscriptions take no deliveries, at the overview's place in the side bar; nothing when all do. */
import clsx from "clsx";
import { TriangleAlert } from "lucide-react";
import { graphql } from "#graphql/document";
import { ask } from "../session.ts";
import { countOf, formatCount } from "../wording/numbers.ts";

const TroubleQuery = graphql(`
  query Trouble {
    webhookSubscriptions(first: 0, healthStates: [FAILING, PAUSED]) {
      totalCount
    }
  }
`);

/** Where the side bar is folded it stands on the icon. */
export async function TroubleBadge() {
  const { totalCount } = (await ask(TroubleQuery, {})).webhookSubscriptions;
  if (totalCount === 0) return null;
  const verb = totalCount === 1 ? "is" : "are";
  return (
    <span
      className={clsx(
        "absolute top-0 right-0.5 flex items-center gap-1 text-meta font-medium text-bad-ink tabular-nums",
        "lg:not-group-data-slim/side:static lg:not-group-data-slim/side:ml-auto",
      )}
    >
      <TriangleAlert
        size={14}
        strokeWidth={2.25}
        aria-hidden="true"
        className="hidden text-bad-ink! lg:not-group-data-slim/side:block"
      />
      <span aria-hidden="true">{formatCount(totalCount)}</span>
      <span className="sr-only">{`${countOf(totalCount, "subscription")} ${verb} not taking deliveries`}</span>
    </span>
  );
}
