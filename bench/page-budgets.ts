/** What each page may cost, and how a person gets there. A figure beyond its budget fails `npm run bench:pages`. */
import type { Page } from "@playwright/test";

/** Bytes as they come over the wire, compressed; milliseconds on the machine that runs this. */
export type PageFigures = {
  scriptBytes: number;
  styleBytes: number;
  requests: number;
  firstByteMs: number;
  largestPaintMs: number;
  layoutShift: number;
  blockingMs: number;
};
export type Budget = PageFigures;
export type MeasuredPage = { name: string; path: (page: Page) => Promise<string>; budget: Budget };

/** A list is what people open most: its code is the least. */
const LIST: Budget = {
  scriptBytes: 150_000,
  styleBytes: 20_000,
  requests: 40,
  firstByteMs: 400,
  largestPaintMs: 1_500,
  layoutShift: 0.002,
  blockingMs: 200,
};
/** Pages with more links ask for more of what they lead to, once they are drawn. */
const DETAIL: Budget = { ...LIST, scriptBytes: 185_000, requests: 60 };
const FORM: Budget = { ...DETAIL, scriptBytes: 230_000, blockingMs: 300 };

/** From a keystroke in the largest integration's editor to what it changes on the screen. */
export const INPUT_BUDGET_MS = 50;
/** From opening the largest integration's editor to fields that take what is typed. */
export const EDITABLE_BUDGET_MS = 3_000;

const at = (path: string) => async () => path;
/** The first thing of a list. */
const firstOf = (list: string) => async (page: Page) => {
  await page.goto(list);
  const link = page
    .getByRole("main")
    .getByRole("table")
    .locator(`a[href^="${list.split("?")[0]}/"]`)
    .first();
  return (await link.getAttribute("href")) ?? list;
};
/** History lists deliveries, whose pages are elsewhere. */
const firstDelivery = async (page: Page) => {
  await page.goto("/history");
  return (await page.locator('a[href^="/deliveries/"]').first().getAttribute("href")) ?? "/history";
};

export const MEASURED_PAGES: readonly MeasuredPage[] = [
  { name: "Overview", path: at("/"), budget: LIST },
  { name: "Integrations", path: at("/integrations"), budget: LIST },
  { name: "Subscriptions", path: at("/subscriptions"), budget: LIST },
  { name: "Events", path: at("/events"), budget: LIST },
  { name: "History", path: at("/history"), budget: DETAIL },
  { name: "Reports", path: at("/reports"), budget: DETAIL },
  { name: "Notifications", path: at("/notifications"), budget: DETAIL },
  { name: "Settings", path: at("/settings"), budget: DETAIL },
  { name: "Receiver", path: at("/receiver"), budget: DETAIL },
  { name: "An integration", path: firstOf("/integrations"), budget: FORM },
  { name: "New integration", path: at("/integrations/new"), budget: FORM },
  { name: "A subscription", path: firstOf("/subscriptions"), budget: FORM },
  { name: "New subscription", path: at("/subscriptions/new"), budget: FORM },
  { name: "An event", path: firstOf("/events"), budget: DETAIL },
  { name: "A delivery", path: firstDelivery, budget: DETAIL },
];
