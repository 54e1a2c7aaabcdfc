/**
 * Requests that no page can answer, refused before Next.js meets them: it takes some of them for faults of ours. Pages
 * are looked at and nothing else; what changes something goes to the API.
 */
import type { IncomingMessage } from "node:http";

export type Refusal = { status: number; headers: Record<string, string>; text: string };

/** Next.js' own parser of the state that its client sends for the next page; throws for anything else. */
type ParseRouterState = (header: string | string[] | undefined) => unknown;

/** Null: it may go on. */
export function refusalOf(
  { method = "GET", url = "/", headers }: Pick<IncomingMessage, "method" | "url" | "headers">,
  parseRouterState: ParseRouterState,
): Refusal | null {
  const path = decodedPath(url);
  if (path === null) return refusal(400, "The address is not encoded as one can be.");
  if (NO_PAGE.test(path)) return null;
  if (method !== "GET" && method !== "HEAD") {
    return refusal(405, "Pages answer GET and HEAD; changes go to /api/graphql.", { allow: "GET, HEAD" });
  }
  if (!isRouterState(headers["next-router-state-tree"], parseRouterState)) {
    return refusal(400, "The header next-router-state-tree is not one that these pages send.");
  }
  return null;
}

/** The API, and what the development server asks itself. */
const NO_PAGE = /^\/(api|v2|__nextjs[^/]*)(\/|$)/;

/** Null: its percent signs do not stand for UTF-8. */
function decodedPath(url: string): string | null {
  try {
    return decodeURIComponent(String(url.split("?", 1)[0]));
  } catch {
    return null;
  }
}

function isRouterState(header: string | string[] | undefined, parseRouterState: ParseRouterState): boolean {
  try {
    parseRouterState(header);
    return true;
  } catch {
    return false;
  }
}

function refusal(status: number, text: string, headers: Record<string, string> = {}): Refusal {
  return { status, headers: { "content-type": "text/plain; charset=utf-8", ...headers }, text: `${text}\n` };
}
