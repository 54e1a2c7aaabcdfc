/** What stands in the cards of what needs somebody: each thing with its sentence, and for who may, what can be done here. */
import Link from "next/link";
import { ButtonLink } from "#ui/button";
import { Time } from "#ui/time";
import { ToldSentence } from "#ui/told-sentence";
import { mayManage, type PageViewer } from "../../session.ts";
import { countOf } from "../../wording/numbers.ts";
import { RetryButton } from "../deliveries/[id]/retry-button.tsx";
import { changeHindrance } from "../integrations/not-enabled.tsx";
import { RecoverButton } from "../recoveries/recover-button.tsx";
import { ActiveSwitch } from "../subscriptions/active-switch.tsx";
import type { AttentionEntry } from "./attention-card.tsx";
import type { Overview } from "./documents.ts";

type FailingSubscription = Overview["failing"]["edges"][number]["node"];

export function failingEntry({ retrying, ...subscription }: FailingSubscription, viewer: PageViewer): AttentionEntry {
  const { id, name } = subscription;
  const [oldest] = retrying.edges;
  const count = retrying.totalCount ?? null;
  return {
    ...entryOf(subscription),
    sentence: (
      <>
        <ToldSentence sentence={subscription.health.summary} />{" "}
        {count === 0 ? null : (
          <Link
            prefetch={false}
            href={`/history?subscription=${id}&status=RETRYING`}
            className="underline decoration-line-strong underline-offset-2 hover:decoration-current"
          >
            {count === null
              ? "More than 10,000 deliveries are being retried."
              : `${countOf(count, "delivery is", "deliveries are")} being retried.`}
          </Link>
        )}
      </>
    ),
    action: !mayManage(viewer) ? null : oldest ? (
      <RetryButton
        id={oldest.node.id}
        isPrimary={false}
        isSmall
        label={count === 1 ? "Retry now" : "Try one now"}
        about={name}
        said={count === 1 ? undefined : "The delivery that has waited longest is tried now."}
      />
    ) : (
      <RecoverButton filter={{ subscriptionIds: [id] }} which={`to ${name}`} isSmall about={name} />
    ),
  };
}

type Subscription = Overview["inactive"]["edges"][number]["node"];

/** Paused by the circuit breaker, or switched off. `oldestId`: the delivery that it holds for longest, if one is to be tried. */
export function heldEntry(subscription: Subscription, oldestId: string | null, viewer: PageViewer): AttentionEntry {
  const { id, name, isActive, health } = subscription;
  return {
    ...entryOf(subscription),
    action: !mayManage(viewer) ? null : isActive ? (
      oldestId && (
        <RetryButton
          id={oldestId}
          isPrimary={false}
          isSmall
          label="Try one now"
          about={name}
          said="One held delivery is tried now. If it arrives, all go out."
        />
      )
    ) : (
      <div className="flex items-center gap-2">
        <span aria-hidden="true" className="text-dense text-ink-2">
          Active
        </span>
        <ActiveSwitch
          id={id}
          name={name}
          isActive={isActive}
          held={health.heldDeliveries}
          hindrance={changeHindrance(viewer)}
        />
      </div>
    ),
  };
}

function entryOf({ id, name, health }: Subscription): AttentionEntry {
  return {
    id,
    href: `/subscriptions/${id}`,
    name,
    sentence: <ToldSentence sentence={health.summary} />,
    action: null,
  };
}

type QuietIntegration = Overview["quiet"]["edges"][number]["node"];

export function quietEntry(integration: QuietIntegration, viewer: PageViewer): AttentionEntry {
  const { id, name, quietSince, quietAfterHours, trigger } = integration;
  const href = `/integrations/${id}`;
  return {
    id,
    href,
    name,
    sentence: (
      <>
        No <code className="code-text">{trigger.name}</code> has matched
        {quietSince ? (
          <>
            {" "}
            since <Time at={quietSince} as="moment" />
          </>
        ) : null}
        . It counts as quiet after {countOf(quietAfterHours ?? 0, "hour")}.
      </>
    ),
    action: mayManage(viewer) ? (
      <ButtonLink small href={href} prefetch={false}>
        Check filters<span className="sr-only">{name}</span>
      </ButtonLink>
    ) : null,
  };
}
