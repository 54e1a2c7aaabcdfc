"use client";
/** What can be done with an integration from its row. */
import { Copy, Ellipsis, History, SquarePen, Trash2 } from "lucide-react";
import { useState } from "react";
import { buttonClass } from "#ui/button-class";
import { Menu, type MenuEntry } from "#ui/menu";
import { DeleteIntegrationDialog } from "./delete-integration.tsx";

type RowMenuProps = { id: string; name: string; waiting: number | null; manages: boolean };

/** Without the right to change there is only looking. */
export function RowMenu({ id, name, waiting, manages }: RowMenuProps) {
  const [isDeleting, setIsDeleting] = useState(false);
  const history: MenuEntry = {
    kind: "link",
    label: "History",
    href: `/history?integration=${id}`,
    icon: <History aria-hidden="true" />,
  };
  const href = `/integrations/${id}`;
  const entries: MenuEntry[] = manages
    ? [
        { kind: "link", label: "Edit", href, icon: <SquarePen aria-hidden="true" /> },
        { kind: "link", label: "Duplicate", href: `/integrations/new?copy=${id}`, icon: <Copy aria-hidden="true" /> },
        history,
        { kind: "line" },
        {
          kind: "action",
          label: "Delete…",
          icon: <Trash2 aria-hidden="true" />,
          isDanger: true,
          onSelect: () => setIsDeleting(true),
        },
      ]
    : [{ kind: "link", label: "Open", href, icon: <SquarePen aria-hidden="true" /> }, history];
  return (
    <>
      <Menu entries={entries} align="end" className={buttonClass({ variant: "ghost", small: true, iconOnly: true })}>
        <Ellipsis size={16} aria-hidden="true" />
        <span className="sr-only">Actions: {name}</span>
      </Menu>
      <DeleteIntegrationDialog id={id} name={name} waiting={waiting} open={isDeleting} onOpenChange={setIsDeleting} />
    </>
  );
}
