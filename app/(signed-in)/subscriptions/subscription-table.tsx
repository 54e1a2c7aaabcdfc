/** The rows of the subscriptions list. */
import { Layers } from "lucide-react";
import Link from "next/link";
import { HEALTH_STATE, Status } from "#ui/status";
import { Table, TableCell, TableRow } from "#ui/table";
import { Time } from "#ui/time";
import { withWholeDurations } from "../../wording/instants.ts";
import { countOf, formatCount } from "../../wording/numbers.ts";
import type { ListedSubscription } from "./documents.ts";

const COLUMNS = "lg:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)_260px_120px]";
const HEADS = [{ label: "Subscription" }, { label: "Receives" }, { label: "Health" }, { label: "Last succeeded" }];

export function SubscriptionTable({ subscriptions }: { subscriptions: readonly ListedSubscription[] }) {
  return (
    <Table label="Subscriptions" columns={COLUMNS} heads={HEADS} opensRows>
      {subscriptions.map((subscription) => (
        <TableRow key={subscription.id} columns={COLUMNS} muted={!subscription.isActive}>
          <TableCell>
            <Link
              prefetch={false}
              data-row={subscription.id}
              href={`/subscriptions/${subscription.id}`}
              dir="auto"
              title={subscription.name}
              className="line-clamp-2 font-semibold wrap-anywhere group-data-muted:text-ink-2 hover:text-accent-ink"
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
            <p className="mt-1 text-meta text-pretty text-ink-2">{withWholeDurations(subscription.health.summary)}</p>
          </TableCell>
          <TableCell className="col-span-full text-meta text-ink-3 lg:col-auto">
            <span className="lg:sr-only">Last succeeded: </span>
            {subscription.health.lastSucceededAt ? <Time at={subscription.health.lastSucceededAt} /> : "–"}
          </TableCell>
        </TableRow>
      ))}
    </Table>
  );
}
