/** Which page of a keyset list an address asks for. */

export const PAGE_SIZE = 25;

type PageParams = { after: string | null; before: string | null };
type PageVariables = { first?: number; after?: string; last?: number; before?: string };

/** `after` and `before` are cursors from an answer; without either, the newest page. `size`: at most 100. */
export function pageVariables({ after, before }: PageParams, size = PAGE_SIZE): PageVariables {
  if (after) return { first: size, after };
  if (before) return { last: size, before };
  return { first: size };
}

/** The filters of a list as they stand in its address, without the page: for the pager's links. */
export function paramsOf(values: Record<string, string | readonly (string | number)[] | null>): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    const text = typeof value === "string" ? value : (value ?? []).join(",");
    if (text !== "" && name !== "after" && name !== "before") params[name] = text;
  }
  return params;
}
