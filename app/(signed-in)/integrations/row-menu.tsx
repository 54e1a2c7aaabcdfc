"use client";
/** What can be done with an integration from its row. */
import { Copy, Ellipsis, History, Send, SquarePen, Trash2 } from "lucide-react";
import { useState } from "react";
import { buttonClass } from "#ui/button-class";
import { Menu, type MenuEntry } from "#ui/menu";
import { onDemand } from "../../on-demand.ts";
import { DeleteIntegrationDialog } from "./delete-integration.tsx";
import type { SampleTarget, SendSample } from "./send-sample.tsx";

type RowMenuProps = { id: string; waiting: number | null; manages: boolean; target: SampleTarget };

/** Without the right to change there is only looking. */
export function RowMenu({ id, waiting, manages, target }: RowMenuProps) {
  const { name } = target;
  const [Test, setTest] = useState<typeof SendSample | null>(null);
  const [isDeleting, setIsDeleting] = useState(false);
  async function openTest() {
    await onDemand(import("./send-sample.tsx"), async ({ SendSample: loaded }) => setTest(() => loaded));
  }

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
        { kind: "action", label: "Send test…", icon: <Send aria-hidden="true" />, onSelect: () => void openTest() },
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
      {Test ? <Test target={target} onClose={() => setTest(null)} /> : null}
    </>
  );
}
