/** The integrations that send to a subscription, and whether each is enabled. */
import Link from "next/link";
import { DISABLED_INTEGRATION, Status } from "#ui/status";
import type { SubscriptionDetail } from "./documents.ts";

export function UsedBy({ subscription }: { subscription: SubscriptionDetail }) {
  return (
    <section aria-labelledby="used-by" className="card">
      <h2 id="used-by" className="border-b border-line px-4 py-3 font-semibold">
        Integrations that use it
      </h2>
      {subscription.integrations.length === 0 ? (
        <p className="px-4 py-3 text-dense text-ink-2">
          {subscription.mode === "DIRECT"
            ? "None: it receives every event of its types directly."
            : "None. Until one does, nothing is sent to it."}
        </p>
      ) : (
        <ul>
          {subscription.integrations.map(({ id, name, isEnabled, trigger }) => (
            <li key={id} className="border-t border-line first:border-t-0">
              <Link
                prefetch={false}
                href={`/integrations/${id}`}
                className="block px-4 py-2.5 -outline-offset-2 hover:bg-hover"
              >
                <span className="block font-medium wrap-anywhere" dir="auto">
                  {name}
                </span>
                <span className="flex flex-wrap items-center gap-x-2.5">
                  <span className="code-text text-ink-3">{trigger.name}</span>
                  {isEnabled ? null : <Status status={DISABLED_INTEGRATION} />}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
