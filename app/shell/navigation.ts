/** Where a path belongs, and how much room the navigation may take there. */

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
