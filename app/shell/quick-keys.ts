/** Which key does what, anywhere in the product: one table for the listener, the palette and the list of shortcuts. */

/** After `g`. */
export const GO_KEYS: Readonly<Record<string, { href: string; label: string }>> = {
  o: { href: "/", label: "Overview" },
  i: { href: "/integrations", label: "Integrations" },
  s: { href: "/subscriptions", label: "Subscriptions" },
  e: { href: "/events", label: "Events" },
  h: { href: "/history", label: "History" },
  r: { href: "/reports", label: "Reports" },
  n: { href: "/notifications", label: "Notifications" },
};

/** `prefix`: the next key says where to go. */
export type QuickCommand = "palette" | "shortcuts" | "search" | "new" | "prefix" | { href: string };

type KeyPress = { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean };
type Situation = {
  /** Something takes the keys for itself: a field, a menu, a dialog. */
  isTaken: boolean;
  isAfterPrefix: boolean;
  /** The person did not turn single keys off. */
  singleKeys: boolean;
};

/** Null: the key is not for us. Ctrl+K and Command+K work also while typing, and cannot be turned off. */
export function commandOf(press: KeyPress, { isTaken, isAfterPrefix, singleKeys }: Situation): QuickCommand | null {
  const key = press.key.toLowerCase();
  const withModifier = press.ctrlKey !== press.metaKey && !press.altKey;
  if (withModifier && key === "k") return "palette";
  if (press.ctrlKey || press.metaKey || press.altKey || isTaken || !singleKeys) return null;
  if (isAfterPrefix) {
    const place = GO_KEYS[key];
    if (place) return { href: place.href };
  }
  return SINGLE[key] ?? null;
}

const SINGLE: Readonly<Record<string, QuickCommand>> = { "?": "shortcuts", "/": "search", n: "new", g: "prefix" };

/** Whether keys that are pressed there belong to it. */
export function takesKeys(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit"].includes(target.type);
  return target.closest("textarea, select, [role=combobox], [role=menu], [role=listbox], [role$=dialog]") !== null;
}

const SETTING = "single-key-shortcuts";

/** Kept in this browser. WCAG 2.1.4: who speaks to the computer must be able to turn single keys off. */
export function areSingleKeysOn(): boolean {
  return localStorage.getItem(SETTING) !== "off";
}

export function setSingleKeys(on: boolean): void {
  if (on) localStorage.removeItem(SETTING);
  else localStorage.setItem(SETTING, "off");
}
