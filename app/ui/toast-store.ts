/** The toasts that are shown: what asks for them and what draws them meet here. */

import { sharedValue } from "../shared-value.ts";

export type ToastAction = { label: string; onClick: () => void };
export type ShownToast = {
  id: number;
  text: string;
  description?: string;
  /** A way back, or on. */
  action?: ToastAction;
  /** The id of what it is about: a newer message about the same thing takes its place. */
  about?: string;
  isError: boolean;
  /** What had the focus when it was asked for, usually what made the change. */
  cameFrom: Element | null;
};
type Options = Pick<ShownToast, "description" | "action" | "about">;

/** More at once would cover the page; the oldest that is no error gives way. */
const AT_ONCE = 4;
const NONE: readonly ShownToast[] = [];

/** For useSyncExternalStore. */
export const shownToasts = sharedValue(NONE);
let lastId = 0;

function show(text: string, isError: boolean, options: Options = {}): void {
  lastId += 1;
  const others = shownToasts.current().filter((other) => !isReplaced(other, text, options));
  const spare = others.length < AT_ONCE ? undefined : others.find((other) => !other.isError);
  shownToasts.change([
    ...others.filter((other) => other !== spare),
    { ...options, id: lastId, text, isError, cameFrom: document.activeElement },
  ]);
}

/** What says the same, and what was so before. */
function isReplaced(other: ShownToast, text: string, { description, about }: Options): boolean {
  if (about !== undefined && other.about === about) return true;
  return other.text === text && other.description === description;
}

/** `toast.error` is for what went wrong. */
export const toast = Object.assign((text: string, options?: Options) => show(text, false, options), {
  error: (text: string) => show(text, true),
});

export function dismissToast(id: number): void {
  shownToasts.change(shownToasts.current().filter((other) => other.id !== id));
}

/** Takes all of them away; what they said. */
export function takeToasts(): string[] {
  const texts = shownToasts.current().map(({ text }) => text);
  shownToasts.change(NONE);
  return texts;
}
