"use client";
/** One more attempt of a delivery now, whatever its status; the same delivery, the same webhook-id. */
import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "#ui/button";
import { onDemand } from "../../../on-demand.ts";
import { useSettledRefresh } from "../../../ui/use-settled-refresh.ts";

type RetryButtonProps = {
  id: string;
  isPrimary: boolean;
  isSmall?: boolean;
  label?: string;
  /** What it is about, where several such buttons stand on a page. */
  about?: string;
  /** The message once it is on its way. */
  said?: string;
};

export function RetryButton({
  id,
  isPrimary,
  isSmall = false,
  label = "Retry now",
  about,
  said = "One more attempt starts now.",
}: RetryButtonProps) {
  const router = useRouter();
  const refreshSettled = useSettledRefresh();
  const [busy, setBusy] = useState(false);
  async function retry() {
    setBusy(true);
    await onDemand(import("./retry-delivery.ts"), ({ retryDelivery }) => retryDelivery(id, said));
    router.refresh();
    refreshSettled();
    setBusy(false);
  }
  return (
    <Button variant={isPrimary ? "primary" : "default"} small={isSmall} icon={RotateCw} busy={busy} onClick={retry}>
      {label}
      {about ? <span className="sr-only">{about}</span> : null}
    </Button>
  );
}
