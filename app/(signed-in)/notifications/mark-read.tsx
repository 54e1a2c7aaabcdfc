"use client";
/** Ways to have read a notification: saying so, of one or of all, and following it to its page; and the ways back. */
import { Check, CheckCheck, MailOpen } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, useRef, useState } from "react";
import { Button } from "#ui/button";
import { toast } from "#ui/toast";
import { askFromBrowser, mutate } from "../../browser-api.ts";
import { makeChange } from "../../make-change.ts";
import { focusOn, focusOnHead } from "../../ui/focus-on.ts";
import { MarkNotificationsRead, MarkNotificationsUnread, UnreadIdsQuery } from "./documents.ts";

/** `ids` null: all. */
const asRead = (ids: readonly string[] | null) =>
  mutate(MarkNotificationsRead, { ids: ids && [...ids] }).then((made) => made.markNotificationsRead);
const asUnread = (ids: readonly string[]) =>
  mutate(MarkNotificationsUnread, { ids: [...ids] }).then((made) => made.markNotificationsUnread);

/** Makes the change and draws page and bell anew; `onMade` before that. */
function useMarking() {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  async function mark(change: ReturnType<typeof asRead>, onMade?: () => void) {
    setBusy(true);
    if (await makeChange(change)) onMade?.();
    router.refresh();
    setBusy(false);
  }
  return { busy, mark };
}

export function MarkAllRead() {
  const { busy, mark } = useMarking();
  async function markAll() {
    // Without the way back, if they cannot be asked for or are too many to be marked again.
    const unread = await askFromBrowser(UnreadIdsQuery, {}).then(
      ({ notifications: { edges, pageInfo } }) => (pageInfo.hasNextPage ? [] : edges.map(({ node }) => node.id)),
      () => [],
    );
    await mark(asRead(null), () => {
      focusOnHead();
      const action = { label: "Undo", onClick: () => void mark(asUnread(unread)) };
      toast("All notifications are read.", unread.length > 0 ? { action } : {});
    });
  }
  return (
    <Button icon={CheckCheck} busy={busy} onClick={markAll}>
      Mark all read
    </Button>
  );
}

type MarkProps = {
  id: string;
  isRead: boolean;
  /** What it says, for the button's name. */
  title: string;
};

export function Mark({ id, isRead, title }: MarkProps) {
  const button = useRef<HTMLButtonElement>(null);
  const { busy, mark } = useMarking();
  const words = isRead ? "Mark unread" : "Mark read";
  return (
    <Button
      ref={button}
      variant="ghost"
      small
      icon={isRead ? MailOpen : Check}
      busy={busy}
      onClick={() => (isRead ? mark(asUnread([id])) : mark(asRead([id]), () => goOn(button.current)))}
      aria-label={`${words}: ${title}`}
    >
      {words}
    </Button>
  );
}

/** Whoever marked it by key goes on with the next notification; the button may go with what is unread. */
function goOn(button: HTMLElement | null): void {
  if (button === null || button !== document.activeElement) return;
  const next = button.closest("li")?.nextElementSibling;
  if (next) focusOn(next.querySelector<HTMLElement>("h2 a") ?? next.querySelector("h2"));
  else focusOnHead();
}

/** A link to what a notification is about; whoever follows it has read it. */
export function ReadingLink({ id, href, children }: { id: string; href: string; children: ReactNode }) {
  const { mark } = useMarking();
  return (
    <Link
      href={href}
      prefetch={false}
      dir="auto"
      className="wrap-anywhere hover:text-accent-ink"
      onClick={() => void mark(asRead([id]))}
    >
      {children}
    </Link>
  );
}
