/**
 * /v2/settings/subscriptions: what each call of the Konexus Subscription API does. Whatever changes something goes the
 * way that GraphQL goes. Sessions do not count here, only API keys: a call may send, and a browser must not be led to it.
 */

import {
  ATTEMPTS_SHOWN_MAX,
  countAttemptsTo,
  listAttemptKeysTo,
  listSubscriptionPortion,
} from "#db/subscription-pages";
import { countSubscriptions, type Subscription } from "#db/subscriptions";
import { decodeId } from "#webhooks/id";
import { isRecord } from "#webhooks/input-fields";
import { may, type Permission } from "#webhooks/permissions";
import type { Parsed, UserError } from "#webhooks/user-errors";
import { buildContext, type Context } from "../context.ts";
import { maskUnexpected } from "../errors.ts";
import type { Loaders } from "../loaders.ts";
import { countRequest } from "../rate-limit.ts";
import { readBody } from "../read-body.ts";
import { addSubscription, editSubscription, removeSubscription } from "../subscription-changes.ts";
import { testSubscription } from "../test-subscription.ts";
import { notFound } from "../user-faults.ts";
import { type Viewer, viewerOfRequest } from "../viewer.ts";
import { attemptItem } from "./attempt-item.ts";
import { failureOf, itemAnswer, listAnswer, type PageNumber, plainError, refusal } from "./envelope.ts";
import { parseListQuery, parsePageNumber } from "./list-query.ts";
import { describeFault, readSubscription, subscriptionItem } from "./subscription-item.ts";

const BODY_BYTES_MAX = 256 * 1024;
const NO_COOKIES = { getAll: () => [] };
const NO_OBJECT: UserError = {
  code: "INVALID",
  message: "The body is no JSON object; a subscription is expected.",
  path: [],
};

/** GET of the list. READ. */
export function answerList(request: Request): Promise<Response> {
  return answer(request, "READ", async ({ viewer }) => {
    const { searchParams } = new URL(request.url);
    const query = parseListQuery(searchParams);
    if (!query.ok) return refusedQuery(searchParams, query.errors);
    const { search, order, ...page } = query.value;
    const [rows, total] = await Promise.all([
      listSubscriptionPortion(viewer.tenantId, { search }, order, portionOf(page)),
      countSubscriptions(viewer.tenantId, { search }),
    ]);
    return listAnswer(rows.map(subscriptionItem), total, page);
  });
}

/** POST: 201. DIRECT, with the default retry policy. MANAGE. */
export function answerCreate(request: Request): Promise<Response> {
  return answer(request, "MANAGE", (context) => save(request, context, null, 201));
}

/** GET of one. READ. */
export function answerOne(request: Request, id: string): Promise<Response> {
  return answer(request, "READ", async ({ loaders }) => {
    const subscription = await find(id, loaders);
    return subscription ? itemAnswer(subscriptionItem(subscription)) : refusedId(id);
  });
}

/** PUT: absent keys stay as they are, `secret: null` removes it. MANAGE. */
export function answerUpdate(request: Request, id: string): Promise<Response> {
  return answer(request, "MANAGE", async (context) => {
    const current = await find(id, context.loaders);
    return current ? save(request, context, { id, current }, 200) : refusedId(id);
  });
}

/** DELETE: its history stays. MANAGE. */
export function answerDelete(request: Request, id: string): Promise<Response> {
  return answer(request, "MANAGE", async ({ viewer }) => {
    const removed = await removeSubscription(viewer, { id });
    return removed.ok ? itemAnswer(null) : refusal(removed.errors, describeFault({}, []));
  });
}

/** GET …/test: sends "Ping!" and answers with the attempt, whatever it came to. MANAGE, since it sends. */
export function answerTest(request: Request, id: string): Promise<Response> {
  return answer(request, "MANAGE", async (context) => {
    const tested = await testSubscription(context, { id });
    if (!tested.ok) return refusal(tested.errors, describeFault({}, []));
    const [item] = await attemptItems([{ deliveryId: tested.value, number: 1 }], context.loaders);
    return itemAnswer(item ?? null);
  });
}

/** GET …/history: attempts, newest event first, at most 10,000. READ. */
export function answerHistory(request: Request, id: string): Promise<Response> {
  return answer(request, "READ", async ({ viewer, loaders }) => {
    const { searchParams } = new URL(request.url);
    const subscription = await find(id, loaders);
    if (!subscription) return refusedId(id);
    const page = parsePageNumber(searchParams);
    if (!page.ok) return refusedQuery(searchParams, page.errors);
    const { limit, offset } = portionOf(page.value);
    const shown = Math.max(0, Math.min(limit, ATTEMPTS_SHOWN_MAX - offset));
    const [keys, total] = await Promise.all([
      shown === 0 ? [] : listAttemptKeysTo(viewer.tenantId, subscription.id, { limit: shown, offset }),
      countAttemptsTo(viewer.tenantId, subscription.id),
    ]);
    return listAnswer(await attemptItems(keys, loaders), total, page.value);
  });
}

/** 401, 429 and 403 before anything else; never throws. */
async function answer(
  request: Request,
  permission: Permission,
  work: (context: Context) => Promise<Response>,
): Promise<Response> {
  try {
    const viewer: Viewer | null = await viewerOfRequest(request.headers, NO_COOKIES);
    if (!viewer) return plainError(401, "Unauthorized.");
    const limited = countRequest(viewer);
    if (limited) return plainError(429, limited.message, limited.headers);
    if (!may(viewer.permissions, permission)) return plainError(403, "Forbidden.");
    return await work(buildContext(viewer));
  } catch (error) {
    return plainError(500, maskUnexpected(error).message);
  }
}

async function save(
  request: Request,
  { viewer }: Context,
  target: { id: string; current: Subscription } | null,
  httpStatus: number,
): Promise<Response> {
  const read = await readBody(request, BODY_BYTES_MAX);
  if (read.kind === "too-large") return plainError(413, "The body is larger than 256 KiB.");
  const body = read.kind === "text" ? parseJson(read.text) : undefined;
  if (!isRecord(body)) return refusal([NO_OBJECT], describeFault({}, []));
  const { input, faults } = readSubscription(body, target?.current ?? null);
  const describe = describeFault(body, faults);
  const saved: Parsed<Subscription> = target
    ? await editSubscription(viewer, { ...input, id: target.id }, faults)
    : await addSubscription(viewer, input, faults);
  return saved.ok ? itemAnswer(subscriptionItem(saved.value), httpStatus) : refusal(saved.errors, describe);
}

/** What is no JSON is no object either. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function find(publicId: string, loaders: Loaders): Promise<Subscription | null> {
  const id = decodeId("sub", publicId);
  const row = id === null ? null : await loaders.subscriptions.load(id);
  return row?.deletedAt ? null : row;
}

async function attemptItems(keys: readonly { deliveryId: string; number: number }[], loaders: Loaders) {
  const found = await Promise.all(
    keys.map(async (key) => {
      const [attempt, delivery] = await Promise.all([
        loaders.attempts.load(key),
        loaders.deliveries.load(key.deliveryId),
      ]);
      return attempt && delivery ? [await attemptItem({ ...attempt, delivery }, loaders)] : [];
    }),
  );
  return found.flat();
}

function portionOf({ page, pageSize }: PageNumber) {
  return { limit: pageSize, offset: (page - 1) * pageSize };
}

function refusedId(id: string): Response {
  return refusal([notFound("subscription", id, ["id"])], describeFault({}, []));
}

function refusedQuery(query: URLSearchParams, faults: readonly UserError[]): Response {
  return refusal(faults, (fault) => failureOf(fault, fault.path.join("."), query.get(fault.path.join("."))));
}
