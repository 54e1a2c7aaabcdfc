/**
 * Keyset pages: the arguments of a list, checked, and a list cut to its page. A cursor is opaque to clients: a mark of
 * its list and the key of its row, in base64url, so that no other list takes it. Leaves to others which column is the key (an id, or a version) and which index serves it.
 */
import { createHash } from "node:crypto";
import { asc, type Column, desc, gt, lt, type SQL } from "drizzle-orm";
import type { Parsed, UserError } from "#webhooks/user-errors";

const PAGE_SIZE_DEFAULT = 25;
const PAGE_SIZE_MAX = 100;

/** `first` and `after` walk from the newest to the oldest, `last` and `before` the other way. */
export type PageArgs = {
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
};

/** Which rows of a list that is sorted newest first; `after` and `before` are keys, both exclusive. */
export type Page = { limit: number; isBackward: boolean; after: string | null; before: string | null };

/** A page's rows, newest first. */
export type Slice<Row> = { rows: Row[]; hasNextPage: boolean; hasPreviousPage: boolean };

/** Characters of a cursor's mark: enough that two lists have the same one by no accident. */
const MARK_LENGTH = 8;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const VERSION = /^[1-9]\d{0,8}$/;

/** What the key of a list looks like; anything else in a cursor is a fault. */
export type KeyKind = "uuid" | "version";

/** `list`: its name, with the id of the row that it belongs to, if it belongs to one: "integration 0199… revisions". */
export function encodeCursor(list: string, key: string | number): string {
  const mark = createHash("sha256").update(list).digest("base64url").slice(0, MARK_LENGTH);
  return Buffer.from(`${mark}${key}`).toString("base64url");
}

/** Checks the arguments of a list; every fault at once, `path` names the argument. `list`: as its cursors were encoded. */
export function parsePage(args: PageArgs, list: string, kind: KeyKind = "uuid"): Parsed<Page> {
  const errors: UserError[] = [];
  if (args.first != null && args.last != null) {
    errors.push({ code: "INVALID", message: "Give either first or last, not both.", path: ["first"] });
  }
  for (const name of ["first", "last"] as const) {
    const size = args[name];
    if (size != null && (size < 0 || size > PAGE_SIZE_MAX)) {
      errors.push({ code: "INVALID", message: `${name} is ${size}; it can be 0 to ${PAGE_SIZE_MAX}.`, path: [name] });
    }
  }
  const after = decodeCursor(args.after, list, kind);
  const before = decodeCursor(args.before, list, kind);
  if (after === undefined) errors.push(cursorFault("after"));
  if (before === undefined) errors.push(cursorFault("before"));
  if (errors.length > 0 || after === undefined || before === undefined) return { ok: false, errors };
  const limit = args.first ?? args.last ?? PAGE_SIZE_DEFAULT;
  return { ok: true, value: { limit, isBackward: args.last != null, after, before } };
}

/** The key; null when there is none; undefined when it is none that this list gave. */
function decodeCursor(cursor: string | null | undefined, list: string, kind: KeyKind): string | null | undefined {
  if (cursor == null) return null;
  const key = Buffer.from(cursor, "base64url").toString().slice(MARK_LENGTH);
  const isKey = (kind === "uuid" ? UUID : VERSION).test(key);
  return isKey && encodeCursor(list, key) === cursor ? key : undefined;
}

function cursorFault(path: "after" | "before"): UserError {
  return { code: "INVALID", message: `${path} is not a cursor that this list gave.`, path: [path] };
}

/** The conditions and the order of a page over its key; to be fetched with `limit + 1` rows and cut by `cutPage`. */
export function keyset(column: Column, page: Page): { where: SQL[]; orderBy: SQL; limit: number } {
  const where: SQL[] = [];
  if (page.after !== null) where.push(lt(column, page.after));
  if (page.before !== null) where.push(gt(column, page.before));
  return { where, orderBy: page.isBackward ? asc(column) : desc(column), limit: page.limit + 1 };
}

/** Takes the one row too many off and puts the rest newest first. */
export function cutPage<Row>(fetched: readonly Row[], page: Page): Slice<Row> {
  const hasMore = fetched.length > page.limit;
  const rows = fetched.slice(0, page.limit);
  return page.isBackward
    ? { rows: rows.reverse(), hasNextPage: page.before !== null, hasPreviousPage: hasMore }
    : { rows, hasNextPage: hasMore, hasPreviousPage: page.after !== null };
}
