/** The query of a list in the Konexus Subscription API: page, pageSize, sort, search. Other keys are not looked at. */
import type { SubscriptionOrder } from "#db/subscription-pages";
import { readInteger } from "#webhooks/input-fields";
import { readText } from "#webhooks/text";
import { addFault, type Faults, type Parsed, parsed, shownValue } from "#webhooks/user-errors";
import type { PageNumber } from "./envelope.ts";

const PAGE_MAX = 1_000_000;
const PAGE_SIZE_MAX = 100;
const PAGE_SIZE_DEFAULT = 25;
const SEARCH_CHARACTERS_MAX = 200;

const SORTABLE = ["name", "uri", "isActive", "createdAt", "updatedAt"] as const;

/** `search` null: everything. `order` empty: as the list is by itself. */
export type ListQuery = PageNumber & { search: string | null; order: SubscriptionOrder[] };

/** page from 1 (default 1), pageSize 1 to 100 (default 25). */
export function parsePageNumber(query: URLSearchParams): Parsed<PageNumber> {
  const faults: Faults = [];
  const page = readNumber(faults, query, "page", PAGE_MAX) ?? 1;
  const pageSize = readNumber(faults, query, "pageSize", PAGE_SIZE_MAX) ?? PAGE_SIZE_DEFAULT;
  return parsed(faults, () => ({ page, pageSize }));
}

/** `sort` is a comma list of fields, each with a '-' in front for descending. */
export function parseListQuery(query: URLSearchParams): Parsed<ListQuery> {
  const faults: Faults = [];
  const page = parsePageNumber(query);
  if (!page.ok) faults.push(...page.errors);
  const rule = { what: "search", path: ["search"], charactersMax: SEARCH_CHARACTERS_MAX };
  const search = query.get("search")?.trim() ? readText(faults, query.get("search"), rule) : null;
  const order = readOrder(faults, query.get("sort") ?? "");
  if (!page.ok) return { ok: false, errors: faults };
  return parsed(faults, () => ({ ...page.value, search, order }));
}

function readNumber(faults: Faults, query: URLSearchParams, name: string, max: number): number | null {
  const text = query.get(name)?.trim() ?? "";
  if (text === "") return null;
  return readInteger(faults, /^\d+$/.test(text) ? Number(text) : text, { what: name, path: [name], min: 1, max });
}

function readOrder(faults: Faults, text: string): SubscriptionOrder[] {
  const given = text.split(",").flatMap((part) => part.trim() || []);
  const unknown = given.find((part) => !SORTABLE.some((field) => field === part.replace(/^-/, "")));
  if (unknown !== undefined) {
    const sentence = `sort names ${shownValue(unknown)}; ${SORTABLE.join(", ")} are possible, each with a '-' in front or without.`;
    addFault(faults, "INVALID", ["sort"], sentence);
  }
  return SORTABLE.map((field) => ({ field, at: given.findIndex((part) => part.replace(/^-/, "") === field) }))
    .filter(({ at }) => at !== -1)
    .sort((a, b) => a.at - b.at)
    .map(({ field, at }) => ({ field, isDescending: given[at]?.startsWith("-") === true }));
}
