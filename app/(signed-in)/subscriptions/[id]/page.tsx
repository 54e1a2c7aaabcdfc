/** One subscription: how it is doing, how it is reached and let in, who uses it, and what went there lately. */
import { Pencil, Trash2 } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Button, ButtonLink } from "#ui/button";
import { CopyableId } from "#ui/copyable-id";
import { Facts } from "#ui/facts";
import { PageHeader } from "#ui/page-header";
import { Refresher } from "#ui/refresher";
import { HEALTH_STATE, Status } from "#ui/status";
import { Time } from "#ui/time";
import { ToldSentence } from "#ui/told-sentence";
import { ask, currentViewer, mayDefine, mayManage } from "../../../session.ts";
import { countOf, formatCount } from "../../../wording/numbers.ts";
import { RetryButton } from "../../deliveries/[id]/retry-button.tsx";
import { changeHindrance, NotEnabled } from "../../integrations/not-enabled.tsx";
import { RecoverButton } from "../../recoveries/recover-button.tsx";
import { ActiveSwitch } from "../active-switch.tsx";
import { DeleteSubscriptionDialog } from "../delete-subscription.tsx";
import { type SubscriptionDetail, SubscriptionPageQuery } from "./documents.ts";
import { RecentDeliveries } from "./recent-deliveries.tsx";
import { SendTest } from "./send-test.tsx";
import { SigningKeys } from "./signing-keys.tsx";
import { SubscriptionSettings } from "./subscription-settings.tsx";
import { UsedBy } from "./used-by.tsx";
import { VerifyRequest } from "./verify-request.tsx";

type PageProps = { params: Promise<{ id: string }> };

const askPage = cache((id: string) => ask(SubscriptionPageQuery, { id }));

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { webhookSubscription } = await askPage((await params).id);
  return { title: webhookSubscription ? "Subscription" : "Not found" };
}

export default async function SubscriptionPage({ params }: PageProps) {
  const { webhookSubscription: subscription, eventTypes } = await askPage((await params).id);
  if (!subscription) notFound();
  const viewer = await currentViewer();
  const manages = mayManage(viewer);
  const defines = mayDefine(viewer);
  const { health } = subscription;
  const [held] = subscription.oldestHeld.edges;
  return (
    <>
      <Refresher everySeconds={isMoving(subscription) ? 3 : 10} />
      <PageHeader
        crumb={{
          href: "/subscriptions",
          label: "Subscriptions",
          here: <CopyableId id={subscription.id} noun="subscription" />,
        }}
        eyebrow={<Status status={HEALTH_STATE[health.state]} />}
        title={subscription.name}
        lead={<ToldSentence sentence={health.summary} />}
        actions={
          manages ? (
            <>
              {health.state === "PAUSED" && held ? (
                <RetryButton
                  id={held.node.id}
                  isPrimary
                  label="Try one now"
                  said="One held delivery is tried now. If it arrives, all go out."
                />
              ) : null}
              <RecoverButton filter={{ subscriptionIds: [subscription.id] }} which={`to ${subscription.name}`} />
              {defines ? (
                <>
                  <ButtonLink href={`/subscriptions/${subscription.id}/edit`} icon={Pencil}>
                    Edit
                  </ButtonLink>
                  <DeleteSubscriptionDialog
                    id={subscription.id}
                    name={subscription.name}
                    usedBy={subscription.integrations}
                    held={health.heldDeliveries}
                    trigger={
                      <Button variant="danger" icon={Trash2}>
                        Delete…
                      </Button>
                    }
                  />
                </>
              ) : null}
            </>
          ) : null
        }
      />
      {viewer.tenant.integrationsEnabled ? null : <NotEnabled />}
      <Facts facts={factsOf(subscription)} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_400px]">
        <div className="grid min-w-0 gap-5">
          <SubscriptionSettings
            subscription={subscription}
            active={
              <ActiveSwitch
                id={subscription.id}
                name={subscription.name}
                isActive={subscription.isActive}
                held={health.heldDeliveries}
                hindrance={changeHindrance(viewer)}
              />
            }
          />
          <RecentDeliveries subscription={subscription} />
          <VerifyRequest signingKey={subscription.signingKeys[0]?.value ?? null} />
        </div>
        <div className="grid min-w-0 gap-5">
          {defines ? (
            <SendTest
              id={subscription.id}
              eventTypes={eventTypes.filter(({ name }) => subscription.eventTypes.some((own) => own.name === name))}
            />
          ) : null}
          <SigningKeys subscription={subscription} manages={defines} />
          <UsedBy subscription={subscription} />
        </div>
      </div>
    </>
  );
}

/** Something is on its way, is kept and about to go, or has just gone first: health is written a moment later. */
function isMoving({ isActive, health, deliveries }: SubscriptionDetail): boolean {
  const isOnItsWay = deliveries.edges.some(({ node: { status } }) => status === "PENDING" || status === "RETRYING");
  const isFirst = health.state === "UNKNOWN" && deliveries.edges.length > 0;
  return isOnItsWay || isFirst || (isActive && health.heldDeliveries > 0);
}

function factsOf({ id, health, deliveries, integrations, mode }: SubscriptionDetail) {
  return [
    { name: "Last succeeded", value: health.lastSucceededAt ? <Time at={health.lastSucceededAt} /> : null },
    { name: "Last failed", value: health.lastFailedAt ? <Time at={health.lastFailedAt} /> : null },
    { name: "Failed in a row", value: formatCount(health.consecutiveFailures) },
    {
      name: "Held",
      value: <Link href={`/history?subscription=${id}&status=HELD`}>{formatCount(health.heldDeliveries)}</Link>,
      note: "kept, never dropped",
    },
    {
      name: "Deliveries",
      value: (
        <Link href={`/history?subscription=${id}`}>
          {deliveries.totalCount == null ? "more than 10,000" : formatCount(deliveries.totalCount)}
        </Link>
      ),
    },
    {
      name: "Receives",
      value: mode === "DIRECT" ? "Every event of its types" : `From ${countOf(integrations.length, "integration")}`,
    },
  ];
}
