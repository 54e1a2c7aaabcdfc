"use client";
/** One more attempt of a delivery now, whatever its status; the same delivery, the same webhook-id. */
import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "#ui/button";
import { toast } from "#ui/toast";
import { mutate } from "../../../browser-api.ts";
import { makeChange } from "../../../make-change.ts";
import { RetryDelivery } from "./documents.ts";

type RetryButtonProps = {
  id: string;
  isPrimary: boolean;
  label?: string;
  /** The message once it is on its way. */
  said?: string;
};

export function RetryButton({
  id,
  isPrimary,
  label = "Retry now",
  said = "One more attempt starts now.",
}: RetryButtonProps) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  async function retry() {
    setBusy(true);
    const retried = await makeChange(mutate(RetryDelivery, { input: { id } }).then((made) => made.retryDelivery));
    if (retried) toast(said);
    router.refresh();
    setBusy(false);
  }
  return (
    <Button variant={isPrimary ? "primary" : "default"} icon={RotateCw} busy={busy} onClick={retry}>
      {label}
    </Button>
  );
}
