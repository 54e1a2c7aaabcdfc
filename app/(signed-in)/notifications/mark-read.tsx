"use client";
/** Ways to have read a notification: saying so, of one or of all, and following it to its page. */
import { Check, CheckCheck } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, useRef, useState } from "react";
import { Button } from "#ui/button";
import { mutate } from "../../browser-api.ts";
import { makeChange } from "../../make-change.ts";
import { focusOn, focusOnHead } from "../../ui/focus-on.ts";
import { MarkNotificationsRead } from "./documents.ts";

/** `ids` null: all. Draws page and bell anew; `onMade` before that. */
function useMarking(ids: readonly string[] | null, onMade?: () => void) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  async function mark() {
    setBusy(true);
    const made = await makeChange(
      mutate(MarkNotificationsRead, { ids: ids && [...ids] }).then((answer) => answer.markNotificationsRead),
    );
    if (made) onMade?.();
    router.refresh();
    setBusy(false);
  }
  return { busy, mark };
}

export function MarkAllRead() {
  const { busy, mark } = useMarking(null, focusOnHead);
  return (
    <Button icon={CheckCheck} busy={busy} onClick={mark}>
      Mark all read
    </Button>
  );
}

/** `title`: what it says, for the button's name. */
export function MarkRead({ id, title }: { id: string; title: string }) {
  const button = useRef<HTMLButtonElement>(null);
  const { busy, mark } = useMarking([id], () => goOn(button.current));
  return (
    <Button
      ref={button}
      variant="ghost"
      small
      icon={Check}
      busy={busy}
      onClick={mark}
      aria-label={`Mark read: ${title}`}
    >
      Mark read
    </Button>
  );
}

/** The button goes with what is unread: whoever pressed it by key goes on with the next notification. */
function goOn(button: HTMLElement | null): void {
  if (button === null || button !== document.activeElement) return;
  const next = button.closest("li")?.nextElementSibling;
  if (next) focusOn(next.querySelector<HTMLElement>("h2 a") ?? next.querySelector("h2"));
  else focusOnHead();
}

/** A link to what a notification is about; whoever follows it has read it. */
export function ReadingLink({ id, href, children }: { id: string; href: string; children: ReactNode }) {
  const { mark } = useMarking([id]);
  return (
    <Link
      href={href}
      prefetch={false}
      dir="auto"
      className="wrap-anywhere hover:text-accent-ink"
      onClick={() => void mark()}
    >
      {children}
    </Link>
  );
}
