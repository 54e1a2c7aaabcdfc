/** The places of the product, in the order of the navigation. Only what exists. Their icons are drawn by the server. */
import { Activity, ChartColumn, History, Inbox, RadioTower, Settings, Siren, Waypoints } from "lucide-react";
import type { ReactNode } from "react";

export type Place = { href: string; label: string; icon: ReactNode };

const PLACES: readonly Place[] = [
  { href: "/", label: "Overview", icon: <Activity aria-hidden="true" /> },
  { href: "/integrations", label: "Integrations", icon: <Waypoints aria-hidden="true" /> },
  { href: "/subscriptions", label: "Subscriptions", icon: <RadioTower aria-hidden="true" /> },
  { href: "/events", label: "Events", icon: <Siren aria-hidden="true" /> },
  { href: "/history", label: "History", icon: <History aria-hidden="true" /> },
  { href: "/reports", label: "Reports", icon: <ChartColumn aria-hidden="true" /> },
  { href: "/receiver", label: "Receiver", icon: <Inbox aria-hidden="true" /> },
];

const ADMINISTRATION: Place = { href: "/settings", label: "Settings", icon: <Settings aria-hidden="true" /> };

/** Everybody's account is in the settings too, and reached from the account's menu. */
export function placesFor({ administers }: { administers: boolean }): readonly Place[] {
  return administers ? [...PLACES, ADMINISTRATION] : PLACES;
}
