"use client";
/** What can be done with an integration from its row. */
import { Copy, SquarePen } from "lucide-react";
import { useState } from "react";
import type { MenuEntry } from "#ui/menu";
import { deletingEntries, historyEntry, RowMenu } from "#ui/row-menu";
import { DeleteIntegrationDialog } from "./delete-integration.tsx";
import type { SampleTarget } from "./send-sample.tsx";
import { useSendSample } from "./use-send-sample.tsx";

type IntegrationMenuProps = { id: string; waiting: number | null; manages: boolean; target: SampleTarget };

/** Without the right to change there is only looking. */
export function IntegrationMenu({ id, waiting, manages, target }: IntegrationMenuProps) {
  const { name } = target;
  const test = useSendSample(target);
  const [isDeleting, setIsDeleting] = useState(false);

  const history = historyEntry(`integration=${id}`);
  const href = `/integrations/${id}`;
  const entries: MenuEntry[] = manages
    ? [
        { kind: "link", label: "Edit", href, icon: <SquarePen aria-hidden="true" /> },
        { kind: "link", label: "Duplicate", href: `/integrations/new?copy=${id}`, icon: <Copy aria-hidden="true" /> },
        test.entry,
        history,
        ...deletingEntries(() => setIsDeleting(true)),
      ]
    : [{ kind: "link", label: "Open", href, icon: <SquarePen aria-hidden="true" /> }, history];
  return (
    <>
      <RowMenu name={name} entries={entries} />
      <DeleteIntegrationDialog id={id} name={name} waiting={waiting} open={isDeleting} onOpenChange={setIsDeleting} />
      {test.dialog}
    </>
  );
}
