"use client";
/** Deletes a subscription after saying what that means; one that integrations use cannot be deleted, and says so. */
import Link from "next/link";
import { useRouter } from "next/navigation";
import type { ComponentProps } from "react";
import { ConfirmDialog } from "#ui/dialog";
import { useOwnRow } from "#ui/steady-rows";
import { onDemand } from "../../on-demand.ts";
import { countOf, formatCount } from "../../wording/numbers.ts";

/** More are counted. */
const NAMED_MAX = 5;

type DeleteSubscriptionDialogProps = {
  id: string;
  name: string;
  /** The integrations that send to it. */
  usedBy: readonly { id: string; name: string }[];
  held: number;
  /** The button that opens it, or else whether it is open. */
  trigger?: ComponentProps<typeof ConfirmDialog>["trigger"];
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
};

/** Afterwards the list is shown: from its row, without it; from elsewhere, the whole. */
export function DeleteSubscriptionDialog({ id, name, usedBy, held, ...opening }: DeleteSubscriptionDialogProps) {
  const router = useRouter();
  const ownRow = useOwnRow();
  const isUsed = usedBy.length > 0;

  async function remove() {
    await onDemand(import("./remove-subscription.ts"), async ({ removeSubscription }) => {
      if (!(await removeSubscription({ id, name }))) return;
      if (ownRow) ownRow.remove();
      else router.push("/subscriptions");
      router.refresh();
    });
  }

  return (
    <ConfirmDialog
      {...opening}
      title={isUsed ? `${name} is in use` : `Delete ${name}`}
      verb="Delete subscription"
      isBlocked={isUsed}
      onConfirm={remove}
    >
      {isUsed ? (
        <>
          <p>
            {countOf(usedBy.length, "integration")} {usedBy.length === 1 ? "sends" : "send"} to it. It can only be
            deleted when none does.
          </p>
          <ul className="mt-2 list-disc pl-5 wrap-anywhere">
            {usedBy.slice(0, NAMED_MAX).map((integration) => (
              <li key={integration.id}>
                <Link
                  href={`/integrations/${integration.id}`}
                  prefetch={false}
                  className="underline decoration-line-strong underline-offset-2 hover:decoration-current"
                  dir="auto"
                >
                  {integration.name}
                </Link>
              </li>
            ))}
            {usedBy.length > NAMED_MAX ? <li>{formatCount(usedBy.length - NAMED_MAX)} more</li> : null}
          </ul>
        </>
      ) : (
        <p>Nothing is sent to it any more. Its history stays.</p>
      )}
      {held > 0 && !isUsed ? <p>{countOf(held, "held delivery", "held deliveries")} will not go out.</p> : null}
    </ConfirmDialog>
  );
}
