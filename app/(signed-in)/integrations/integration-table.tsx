/** The rows of the integrations list: switch, name with its filters in one sentence, subscription, health. */
import { CornerDownRight, Layers } from "lucide-react";
import Link from "next/link";
import { Suspense } from "react";
import { Activity, ActivityPending, type ActivityReport } from "#ui/activity";
import { Sentence } from "#ui/sentence";
import { DISABLED_INTEGRATION, HEALTH_STATE, Status } from "#ui/status";
import { SteadyRows } from "#ui/steady-rows";
import { Table, TableCell, TableRow } from "#ui/table";
import { Time } from "#ui/time";
import { ToldSentence } from "#ui/told-sentence";
import { filterSentence } from "../../wording/filter-sentence.ts";
import { formatCount } from "../../wording/numbers.ts";
import { hostOf } from "../../wording/uris.ts";
import type { ListedIntegration } from "./documents.ts";
import { EnabledSwitch } from "./enabled-switch.tsx";
import { IntegrationMenu } from "./integration-menu.tsx";

const COLUMNS = "lg:grid-cols-[52px_minmax(0,1fr)_152px_214px_104px_28px]";
const HEADS = [
  { label: "Enabled" },
  { label: "Integration and subscription" },
  { label: "Last 24 h" },
  { label: "Health" },
  { label: "Changed" },
  { label: "Actions", hidden: true },
];

type IntegrationTableProps = {
  integrations: readonly ListedIntegration[];
  /** The bars come when it has been counted; the rows do not wait. */
  report: Promise<ActivityReport>;
  /** What the rows are narrowed and sorted by: another one brings another order. */
  order: string;
  /** Why nothing may be changed here; null: it may. */
  hindrance: string | null;
};

export function IntegrationTable({ integrations, report, order, hindrance }: IntegrationTableProps) {
  return (
    <Table label="Integrations" columns={COLUMNS} heads={HEADS} opensRows>
      <SteadyRows
        key={order}
        rows={integrations.map((integration) => ({
          id: integration.id,
          row: (
            <TableRow columns={COLUMNS} muted={!integration.isEnabled}>
              <TableCell className="absolute top-3.5 right-3.5 lg:static lg:pt-px">
                <EnabledSwitch
                  id={integration.id}
                  name={integration.name}
                  isEnabled={integration.isEnabled}
                  hindrance={hindrance}
                />
              </TableCell>
              <TableCell>
                <Link
                  prefetch={false}
                  data-row={integration.id}
                  href={`/integrations/${integration.id}`}
                  dir="auto"
                  title={integration.name}
                  className="line-clamp-2 pr-13 font-semibold wrap-anywhere group-data-muted:text-ink-2 hover:text-accent-ink lg:pr-0"
                >
                  {integration.name}
                </Link>
                {/* Of many filters only the beginning, or one row takes the whole screen; the rest stands on its page. */}
                <p className="mt-0.5 line-clamp-6 text-dense text-pretty text-ink-2 md:line-clamp-4">
                  <span className="code-text text-accent-ink">{integration.trigger.name}</span>{" "}
                  {integration.filters.length === 0 ? (
                    "every event"
                  ) : (
                    <>
                      when <Sentence parts={filterSentence(integration.filters)} />
                    </>
                  )}
                </p>
                {integration.actions.map(({ subscription }) => (
                  <p key={subscription.id} className="mt-1.25 flex flex-wrap items-center gap-x-1.5 text-dense">
                    <CornerDownRight size={14} aria-hidden="true" className="text-ink-3" />
                    <span className="sr-only">sends to</span>
                    <Link
                      prefetch={false}
                      href={`/subscriptions/${subscription.id}`}
                      dir="auto"
                      className="font-medium wrap-anywhere hover:text-accent-ink"
                    >
                      {subscription.name}
                    </Link>
                    {/* Also the name of a subscription that was given none. */}
                    {hostOf(subscription.uri) === subscription.name ? null : (
                      <span className="text-meta wrap-anywhere text-ink-3">{hostOf(subscription.uri)}</span>
                    )}
                  </p>
                ))}
              </TableCell>
              <TableCell>
                <Suspense fallback={<ActivityPending />}>
                  <Activity id={integration.id} report={report} param="integration" />
                </Suspense>
              </TableCell>
              <TableCell>
                <Health integration={integration} />
              </TableCell>
              <TableCell className="self-center text-meta text-ink-3 lg:self-auto">
                <Changed integration={integration} />
              </TableCell>
              <TableCell className="-my-1.5 self-center justify-self-end lg:-mt-1 lg:mb-0 lg:self-start">
                <IntegrationMenu
                  id={integration.id}
                  target={sampleTargetOf(integration)}
                  waiting={integration.waiting.totalCount}
                  manages={hindrance === null}
                />
              </TableCell>
            </TableRow>
          ),
        }))}
      />
    </Table>
  );
}

/** Only what the browser needs of it. */
function sampleTargetOf({ name, trigger, actions }: ListedIntegration) {
  const subscriptions = actions.map(({ subscription }) => ({ id: subscription.id, name: subscription.name }));
  return { name, eventTypes: [trigger.name], subscriptions };
}

function Changed({ integration }: { integration: ListedIntegration }) {
  const by = integration.revisions.edges[0]?.node.changedBy;
  return (
    <>
      <span className="lg:sr-only">Changed by </span>
      <span className="wrap-anywhere text-ink-2 lg:block" dir="auto">
        {by}
      </span>{" "}
      <Time at={integration.updatedAt} />
    </>
  );
}

/** From the worst to the best; an integration shows the worst of its subscriptions. */
const WORST_FIRST = ["FAILING", "PAUSED", "INACTIVE", "UNKNOWN", "HEALTHY"] as const;

function Health({ integration }: { integration: ListedIntegration }) {
  const all = integration.actions.map(({ subscription }) => subscription.health);
  const state = WORST_FIRST.find((candidate) => all.some((health) => health.state === candidate));
  const worst = all.find((health) => health.state === state);
  if (!integration.isEnabled) {
    return (
      <>
        <div className="flex">
          <Status status={DISABLED_INTEGRATION} />
        </div>
        <p className="mt-1 text-meta text-pretty wrap-anywhere text-ink-2">
          {integration.disabledIn ? (
            <>
              Disabled by <bdi>{integration.disabledIn.changedBy}</bdi>, <Time at={integration.disabledIn.changedAt} />.{" "}
            </>
          ) : null}
          Matching events are not sent.
        </p>
      </>
    );
  }
  if (!worst) return null;
  const subscriptionIds = integration.actions.map(({ subscription }) => subscription.id);
  const held = all.reduce((sum, health) => sum + health.heldDeliveries, 0);
  return (
    <>
      <div className="flex flex-wrap gap-1.5">
        <Status status={HEALTH_STATE[worst.state]} />
        {held > 0 ? (
          <Link prefetch={false} href={`/history?status=HELD&subscription=${subscriptionIds.join()}`}>
            <Status status={{ word: "Held", icon: Layers, tone: "held", badge: true }}>{formatCount(held)} held</Status>
          </Link>
        ) : null}
      </div>
      <p className="mt-1 text-meta text-pretty text-ink-2">
        <ToldSentence sentence={worst.summary} />
      </p>
    </>
  );
}
