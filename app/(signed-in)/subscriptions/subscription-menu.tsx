"use client";
/** What can be done with a subscription from its row. */
import { RadioTower, SquarePen } from "lucide-react";
import { useState } from "react";
import type { MenuEntry } from "#ui/menu";
import { deletingEntries, historyEntry, RowMenu } from "#ui/row-menu";
import { useSendSample } from "../integrations/use-send-sample.tsx";
import { DeleteSubscriptionDialog } from "./delete-subscription.tsx";

type SubscriptionMenuProps = {
  id: string;
  name: string;
  eventTypes: readonly string[];
  /** The integrations that send to it. */
  usedBy: readonly { id: string; name: string }[];
  held: number;
  manages: boolean;
};

/** Without the right to change there is only looking. */
export function SubscriptionMenu({ id, name, eventTypes, usedBy, held, manages }: SubscriptionMenuProps) {
  const test = useSendSample({ name, eventTypes, subscriptions: [{ id, name }] });
  const [isDeleting, setIsDeleting] = useState(false);

  const history = historyEntry(`subscription=${id}`);
  const href = `/subscriptions/${id}`;
  const entries: MenuEntry[] = manages
    ? [
        { kind: "link", label: "Edit", href: `${href}/edit`, icon: <SquarePen aria-hidden="true" /> },
        test.entry,
        history,
        ...deletingEntries(() => setIsDeleting(true)),
      ]
    : [{ kind: "link", label: "Open", href, icon: <RadioTower aria-hidden="true" /> }, history];
  return (
    <>
      <RowMenu name={name} entries={entries} />
      <DeleteSubscriptionDialog
        id={id}
        name={name}
        usedBy={usedBy}
        held={held}
        open={isDeleting}
        onOpenChange={setIsDeleting}
      />
      {test.dialog}
    </>
  );
}
