/** The places of the product, in the order of the navigation. Only what exists. */
import {
  Activity,
  ChartColumn,
  History,
  Inbox,
  type LucideIcon,
  RadioTower,
  Settings,
  Siren,
  Waypoints,
} from "lucide-react";

export type Place = { href: string; label: string; icon: LucideIcon };

const PLACES: readonly Place[] = [
  { href: "/", label: "Overview", icon: Activity },
  { href: "/integrations", label: "Integrations", icon: Waypoints },
  { href: "/subscriptions", label: "Subscriptions", icon: RadioTower },
  { href: "/events", label: "Events", icon: Siren },
  { href: "/history", label: "History", icon: History },
  { href: "/reports", label: "Reports", icon: ChartColumn },
  { href: "/receiver", label: "Receiver", icon: Inbox },
];

const ADMINISTRATION: Place = { href: "/settings", label: "Settings", icon: Settings };

/** Everybody's account is in the settings too, and reached from the account's menu. */
export function placesFor({ administers }: { administers: boolean }): readonly Place[] {
  return administers ? [...PLACES, ADMINISTRATION] : PLACES;
}

/** On phones these stand in the bottom bar; the rest is under More. */
export const BOTTOM_BAR = ["/", "/integrations", "/events", "/history"];

/** Whether a path is inside a place; deliveries belong to History. */
export function isAt(place: string, path: string): boolean {
  if (place === "/history" && path.startsWith("/deliveries/")) return true;
  return place === "/" ? path === "/" : path === place || path.startsWith(`${place}/`);
}

/** The editor needs the width: the navigation folds to icons there, and the bottom bar gives way to the save bar. */
export function isEditor(path: string): boolean {
  return path.startsWith("/integrations/");
}
