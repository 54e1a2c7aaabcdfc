"use client";
/** One more attempt now, whatever the status; the same delivery, the same webhook-id. */
import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "#ui/button";
import { toast } from "#ui/toast";
import { mutate } from "../../../browser-api.ts";
import { makeChange } from "../../../make-change.ts";
import { RetryDelivery } from "./documents.ts";

export function RetryButton({ id, isPrimary }: { id: string; isPrimary: boolean }) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  async function retry() {
    setBusy(true);
    const retried = await makeChange(mutate(RetryDelivery, { input: { id } }).then((made) => made.retryDelivery));
    if (retried) toast("One more attempt starts now.");
    router.refresh();
    setBusy(false);
  }
  return (
    <Button variant={isPrimary ? "primary" : "default"} icon={RotateCw} busy={busy} onClick={retry}>
      Retry now
    </Button>
  );
}
