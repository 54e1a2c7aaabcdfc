/** How a subscription is reached, let in and retried; secrets masked; whether it is active, and what that means. */
import { Layers } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { CopyButton } from "#ui/copy-button";
import { Note } from "#ui/note";
import { countOf, formatDuration } from "../../../wording/numbers.ts";
import type { StoredSecurity } from "../../../wording/security-words.ts";
import type { SubscriptionDetail } from "./documents.ts";

type SubscriptionSettingsProps = { subscription: SubscriptionDetail; active: ReactNode };

export function SubscriptionSettings({ subscription, active }: SubscriptionSettingsProps) {
  const { retryPolicy } = subscription;
  return (
    <section aria-labelledby="settings" className="card">
      <header className="flex items-center gap-3 border-b border-line px-4 py-3">
        <h2 id="settings" className="font-semibold">
          Settings
        </h2>
        <span className="ml-auto text-dense font-medium text-ink-2">
          {subscription.isActive ? "Active" : "Inactive"}
        </span>
        {active}
      </header>
      <ActiveNote subscription={subscription} />
      <dl className="grid gap-x-4 gap-y-3 px-4 py-3.5 md:grid-cols-[130px_minmax(0,1fr)]">
        <Setting name="URI">
          <span className="-my-1 flex items-center gap-1">
            <span className="code-text wrap-anywhere">{subscription.uri}</span>
            <CopyButton text={subscription.uri} label="Copy URI" />
          </span>
        </Setting>
        <Setting name="Event types">
          <span className="code-text wrap-anywhere">{subscription.eventTypes.map(({ name }) => name).join(", ")}</span>
        </Setting>
        <Setting name="Security model">
          <Security security={subscription.security} />
        </Setting>
        <Setting name="Secret">
          {subscription.hasSecret ? "Set; it travels in the body of every delivery." : "None"}
        </Setting>
        <Setting name="Retries">
          {retryPolicy.maxRetries === 0
            ? "None: one attempt only."
            : `${countOf(retryPolicy.maxRetries, "retry", "retries")}, the first after ${formatDuration(retryPolicy.baseSeconds * 1000)}, then doubling up to ${formatDuration(retryPolicy.maxSeconds * 1000)} apart.`}
        </Setting>
        <Setting name="Time limit">{formatDuration(subscription.timeoutSeconds * 1000)} an attempt</Setting>
        <Setting name="Rate limit">
          {subscription.rateLimitPerSecond == null
            ? "None of its own"
            : `${countOf(subscription.rateLimitPerSecond, "attempt")} a second`}
        </Setting>
      </dl>
    </section>
  );
}

/** What is held, and what becomes of it. */
function ActiveNote({ subscription: { id, isActive, health } }: { subscription: SubscriptionDetail }) {
  const held = health.heldDeliveries;
  if (isActive && held === 0) return null;
  const kept = (
    <>
      <Link href={`/history?subscription=${id}&status=HELD`} className="underline underline-offset-2">
        {countOf(held, "delivery", "deliveries")}
      </Link>{" "}
      {held === 1 ? "is" : "are"} held: kept, not lost.
    </>
  );
  return (
    <div className="px-4 pt-3.5">
      <Note tone="held" icon={Layers}>
        {isActive ? (
          <p>{kept} It all goes out when the receiver answers again, Emergency first, then oldest first.</p>
        ) : (
          <p>
            Nothing is sent while it is inactive. {held === 0 ? "What matches from now on is kept." : kept} Once it is
            active, what is held goes out at once, Emergency first, then oldest first.
          </p>
        )}
      </Note>
    </div>
  );
}

function Setting({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-dense text-ink-3">{name}</dt>
      <dd className="-mt-2 min-w-0 md:mt-0">{children}</dd>
    </div>
  );
}

function Security({ security }: { security: StoredSecurity }) {
  switch (security.__typename) {
    case "NoSecurity":
      return "none: the URI lets every request in.";
    case "ApiKeySecurity":
      return <Masked name="apiKey" value={security.maskedValue} />;
    case "HeaderSecurity":
      return security.headers.map(({ name, maskedValue }) => <Masked key={name} name={name} value={maskedValue} />);
    case "BasicSecurity":
      return <Masked name="basic" value={`${security.username} / ••••••••`} />;
    case "OAuth2Security":
      return (
        <>
          <Masked name="oauth2" value={`${security.clientId} at ${security.tokenUri}`} />
          {security.scope ? <Masked name="scope" value={security.scope} /> : null}
        </>
      );
  }
}

function Masked({ name, value }: { name: string; value: string }) {
  return (
    <span className="code-text block wrap-anywhere">
      <span className="text-ink-3">{name}:</span> {value}
    </span>
  );
}
