/** The rows of the subscriptions list: switch, name and URI, what it receives, the last day, health. */
import { Layers } from "lucide-react";
import Link from "next/link";
import { Suspense } from "react";
import { Activity, ActivityPending, type ActivityReport } from "#ui/activity";
import { HEALTH_STATE, Status } from "#ui/status";
import { SteadyRows } from "#ui/steady-rows";
import { Table, TableCell, TableRow } from "#ui/table";
import { ToldSentence } from "#ui/told-sentence";
import { countOf, formatCount } from "../../wording/numbers.ts";
import { ActiveSwitch } from "./active-switch.tsx";
import type { ListedSubscription } from "./documents.ts";
import { SubscriptionMenu } from "./subscription-menu.tsx";

const COLUMNS = "lg:grid-cols-[52px_minmax(0,1.1fr)_minmax(0,1fr)_152px_214px_28px]";
const HEADS = [
  { label: "Active" },
  { label: "Subscription" },
  { label: "Receives" },
  { label: "Last 24 h" },
  { label: "Health" },
  { label: "Actions", hidden: true },
];

type SubscriptionTableProps = {
  subscriptions: readonly ListedSubscription[];
  /** The bars come when it has been counted; the rows do not wait. */
  report: Promise<ActivityReport>;
  /** What the rows are narrowed and sorted by: another one brings another order. */
  order: string;
  /** Why nothing may be changed here; null: it may. */
  hindrance: string | null;
};

export function SubscriptionTable({ subscriptions, report, order, hindrance }: SubscriptionTableProps) {
  return (
    <Table label="Subscriptions" columns={COLUMNS} heads={HEADS} opensRows>
      <SteadyRows
        key={order}
        rows={subscriptions.map((subscription) => ({
          id: subscription.id,
          row: (
            <TableRow columns={COLUMNS} muted={!subscription.isActive}>
              <TableCell className="absolute top-3.5 right-3.5 lg:static lg:pt-px">
                <ActiveSwitch
                  id={subscription.id}
                  name={subscription.name}
                  isActive={subscription.isActive}
                  held={subscription.health.heldDeliveries}
                  hindrance={hindrance}
                />
              </TableCell>
              <TableCell>
                <Link
                  prefetch={false}
                  data-row={subscription.id}
                  href={`/subscriptions/${subscription.id}`}
                  dir="auto"
                  title={subscription.name}
                  className="line-clamp-2 pr-13 font-semibold wrap-anywhere group-data-muted:text-ink-2 hover:text-accent-ink lg:pr-0"
                >
                  {subscription.name}
                </Link>
                <p className="mt-0.5 code-text wrap-anywhere text-ink-3">{subscription.uri}</p>
              </TableCell>
              <TableCell>
                <p className="text-dense text-ink-2">
                  {subscription.mode === "DIRECT"
                    ? "Every event of its types"
                    : subscription.integrations.length === 0
                      ? "No integration uses it"
                      : `From ${countOf(subscription.integrations.length, "integration")}`}
                </p>
                <p className="mt-0.5 code-text text-meta! wrap-anywhere text-ink-3">
                  {subscription.eventTypes.map(({ name }) => name).join(", ")}
                </p>
              </TableCell>
              <TableCell>
                <Suspense fallback={<ActivityPending />}>
                  <Activity id={subscription.id} report={report} param="subscription" />
                </Suspense>
              </TableCell>
              <TableCell className="">
                <div className="flex flex-wrap gap-1.5">
                  <Status status={HEALTH_STATE[subscription.health.state]} />
                  {subscription.health.heldDeliveries > 0 ? (
                    <Link prefetch={false} href={`/history?status=HELD&subscription=${subscription.id}`}>
                      <Status status={{ word: "Held", icon: Layers, tone: "held", badge: true }}>
                        {formatCount(subscription.health.heldDeliveries)} held
                      </Status>
                    </Link>
                  ) : null}
                </div>
                <p className="mt-1 text-meta text-pretty text-ink-2">
                  <ToldSentence sentence={subscription.health.summary} />
                </p>
              </TableCell>
              <TableCell className="-my-1.5 self-center justify-self-end lg:-mt-1 lg:mb-0 lg:self-start">
                <SubscriptionMenu
                  id={subscription.id}
                  name={subscription.name}
                  eventTypes={subscription.eventTypes.map(({ name }) => name)}
                  usedBy={subscription.integrations}
                  held={subscription.health.heldDeliveries}
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
