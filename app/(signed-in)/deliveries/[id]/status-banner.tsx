/** What happened last and what happens next, in the tone of the status, with Retry now for those who may. */
import clsx from "clsx";
import { DELIVERY_STATUS, Status, TONE_FILL } from "#ui/status";
import type { DeliveryDetail } from "./documents.ts";
import { RetryButton } from "./retry-button.tsx";

export function StatusBanner({ delivery, mayRetry }: { delivery: DeliveryDetail; mayRetry: boolean }) {
  const status = DELIVERY_STATUS[delivery.status];
  const isCalm = status.tone === "ok" || status.tone === "idle";
  return (
    <section
      aria-label="Status"
      className={clsx(
        "mb-4.5 flex flex-wrap items-center gap-3.5 rounded-card border px-3.5 py-3",
        isCalm ? "border-line bg-surface shadow-1" : TONE_FILL[status.tone],
      )}
    >
      <Status status={status} />
      <p className="min-w-0 flex-[1_1_320px] text-pretty">{delivery.summary}</p>
      {mayRetry ? <RetryButton id={delivery.id} isPrimary={!isCalm} /> : null}
    </section>
  );
}
