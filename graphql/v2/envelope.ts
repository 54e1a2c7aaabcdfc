/**
 * The envelopes of the Konexus Subscription API: an item or a page of a list, with a status beside it, and plain errors.
 * The names and "None", "NotFound", "ValidationError", "Required" are the vendor's; other codes, the HTTP statuses and
 * the sentences are ours.
 */
import type { UserError, UserErrorCode } from "#webhooks/user-errors";

/** Which page of a list; `page` is from 1. */
export type PageNumber = { page: number; pageSize: number };

/** `attemptedValue`: what was given there; null of what is or may be a secret. */
export type ValidationFailure = {
  propertyName: string;
  errorMessage: string;
  errorCode: string;
  attemptedValue: unknown;
};

const ERROR_CODES: Record<UserErrorCode, string> = {
  REQUIRED: "Required",
  INVALID: "Invalid",
  NOT_FOUND: "NotFound",
  CONFLICT: "Conflict",
  IN_USE: "InUse",
  BLOCKED_ADDRESS: "BlockedAddress",
  LIMIT_EXCEEDED: "LimitExceeded",
  NOT_ENABLED: "NotEnabled",
  NOT_ALLOWED_NOW: "NotAllowedNow",
};

export function itemAnswer(item: unknown, httpStatus = 200): Response {
  return answer({ item }, SUCCESS, httpStatus);
}

/** An empty list has one page. */
export function listAnswer(
  items: readonly unknown[],
  totalItemCount: number,
  { page, pageSize }: PageNumber,
): Response {
  const pageCount = Math.max(1, Math.ceil(totalItemCount / pageSize));
  return answer({ totalItemCount, pageCount, page, pageSize, items }, SUCCESS);
}

/** 404 NotFound for an id that names nothing, 403 NotEnabled, 400 ValidationError for everything else. */
export function refusal(faults: readonly UserError[], describe: (fault: UserError) => ValidationFailure): Response {
  const [first] = faults;
  const missing = faults.find(({ code, path }) => code === "NOT_FOUND" && path.join() === "id");
  if (missing) return refused("NotFound", missing.message, [], 404);
  if (first?.code === "NOT_ENABLED") return refused("NotEnabled", first.message, [], 403);
  const sentence = faults.length === 1 ? first?.message : `There are ${faults.length} faults; each is listed.`;
  return refused("ValidationError", sentence ?? "", faults.map(describe), 400);
}

/** As validation failures tell a fault whose path leads through the input as it was given. */
export function failureOf(
  { code, message }: UserError,
  propertyName: string,
  attemptedValue: unknown,
): ValidationFailure {
  return { propertyName, errorMessage: message, errorCode: ERROR_CODES[code], attemptedValue };
}

/** `{"error": "Unauthorized."}` */
export function plainError(httpStatus: number, error: string, headers: Record<string, string> = {}): Response {
  return Response.json({ error }, { status: httpStatus, headers });
}

type Status = {
  isSuccess: boolean;
  errorCode: string;
  errorMessage: string | null;
  validationFailures: (ValidationFailure & { resourceKey: null })[];
  messages: string[];
  resourceKey: null;
};

const SUCCESS: Status = {
  isSuccess: true,
  errorCode: "None",
  errorMessage: null,
  validationFailures: [],
  messages: [],
  resourceKey: null,
};

function refused(
  errorCode: string,
  errorMessage: string,
  failures: readonly ValidationFailure[],
  httpStatus: number,
): Response {
  const validationFailures = failures.map((failure) => ({ ...failure, resourceKey: null }));
  return answer(
    { item: null },
    { ...SUCCESS, isSuccess: false, errorCode, errorMessage, validationFailures },
    httpStatus,
  );
}

function answer(content: Record<string, unknown>, status: Status, httpStatus = 200): Response {
  const body = { ...content, status, hasErrors: !status.isSuccess, isValid: status.isSuccess };
  return Response.json(body, { status: httpStatus, headers: { "cache-control": "no-store" } });
}
