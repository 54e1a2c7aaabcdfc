"use client";
/** What can be done with an integration from its row. */
import { Copy, Ellipsis, History, type LucideIcon, SquarePen, Trash2 } from "lucide-react";
import Link from "next/link";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { buttonClass } from "#ui/button";
import { DeleteIntegrationDialog } from "./delete-integration.tsx";

const ITEM =
  "flex h-10 cursor-pointer items-center gap-2.5 rounded-[7px] px-2.5 outline-none data-highlighted:bg-selected md:h-8.5";

type RowMenuProps = { id: string; name: string; waiting: number | null; manages: boolean };

/** Without the right to change there is only looking. */
export function RowMenu({ id, name, waiting, manages }: RowMenuProps) {
  const [isDeleting, setIsDeleting] = useState(false);
  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className={buttonClass({ variant: "ghost", small: true, iconOnly: true })}>
          <Ellipsis size={16} aria-hidden="true" />
          <span className="sr-only">Actions: {name}</span>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            align="end"
            sideOffset={4}
            collisionPadding={12}
            className="z-40 min-w-44 animate-rise rounded-panel border border-line-strong bg-raised p-1 shadow-2"
          >
            <LinkItem href={`/integrations/${id}`} icon={SquarePen}>
              {manages ? "Edit" : "Open"}
            </LinkItem>
            {manages ? (
              <LinkItem href={`/integrations/new?copy=${id}`} icon={Copy}>
                Duplicate
              </LinkItem>
            ) : null}
            <LinkItem href={`/history?integration=${id}`} icon={History}>
              History
            </LinkItem>
            {manages ? (
              <>
                <DropdownMenu.Separator className="my-1 h-px bg-line" />
                <DropdownMenu.Item className={`${ITEM} text-bad-ink`} onSelect={() => setIsDeleting(true)}>
                  <Trash2 size={16} aria-hidden="true" />
                  Delete…
                </DropdownMenu.Item>
              </>
            ) : null}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <DeleteIntegrationDialog id={id} name={name} waiting={waiting} open={isDeleting} onOpenChange={setIsDeleting} />
    </>
  );
}

function LinkItem({ href, icon: Icon, children }: { href: string; icon: LucideIcon; children: string }) {
  return (
    <DropdownMenu.Item asChild>
      <Link prefetch={false} href={href} className={ITEM}>
        <Icon size={16} aria-hidden="true" />
        {children}
      </Link>
    </DropdownMenu.Item>
  );
}
